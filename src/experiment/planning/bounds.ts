import { inOneStep } from '../../measure/select.ts';
import type { Plan, PlanExpectation, PlanStream } from '../../scenario/plan.ts';
import { type Batch, batchOf, isAbout, isPlain, latencyGoal, overflowsNowhere } from '../advice.ts';

/** What is known of the senders of an entry before anything is run. */
export interface Bounds {
  /** Fewer of them can never do. */
  readonly atLeast: number;
  /** More of them stand idle: there are no more messages. */
  readonly atMost: number;
  /**
   * From how many on more of them only help: then an expectation that holds with some number holds with every larger one,
   * but for those in {@link losing}, for which it is the other way round. Infinity: not known.
   */
  readonly monotoneFrom: number;
  /** Texts of the expectations that more senders only hurt: they ask for something to take long enough. */
  readonly losing: readonly string[];
  /** Texts of expectations that so many senders surely break, by arithmetic alone. */
  readonly broken: (senders: number) => readonly string[];
}

const NOTHING_KNOWN: Bounds = {
  atLeast: 1,
  atMost: Infinity,
  monotoneFrom: Infinity,
  losing: [],
  broken: () => [],
};

/**
 * Bounds on the number of senders of an entry, from a plan with one of them.
 *
 * Of a batch that has its senders to itself, burst arithmetic tells when each segment leaves, whatever their sizes: so
 * numbers that break a bound on queue wait or send latency, or let a queue overflow, are known without a run.
 *
 * More senders in rotation help every message of one size: the k-th of n waits behind the n-th, 2n-th … before it, which lie
 * further back the larger n is. With several sizes that is false: of sizes 1, 10, 1, 10 over two numbers all long ones
 * meet on one.
 */
export function boundsOf(plan: Plan, entry: string): Bounds {
  const own = new Set(plan.senders.flatMap((sender, place) => (sender.entry === entry ? [place] : [])));
  const places = plan.streams.flatMap((stream, place) =>
    stream.senders.some((sender) => own.has(sender)) ? [place] : [],
  );
  const [place, ...others] = places;
  if (place === undefined || others.length > 0) return NOTHING_KNOWN;
  const stream = plan.streams[place]!;
  const sender = plan.senders[stream.senders[0]!]!;
  const isAlone = stream.senders.every((one) => own.has(one));
  if (!isPlain(plan, stream, sender) || !isAlone || slowsSenders(plan)) return NOTHING_KNOWN;
  const hard = plan.expectations.filter(({ severity }) => severity === 'fail');
  const batch = inOneStep(batchOf(plan, place, 0));
  const effects = hard.map((expectation) => effectOf(plan, expectation, place));
  const size = sizeOf(stream.bodies);
  const isKnown = size !== undefined && !effects.includes('unknown');
  const forbids = hard.some((expectation) => forbidsOverflow(plan, expectation, place));
  return {
    atLeast: batch === undefined || !forbids ? 1 : queueBound(batch),
    atMost: messagesOf(stream),
    // What fails for a full queue has no latency, so that fewer senders can look quicker as long as some are lost.
    monotoneFrom: isKnown ? (forbids ? 1 : fewestWithoutLoss(plan, place, batch, size)) : Infinity,
    losing: hard.filter((_, one) => effects[one] === 'loses').map(({ text }) => text),
    broken: batch === undefined ? NOTHING_KNOWN.broken : brokenIn(plan, place, batch, hard),
  };
}

/** How many messages a stream has at the most; Infinity where that is not known beforehand. */
function messagesOf({ arrivals }: PlanStream): number {
  const counts = arrivals.map((phase) => {
    if (phase.kind === 'batch') return phase.count;
    if (phase.kind === 'poisson') return phase.count;
    if (phase.kind !== 'rate') return Infinity;
    const { rate, fromUs, untilUs, count } = phase;
    return Math.min(count, Math.ceil(((untilUs - fromUs) * rate.units) / rate.perUs));
  });
  return Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
}

/** The fewest senders of which no queue is ever full, of messages of one size; Infinity where that is not known. */
function fewestWithoutLoss(plan: Plan, place: number, batch: Batch | undefined, size: number): number {
  const stream = plan.streams[place]!;
  const { queueLimitSegments } = plan.senders[stream.senders[0]!]!;
  const each = Math.floor(queueLimitSegments / size);
  const count = batch?.segments.length ?? messagesOf(stream);
  return Math.max(1, Math.ceil(count / each));
}

