import type { Rate } from '../kernel/rate.ts';
import { rankOf } from '../measure/distribution.ts';
import type { Result } from '../measure/result.ts';
import { figuresOf, type Steps } from '../measure/select.ts';
import { NO_FAULT } from '../messaging/request-rules.ts';
import { Acceptance } from '../pipeline/acceptance.ts';
import type { Plan, PlanExpectation, PlanSender, PlanStream } from '../scenario/plan.ts';
import { emptySubmission, PromptStream } from '../traffic/stream.ts';
import type { Advice, Judgement } from './report-input.ts';

/** A batch that has its senders to itself: what closed-form burst arithmetic can answer for. */
export interface Batch {
  readonly traffic: string;
  readonly sender: PlanSender & { readonly rate: Rate };
  readonly have: number;
  /** Segments of each message that is not refused, in order. */
  readonly segments: Uint8Array;
}

/** Whether a number of senders reaches a goal. */
export type Reaches = (batch: Batch, senders: number) => boolean;

/**
 * For each batch that overflows or misses an expectation on its queue wait or send latency: how many senders would do.
 *
 * By burst arithmetic, not by another run: on a sender of rate r and burst b the k-th segment of a batch leaves
 * (k - b) / r after it began. Only said where that holds: one batch, alone on the numbers of one entry, no incident.
 * In steps that each take some ten milliseconds, since a batch may be of millions.
 */
export function* adviseOn(
  plan: Plan,
  result: Result,
  judgements: readonly Judgement[],
): Steps<readonly Advice[]> {
  const advice: Advice[] = [];
  for (const stream of plan.streams.keys()) {
    const goals = goalsOf(plan, result, judgements, stream);
    const batch = goals.length === 0 ? undefined : yield* batchOf(plan, stream, result.setting.replication);
    if (batch === undefined) continue;
    for (const { goal, line, reaches } of goals) {
      const need = yield* fewest(batch, reaches);
      const { traffic, sender, have } = batch;
      if (need !== undefined && need > have)
        advice.push({ traffic, entry: sender.entry, have, need, goal, line });
    }
  }
  return advice;
}

interface Goal {
  readonly goal: string;
  readonly line: number | undefined;
  readonly reaches: Reaches;
}

function goalsOf(
  plan: Plan,
  result: Result,
  judgements: readonly Judgement[],
  stream: number,
): readonly Goal[] {
  const goals: Goal[] = [];
  const { errors } = figuresOf(result, { traffic: stream });
  if (errors.some(({ status, code }) => status === 'failed' && code === plan.overflow.direct.code)) {
    goals.push({ goal: 'nothing overflows', line: undefined, reaches: overflowsNowhere });
  }
  plan.expectations.forEach((expectation, place) => {
    if (judgements[place]?.verdict !== 'fail' || !isAbout(plan, expectation, stream)) return;
    const reaches = latencyGoal(expectation);
    if (reaches !== undefined) goals.push({ goal: expectation.text, line: expectation.line, reaches });
  });
  return goals;
}

/** Whether the expectation looks at this stream's messages and no others. */
export function isAbout(plan: Plan, { of }: PlanExpectation, stream: number): boolean {
  if (of.carrier !== undefined || of.code !== undefined) return false;
  if (of.traffic !== undefined) return of.traffic === stream && of.senders === undefined;
  if (of.senders === undefined) return plan.streams.length === 1;
  const own = new Set(plan.streams[stream]!.senders);
  return of.senders.length === own.size && of.senders.every((sender) => own.has(sender));
}

/** What a bound on a queue wait or send latency asks of burst arithmetic; undefined of another expectation. */
export function latencyGoal({ metric, statistic, atMost }: PlanExpectation): Reaches | undefined {
  if ((metric !== 'queue_wait' && metric !== 'send_latency') || atMost === undefined) return undefined;
  const share = statistic.kind === 'max' ? 1 : statistic.kind === 'quantile' ? statistic.share : undefined;
  if (share === undefined) return undefined;
  return (batch, senders) => {
    if (!overflowsNowhere(batch, senders)) return false;
    const inTime = countInTime(batch, senders, atMost, metric === 'queue_wait');
    return inTime >= rankOf(share, batch.segments.length);
  };
}

