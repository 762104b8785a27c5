import { STATUS_CODE } from '../messaging/status.ts';
import { REFUSED } from '../pipeline/facts.ts';
import type { Fact, FactKind, History } from './history.ts';
import { NOTHING_YET } from './trace-of.ts';

/** A row of `trace.ndjson`, parsed. What follows `message` stands in rows that are `submitted`. */
export interface TraceRow {
  /** Microseconds. */
  readonly t: number;
  readonly kind: string;
  readonly message: number;
  readonly traffic?: string;
  readonly index?: number;
  readonly sender?: string | null;
  readonly to?: string | null;
  readonly segments?: number;
  /** Of what is refused, failed or undelivered. */
  readonly code?: number;
}

/** A history, and the names behind its indices, in the order in which they came. */
export interface TraceHistory {
  readonly history: History;
  readonly senders: readonly string[];
  readonly streams: readonly string[];
  readonly countries: readonly string[];
}

/**
 * The history that a trace tells, in the order of its rows. A trace does not tell of carriers, attempts, media and of
 * what clients first wanted, so laws about these are not to be asked of it.
 *
 * @throws RangeError when a row is of no known kind, or of a message that was not submitted.
 */
export function historyOfTrace(rows: Iterable<TraceRow>): TraceHistory {
  const all = [...rows];
  const names = { senders: new Names(), streams: new Names(), countries: new Names() };
  const known = new Map<number, Message>();
  const beginnings = statusesAtFirst(all);
  const history = all.flatMap((row) => {
    if (row.kind === 'submitted') known.set(row.message, submittedOf(row, names));
    const message = known.get(row.message);
    if (message === undefined)
      throw new RangeError(`message ${row.message} is ${row.kind} before it is submitted`);
    return factsOf(row, message, beginnings.get(row.message)!);
  });
  return {
    history,
    senders: names.senders.all,
    streams: names.streams.all,
    countries: names.countries.all,
  };
}

type Message = { -readonly [Key in Exclude<keyof Fact, 'kind' | 'atUs'>]: Fact[Key] };

/** Indices of names, in the order in which they come. */
class Names {
  readonly #places: Map<string, number> = new Map();

  get all(): readonly string[] {
    return [...this.#places.keys()];
  }

  /** -1 of no name. */
  placeOf(name: string | null | undefined): number {
    if (name === null || name === undefined) return -1;
    const place = this.#places.get(name) ?? this.#places.size;
    this.#places.set(name, place);
    return place;
  }
}

function submittedOf(
  { t, message, traffic, index = 0, sender, to, segments = 1 }: TraceRow,
  names: { readonly senders: Names; readonly streams: Names; readonly countries: Names },
): Message {
  return {
    ...NOTHING_YET,
    serial: message,
    index,
    segments,
    stream: names.streams.placeOf(traffic),
    sender: names.senders.placeOf(sender),
    country: names.countries.placeOf(to),
    status: STATUS_CODE.queued,
    offeredAtUs: t,
    submittedAtUs: t,
    queuedAtUs: Number.NaN,
  };
}

/** A message is what its second row makes of it from the beginning, where that is no status of a message that waits. */
function statusesAtFirst(rows: readonly TraceRow[]): ReadonlyMap<number, number> {
  const statuses = new Map<number, number>();
  for (const { message, kind } of rows) {
    if (kind === 'submitted') statuses.set(message, STATUS_CODE.queued);
    else if (kind === 'scheduled') statuses.set(message, STATUS_CODE.scheduled);
  }
  return statuses;
}

/** What each kind of row is a fact of, and the status that the message then has; undefined: it stays. */
const KINDS: Readonly<Record<string, readonly [kind: FactKind, status: number | undefined]>> = {
  submitted: ['submitted', undefined],
  refused: ['refused', REFUSED],
  scheduled: ['scheduled', STATUS_CODE.scheduled],
  queued: ['queued', STATUS_CODE.queued],
  failed: ['failed', STATUS_CODE.failed],
  canceled: ['canceled', STATUS_CODE.canceled],
  segment: ['segmentLeft', STATUS_CODE.sending],
  sent: ['sent', STATUS_CODE.sent],
  delivered: ['concluded', STATUS_CODE.delivered],
  undelivered: ['concluded', STATUS_CODE.undelivered],
  'no-receipt': ['concluded', STATUS_CODE.sent],
  open: ['leftOpen', undefined],
};

const FINAL: readonly FactKind[] = ['refused', 'failed', 'canceled', 'concluded'];

function factsOf(row: TraceRow, message: Message, first: number): readonly Fact[] {
  const found = KINDS[row.kind];
  if (found === undefined) throw new RangeError(`${row.kind} is no kind of row of a trace`);
  const [kind, status] = found;
  const stoodInQueue = !Number.isNaN(message.queuedAtUs);
  if (kind === 'submitted') message.status = first;
  message.status = status ?? message.status;
  message.errorCode = row.code ?? message.errorCode;
  if (kind === 'queued') message.queuedAtUs = row.t;
  if (kind === 'segmentLeft') {
    if (Number.isNaN(message.firstSegmentAtUs)) message.firstSegmentAtUs = row.t;
    message.lastSegmentAtUs = row.t;
  }
  if (FINAL.includes(kind)) message.finalAtUs = row.t;
  const fact: Fact = { ...message, kind, atUs: kind === 'leftOpen' ? Number.NaN : row.t };
  return stoodInQueue && (kind === 'failed' || kind === 'canceled')
    ? [{ ...fact, kind: 'withdrawn' }, fact]
    : [fact];
}
