import type { Steps } from '../measure/select.ts';
import { differingKeys, type TraceEvent } from './trace-event.ts';

/** A run as it is told: the lines of its trace, one after another. */
export interface EventSource {
  readonly lines: Iterator<string, undefined>;
  /**
   * The event of the line that came last.
   *
   * @throws where it tells of none.
   */
  readonly eventOf: (line: string) => TraceEvent;
}

/** Where a message comes from; undefined where its submission was not told. */
export interface Origin {
  readonly traffic: string;
  /** Null: From is not ours. */
  readonly sender: string | null;
}

/** An event, with the origin of its message. */
export interface ToldEvent {
  readonly event: TraceEvent;
  readonly origin: Origin | undefined;
}

/** Two runs up to their end, or where they part. */
export interface Comparison {
  /** Events that are alike in both, from the start on. */
  readonly alike: number;
  /** Undefined: both end there. */
  readonly parting: Parting | undefined;
}

/** What happens where two runs part. */
export interface Parting {
  /** The last events before it, alike in both. */
  readonly before: readonly ToldEvent[];
  /** From the first event that differs on; empty where the run has ended. */
  readonly a: readonly ToldEvent[];
  readonly b: readonly ToldEvent[];
}

/** Events shown before the parting, and after it beside the one at which they part. */
const AROUND = 5;
/** Events that are compared in a step: some milliseconds. */
const EVENTS_A_STEP = 1000;

/**
 * Goes through two runs side by side up to the first event that differs. O(events); what is kept are the last few events
 * and the origins of messages under way. In steps, so that a shell can listen between them.
 */
export function* compareEvents(a: EventSource, b: EventSource): Steps<Comparison> {
  const origins = new Origins();
  const before: ToldEvent[] = [];
  for (let alike = 0; ; alike += 1) {
    const [lineA, lineB] = [a.lines.next().value, b.lines.next().value];
    if (lineA === undefined && lineB === undefined) return { alike, parting: undefined };
    const eventA = lineA === undefined ? undefined : a.eventOf(lineA);
    if (eventA === undefined || !isAlike(lineA, lineB, eventA, b)) {
      const parting = { before, a: told(lineA, a, origins), b: told(lineB, b, origins) };
      return { alike, parting };
    }
    before.push({ event: eventA, origin: origins.hear(eventA) });
    if (before.length > AROUND) before.shift();
    if (alike % EVENTS_A_STEP === EVENTS_A_STEP - 1) yield;
  }
}

function isAlike(
  lineA: string | undefined,
  lineB: string | undefined,
  a: TraceEvent,
  b: EventSource,
): boolean {
  if (lineA === lineB) return true;
  return lineB !== undefined && differingKeys(a, b.eventOf(lineB)).length === 0;
}

/** The events of one run from the parting on. */
function told(first: string | undefined, source: EventSource, common: Origins): readonly ToldEvent[] {
  const origins = common.copy();
  const events: ToldEvent[] = [];
  let line = first;
  while (line !== undefined) {
    const event = source.eventOf(line);
    events.push({ event, origin: origins.hear(event) });
    line = events.length > AROUND ? undefined : source.lines.next().value;
  }
  return events;
}

/** Kinds of events after which nothing more comes of a message. */
const FINAL: ReadonlySet<string> = new Set([
  'refused',
  'failed',
  'canceled',
  'delivered',
  'undelivered',
  'no-receipt',
  'open',
]);

/** Where the messages under way come from: only their submission tells it. */
class Origins {
  readonly #byMessage: Map<number, Origin>;
  /** One object for all messages of a stream through a sender. */
  readonly #known: Map<string, Origin> = new Map();

  constructor(byMessage: ReadonlyMap<number, Origin> = new Map()) {
    this.#byMessage = new Map(byMessage);
  }

  hear({ kind, message, traffic, sender = null }: TraceEvent): Origin | undefined {
    if (kind === 'submitted' && traffic !== undefined)
      this.#byMessage.set(message, this.#origin(traffic, sender));
    const origin = this.#byMessage.get(message);
    if (FINAL.has(kind)) this.#byMessage.delete(message);
    return origin;
  }

  copy(): Origins {
    return new Origins(this.#byMessage);
  }

  #origin(traffic: string, sender: string | null): Origin {
    const key = JSON.stringify([traffic, sender]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const origin = { traffic, sender };
    this.#known.set(key, origin);
    return origin;
  }
}
