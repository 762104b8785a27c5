import { firstFault } from '../../messaging/first-fault.ts';
import { faultOf, NO_FAULT } from '../../messaging/request-rules.ts';
import { type Trace, traceOf } from '../forms/traces.ts';
import type { PlanRecipients, PlanStream } from '../plan.ts';
import type { ArrivalsEntry, Scenario, StreamEntry } from '../scenario.ts';
import { compilePhase, isTrace, type PhaseEntry } from './compile-arrivals.ts';
import { compileBodies, traceBodies } from './compile-bodies.ts';
import { type Destinations, sharedRecipients, writtenRecipients } from './compile-recipients.ts';
import { type SenderTable, sendersNamed } from './compile-senders.ts';
import { bodyContextOf, compileOptions, type StreamContext } from './compile-stream-options.ts';

/** What the streams of a scenario share. */
export interface TrafficContext extends StreamContext {
  readonly files: Scenario['files'];
  readonly horizonUs: number;
  readonly senders: SenderTable;
  readonly destinations: Destinations;
}

/** A traffic stream but for its hours, which need to know every destination. */
export type HourlessStream = Omit<PlanStream, 'hours'>;

/** A traffic stream: a trace with its rows, or phases of arrivals with what is drawn for them. */
export function compileStream(entry: StreamEntry, context: TrafficContext): HourlessStream {
  const place = `traffic ${entry.id}: arrivals`;
  const sending = sendersOf(entry, context);
  const phases = isList(entry.arrivals) ? entry.arrivals : [entry.arrivals];
  const trace = phases.find(isTrace);
  if (trace !== undefined) {
    if (phases.length > 1) throw new RangeError(`${place}: a trace stands alone in its stream`);
    return compileTrace(entry, trace.trace, sending, context);
  }
  const options = compileOptions(entry, sending.service, context);
  const written = writtenRecipients(entry, context.files);
  return {
    id: entry.id,
    ...sending,
    ...options,
    // There is no trace among them.
    arrivals: (phases as readonly PhaseEntry[]).map((phase) =>
      compilePhase(phase, place, context.anchor, context.horizonUs),
    ),
    recipients:
      written === undefined
        ? sharedRecipients(entry, context.destinations)
        : rowsInTurn(written, sending, context),
    bodies: compileBodies(entry, context.files, bodyContextOf(options, context)),
    senderByRow: undefined,
    fault: Math.min(options.fault, written === undefined ? faultOfUnknown(context) : NO_FAULT),
  };
}

/** Who sends: senders in turn, a service that picks one of its pool, or a sender that is named in spite of it. */
type Sending = Pick<PlanStream, 'senders' | 'service' | 'namesSender'>;

function sendersOf(entry: StreamEntry, { pools, senders: table }: TrafficContext): Sending {
  const place = `traffic ${entry.id}: from`;
  const names = typeof entry.from === 'string' ? [entry.from] : entry.from;
  const service =
    typeof entry.from === 'string' ? pools.findIndex((pool) => pool.entry.id === entry.from) : -1;
  if (service === -1) {
    if (entry.sender !== undefined) throw new RangeError(`traffic ${entry.id}: sender needs a service`);
    return { senders: sendersNamed(table, names, place), service, namesSender: false };
  }
  return entry.sender === undefined
    ? { senders: pools[service]!.senders, service, namesSender: false }
    : { senders: sendersNamed(table, [entry.sender], place), service, namesSender: true };
}

/** The fault of recipients of whom no number is known: a trial account has verified none of them. */
function faultOfUnknown({ rules, account }: TrafficContext): number {
  // Any country will do: where it is makes no difference to these rules.
  return firstFault(rules, { toCountry: '' }, account, ['recipient']);
}

/** What stands in From of each row of recipients; undefined where it changes from request to request. */
type WrittenSenders = (row: number) => string | undefined;

