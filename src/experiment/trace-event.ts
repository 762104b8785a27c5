/** An event as a line of `trace.ndjson` tells it. What its kind has not is undefined. */
export interface TraceEvent {
  /** Microseconds after the start. */
  readonly t: number;
  /** `submitted`, `queued`, `segment`, `sent`, `delivered` and so on. */
  readonly kind: string;
  /** Number of the message in the run. */
  readonly message: number;
  readonly traffic?: string;
  readonly index?: number;
  /** Null: From is not ours. */
  readonly sender?: string | null;
  /** Destination country; null: no or no possible number. */
  readonly to?: string | null;
  readonly segments?: number;
  readonly encoding?: string;
  readonly code?: number;
}

/** The event of a line; undefined where the line tells of none. */
export function traceEventOf(line: string): TraceEvent | undefined {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isEvent(event) ? event : undefined;
}

function isEvent(value: unknown): value is TraceEvent {
  if (typeof value !== 'object' || value === null) return false;
  const { t, kind, message } = value as Partial<Record<keyof TraceEvent, unknown>>;
  return Number.isSafeInteger(t) && typeof kind === 'string' && Number.isSafeInteger(message);
}

/** The properties of two events that differ, in the order of a trace. */
export function differingKeys(a: TraceEvent, b: TraceEvent): readonly (keyof TraceEvent)[] {
  // Whatever a line has beyond these says nothing that is known here.
  return EVENT_KEYS.filter((key) => a[key] !== b[key]);
}

const EVENT_KEYS = [
  't',
  'kind',
  'message',
  'traffic',
  'index',
  'sender',
  'to',
  'segments',
  'encoding',
  'code',
] as const satisfies readonly (keyof TraceEvent)[];