/** Whether no queue is ever full. */
export function overflowsNowhere({ segments, sender }: Batch, senders: number): boolean {
  const load = new Float64Array(senders);
  for (let message = 0, turn = 0; message < segments.length; message += 1) {
    load[turn]! += segments[message]!;
    if (load[turn]! > sender.queueLimitSegments) return false;
    turn = turn + 1 === senders ? 0 : turn + 1;
  }
  return true;
}

/** Messages whose first (or last) segment leaves at most `boundUs` after the batch. */
function countInTime({ segments, sender }: Batch, senders: number, boundUs: number, first: boolean): number {
  const { rate, burst } = sender;
  const load = new Float64Array(senders);
  let inTime = 0;
  for (let message = 0, turn = 0; message < segments.length; message += 1) {
    const before = load[turn]!;
    const count = segments[message]!;
    load[turn] = before + count;
    const segment = before + (first ? 1 : count);
    if (Math.ceil((Math.max(0, segment - burst) * rate.perUs) / rate.units) <= boundUs) inTime += 1;
    turn = turn + 1 === senders ? 0 : turn + 1;
  }
  return inTime;
}

/** The fewest senders that reach the goal; undefined when even one a message does not. */
export function* fewest(batch: Batch, reaches: Reaches): Steps<number | undefined> {
  let low = 0;
  let high = batch.segments.length;
  if (high === 0 || !reaches(batch, high)) return undefined;
  while (high - low > 1) {
    yield;
    const middle = Math.floor((low + high) / 2);
    if (reaches(batch, middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The batch of a stream that is nothing else, on senders that nobody and nothing else touches. */
export function* batchOf(plan: Plan, place: number, replication: number): Steps<Batch | undefined> {
  const stream = plan.streams[place]!;
  const [arrivals] = stream.arrivals;
  const [first] = stream.senders;
  const sender = first === undefined ? undefined : plan.senders[first];
  if (stream.arrivals.length !== 1 || arrivals?.kind !== 'batch' || sender?.rate === undefined)
    return undefined;
  const own = new Set(stream.senders);
  const alone =
    isPlain(plan, stream, sender) &&
    stream.senders.every((other) => plan.senders[other]!.entry === sender.entry) &&
    plan.streams.every((other) => other === stream || !other.senders.some((index) => own.has(index))) &&
    plan.incidents.every(
      (incident) => incident.kind !== 'sender-rate' || !incident.senders.some((index) => own.has(index)),
    );
  if (!alone) return undefined;
  const segments = yield* segmentsOf(plan, place, replication, arrivals.count);
  return { traffic: stream.id, sender: { ...sender, rate: sender.rate }, have: own.size, segments };
}

/** Whether each message is submitted once and waits for nothing but its turn at senders that it takes in rotation. */
export function isPlain(
  plan: Plan,
  stream: PlanStream,
  { lane, campaign, rate, queueLimitSegments }: PlanSender,
): boolean {
  const { hours, pace, retry, sendAt, cancel, media, service, validityUs } = stream;
  const { levels, tokensByCountry } = plan.lanes[lane]!;
  const longestWaitUs = rate === undefined ? 0 : (queueLimitSegments * rate.perUs) / rate.units;
  return (
    [hours, pace, retry, sendAt, cancel, media].every((option) => option === undefined) &&
    service === -1 &&
    campaign === -1 &&
    levels.length === 0 &&
    tokensByCountry === undefined &&
    validityUs >= longestWaitUs
  );
}

/** Messages that are drawn in a step. */
const DRAWN_A_STEP = 10_000;

/** The segments of the messages as the stream draws them, without those that are refused. */
function* segmentsOf(plan: Plan, place: number, replication: number, count: number): Steps<Uint8Array> {
  const stream = plan.streams[place]!;
  const source = new PromptStream(plan, stream, replication);
  const acceptance = new Acceptance(plan);
  const submission = emptySubmission();
  const segments = new Uint8Array(count);
  let accepted = 0;
  for (let i = 0; i < count; i += 1) {
    if (i % DRAWN_A_STEP === 0) yield;
    source.take(submission);
    const { fault, senderPosition, country } = submission;
    const sender = senderPosition === -1 ? -1 : stream.senders[senderPosition]!;
    if (
      acceptance.senderFault(acceptance.destinationFault(fault, country), sender, country, false) === NO_FAULT
    ) {
      segments[accepted] = submission.segments;
      accepted += 1;
    }
  }
  return segments.subarray(0, accepted);
}