/** Recipients of a stream whose only sender stands in every From, or whose senders take turns at it. */
function rowsInTurn(to: readonly string[], sending: Sending, context: TrafficContext): PlanRecipients {
  const addresses = sending.senders.map((sender) => context.senders.senders[sender]!.address);
  const [only] = addresses;
  if (addresses.length === 1) return rowsFrom(to, () => only, context);
  const recipients = rowsFrom(to, () => undefined, context);
  // A service picks its sender by the recipient and not in turn; and some providers do not ask.
  if (sending.service !== -1 || faultOf(context.rules, 'to-not-from') === NO_FAULT) return recipients;
  const positions = new Map(addresses.map((address, position) => [address, position]));
  const ownSenders = Int32Array.from(to, (number) => positions.get(number) ?? -1);
  return ownSenders.some((position) => position !== -1) ? { ...recipients, ownSenders } : recipients;
}

/** Recipients with what is wrong with each of them, and with what stands in From beside it. */
function rowsFrom(
  to: readonly string[],
  fromOf: WrittenSenders,
  context: TrafficContext,
): Extract<PlanRecipients, { kind: 'rows' }> {
  const { rules, account, destinations } = context;
  const recipients = destinations.rows(to);
  const toItself = faultOf(rules, 'to-not-from');
  const known = new Map<string, number>();
  const faultOfSender = (from: string): number => {
    // What is wrong with a sender of ours is known by country.
    if (account.senders.has(from)) return NO_FAULT;
    const fault = known.get(from) ?? firstFault(rules, { from }, account, ['sender']);
    known.set(from, fault);
    return fault;
  };
  const faults = recipients.faults.map((own, row) => {
    const from = fromOf(row);
    if (from === undefined) return own;
    return Math.min(own, faultOfSender(from), from === to[row] ? toItself : NO_FAULT);
  });
  return { ...recipients, faults };
}

function compileTrace(
  entry: StreamEntry,
  path: string,
  sending: Sending,
  context: TrafficContext,
): HourlessStream {
  const reading = traceOf(context.files, path, context.anchor);
  if (!reading.ok) {
    const first = reading.problems[0]!;
    throw new RangeError(`traffic ${entry.id}: ${path}, line ${first.line}: ${first.why}`);
  }
  const { trace } = reading;
  if (trace.from !== undefined && sending.service !== -1)
    throw new RangeError(`traffic ${entry.id}: ${path} names senders, and a service picks them`);
  const options = compileOptions(entry, sending.service, context);
  const own = traceSenders(trace, sending.senders, context.senders);
  return {
    id: entry.id,
    ...sending,
    ...options,
    ...own,
    arrivals: [{ kind: 'trace', atUs: trace.atUs }],
    recipients:
      trace.from === undefined
        ? rowsInTurn(trace.to, sending, context)
        : rowsFrom(trace.to, tracedSenders(trace.from, own, context), context),
    bodies: traceBodies(trace, bodyContextOf(options, context)),
  };
}

/**
 * Who sends each row: the sender whose id or address stands in `from`, an entry's numbers in turn, or where `from` is
 * empty those of the stream in turn. Senders that only rows name join those of the stream.
 */
function traceSenders(
  { from }: Trace,
  senders: readonly number[],
  table: SenderTable,
): Pick<PlanStream, 'senders' | 'senderByRow'> {
  if (from === undefined) return { senders, senderByRow: undefined };
  const byAddress = new Map(table.senders.map(({ address }, index) => [address, [index]]));
  const positions = new Map(senders.map((sender, position) => [sender, position]));
  const positionOf = (sender: number): number => {
    const position = positions.get(sender) ?? positions.size;
    positions.set(sender, position);
    return position;
  };
  const senderByRow = Int32Array.from(from, (name, row) => {
    const named = name === '' ? senders : (table.byName.get(name) ?? byAddress.get(name));
    return named === undefined ? -1 : positionOf(named[row % named.length]!);
  });
  return { senders: [...positions.keys()], senderByRow };
}

/** The address of each row's sender, or what its `from` says where that is none of ours. */
function tracedSenders(
  from: readonly string[],
  { senders, senderByRow }: Pick<PlanStream, 'senders' | 'senderByRow'>,
  context: TrafficContext,
): WrittenSenders {
  return (row) => {
    const sender = senders[senderByRow?.[row] ?? -1];
    return sender === undefined ? from[row] : context.senders.senders[sender]!.address;
  };
}

/** Array.isArray does not narrow a readonly array out of a union. */
function isList(arrivals: StreamEntry['arrivals']): arrivals is readonly ArrivalsEntry[] {
  return Array.isArray(arrivals);
}