/** Whether an incident changes what senders do; one of a carrier changes what comes after them. */
function slowsSenders({ incidents }: Plan): boolean {
  return incidents.some(({ kind }) => kind === 'sender-rate' || kind === 'campaign-rate');
}

/** The size of all messages, where they have one. */
function sizeOf(bodies: Plan['streams'][number]['bodies']): number | undefined {
  if (bodies.kind === 'rows') return undefined;
  const sizes = new Set(bodies.variants.map((body) => (body.kind === 'content' ? body.content.segments : 0)));
  const [only] = sizes;
  return sizes.size === 1 && only !== 0 ? only : undefined;
}

const TIMED: readonly string[] = ['queue_wait', 'send_latency', 'end_to_end'];
const COUNTED: readonly string[] = ['failed', 'drained'];

/** What becomes of an expectation when every message of a stream leaves earlier, and no more are lost. */
function effectOf(plan: Plan, expectation: PlanExpectation, stream: number): 'gains' | 'loses' | 'unknown' {
  const { metric, of, atLeast, atMost } = expectation;
  // Who is sent earlier may meet a carrier that is still slow.
  if (metric === 'end_to_end' && plan.incidents.length > 0) return 'unknown';
  const isKnown = TIMED.includes(metric) || COUNTED.includes(metric);
  if (of.traffic !== undefined && of.traffic !== stream) return isKnown ? 'gains' : 'unknown';
  const isPart =
    of.carrier !== undefined || (of.senders !== undefined && !isAbout(plan, expectation, stream));
  if (!isKnown || isPart || (atMost === undefined) === (atLeast === undefined)) return 'unknown';
  return atLeast === undefined ? 'gains' : 'loses';
}

/** What burst arithmetic says of so many senders. */
function brokenIn(
  plan: Plan,
  place: number,
  batch: Batch,
  hard: readonly PlanExpectation[],
): Bounds['broken'] {
  const losses = hard.filter((expectation) => forbidsOverflow(plan, expectation, place));
  const checks = hard.flatMap((expectation) => {
    const holds = holdsWith(plan, place, expectation);
    return holds === undefined ? [] : [{ text: expectation.text, holds }];
  });
  return (senders) =>
    overflowsNowhere(batch, senders)
      ? checks.filter(({ holds }) => !holds(batch, senders)).map(({ text }) => text)
      : losses.map(({ text }) => text);
}

/** Whether so many senders of which no queue is full keep an expectation; undefined where arithmetic does not tell. */
function holdsWith(
  plan: Plan,
  place: number,
  expectation: PlanExpectation,
): ((batch: Batch, senders: number) => boolean) | undefined {
  const { metric, atMost } = expectation;
  if (atMost === undefined || !isAbout(plan, expectation, place)) return undefined;
  const reaches = latencyGoal(expectation);
  if (reaches !== undefined || metric !== 'drained') return reaches;
  const [phase] = plan.streams[place]!.arrivals;
  const fromUs = phase?.kind === 'batch' ? phase.atUs : 0;
  return (batch, senders) => fromUs + lastLeavesUs(batch, senders) <= atMost;
}

/** How long after the batch its last segment leaves. */
function lastLeavesUs({ segments, sender }: Batch, senders: number): number {
  const load = new Float64Array(senders);
  for (let message = 0; message < segments.length; message += 1)
    load[message % senders]! += segments[message]!;
  const most = load.reduce((a, b) => Math.max(a, b), 0);
  return Math.ceil((Math.max(0, most - sender.burst) * sender.rate.perUs) / sender.rate.units);
}

/** Whether an expectation allows no message of a stream to fail for a full queue. */
function forbidsOverflow(
  { overflow }: Plan,
  { metric, of, atMost }: PlanExpectation,
  stream: number,
): boolean {
  const isIncluded =
    of.senders === undefined && of.carrier === undefined && (of.traffic ?? stream) === stream;
  const isItsCode = of.code === undefined || of.code === overflow.direct.code;
  return metric === 'failed' && atMost === 0 && isIncluded && isItsCode;
}

/** Each queue holds its limit and no more. */
function queueBound({ segments, sender }: Batch): number {
  const total = segments.reduce((sum, one) => sum + one, 0);
  return Math.max(1, Math.ceil(total / sender.queueLimitSegments));
}
