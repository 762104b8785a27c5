import type { Anchor } from '../../kernel/civil-time.ts';
import { NO_FAULT } from '../../messaging/request-rules.ts';
import { type Trace, traceOf } from '../forms/traces.ts';
import type { Plan, PlanStream } from '../plan.ts';
import type { ArrivalsEntry, Scenario, StreamEntry } from '../scenario.ts';
import { compilePhase, isTrace, type PhaseEntry } from './compile-arrivals.ts';
import { compileBodies, traceBodies } from './compile-bodies.ts';
import { compileRecipients, type Destinations } from './compile-recipients.ts';
import { type SenderTable, sendersNamed } from './compile-senders.ts';

/** What the streams of a scenario share. */
export interface TrafficContext {
  readonly files: Scenario['files'];
  readonly anchor: Anchor | undefined;
  readonly horizonUs: number;
  readonly senders: SenderTable;
  readonly destinations: Destinations;
  readonly rules: Plan['acceptance'];
}

/** What a stream is that asks for nothing special. */
const PLAIN = {
  service: -1,
  namesSender: false,
  text: { prefix: '', smartEncoded: false },
  media: undefined,
  fault: NO_FAULT,
  validityUs: Infinity,
  sendAt: undefined,
  cancel: undefined,
  optedOut: 0,
  priority: 0,
  retry: undefined,
  pace: undefined,
  hours: undefined,
} as const satisfies Partial<PlanStream>;

/** A traffic stream: a trace with its rows, or phases of arrivals with what is drawn for them. */
export function compileStream(entry: StreamEntry, context: TrafficContext): PlanStream {
  const place = `traffic ${entry.id}: arrivals`;
  const names = typeof entry.from === 'string' ? [entry.from] : entry.from;
  const senders = sendersNamed(context.senders, names, `traffic ${entry.id}: from`);
  const phases = isList(entry.arrivals) ? entry.arrivals : [entry.arrivals];
  const trace = phases.find(isTrace);
  if (trace !== undefined) {
    if (phases.length > 1) throw new RangeError(`${place}: a trace stands alone in its stream`);
    return compileTrace(entry.id, trace.trace, senders, context);
  }
  return {
    id: entry.id,
    senders,
    // There is no trace among them.
    arrivals: (phases as readonly PhaseEntry[]).map((phase) =>
      compilePhase(phase, place, context.anchor, context.horizonUs),
    ),
    recipients: compileRecipients(entry, context.files, context.destinations),
    bodies: compileBodies(entry, context.files, context.rules),
    senderByRow: undefined,
    ...PLAIN,
  };
}

function compileTrace(
  id: string,
  path: string,
  senders: readonly number[],
  context: TrafficContext,
): PlanStream {
  const reading = traceOf(context.files, path, context.anchor);
  if (!reading.ok) {
    const first = reading.problems[0]!;
    throw new RangeError(`traffic ${id}: ${path}, line ${first.line}: ${first.why}`);
  }
  const { trace } = reading;
  return {
    id,
    ...traceSenders(trace, senders, context.senders),
    arrivals: [{ kind: 'trace', atUs: trace.atUs }],
    recipients: context.destinations.rows(trace.to),
    bodies: traceBodies(trace, context.rules),
    ...PLAIN,
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

/** Array.isArray does not narrow a readonly array out of a union. */
function isList(arrivals: StreamEntry['arrivals']): arrivals is readonly ArrivalsEntry[] {
  return Array.isArray(arrivals);
}
