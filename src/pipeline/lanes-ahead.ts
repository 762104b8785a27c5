import { STATUS_CODE } from '../messaging/status.ts';
import type { Plan, PlanStream } from '../scenario/plan.ts';
import type { Facts } from './facts.ts';
import type { HandOver } from './handover.ts';
import type { Ledger } from './ledger.ts';
import type { Buckets } from './pacing.ts';
import { isPlainLane, isPlainStream } from './plain.ts';
import type { Schedule } from './schedule.ts';

/** The numbers of a lane lie side by side. */
const LIMIT = 0;
/** Segments in the queue when it was looked at last, and when that was. */
const BACKLOG = 1;
const LOOKED_AT = 2;
const WIDTH = 4;

/**
 * Lanes whose departures are certain as soon as a message joins them. They are worked out and told there and then, with
 * the instants at which they come to pass, and no event is scheduled for them: a lane is visited once a message instead
 * of once more a segment, while all that it needs is at hand. See {@link lanesAhead} for which lanes are such.
 *
 * Every figure is what events would have made it; the relations in the tests hold the two equal to the byte.
 */
export class LanesAhead {
  readonly #ledger: Ledger;
  readonly #facts: Facts;
  readonly #schedule: Schedule;
  readonly #buckets: Buckets;
  readonly #handOver: HandOver;
  readonly #numbers: Float64Array;

  /** @param limits queue limit of each lane in segments. */
  constructor(
    ledger: Ledger,
    facts: Facts,
    schedule: Schedule,
    buckets: Buckets,
    handOver: HandOver,
    limits: readonly number[],
  ) {
    this.#ledger = ledger;
    this.#facts = facts;
    this.#schedule = schedule;
    this.#buckets = buckets;
    this.#handOver = handOver;
    // Looked at at 0, where nothing waits: a bucket cannot tell that of the instant at which it begins.
    this.#numbers = Float64Array.from(limits.flatMap((limit) => [limit, 0, 0, 0]));
  }

  /** Whether a message of so many segments still fits, whole or not at all. */
  admits(lane: number, segments: number): boolean {
    return this.backlogSegments(lane) + segments <= this.#numbers[lane * WIDTH + LIMIT]!;
  }

  /** Segments that have joined the lane and not left it; those of this very instant leave once all requests are in. */
  backlogSegments(lane: number): number {
    const { nowUs } = this.#schedule;
    const numbers = this.#numbers;
    const at = lane * WIDTH;
    if (numbers[at + LOOKED_AT] !== nowUs) {
      numbers[at + LOOKED_AT] = nowUs;
      numbers[at + BACKLOG] = this.#buckets.takenFrom(lane, nowUs);
    }
    return numbers[at + BACKLOG]!;
  }

  /** A message joins the lane: every departure of it is told. */
  enqueue(lane: number, row: number): void {
    const segments = this.#ledger.segments[row]!;
    const before = this.backlogSegments(lane);
    this.#numbers[lane * WIDTH + BACKLOG] = before + segments;
    this.#facts.queued(row, before + segments);
    if (before === 0) this.#buckets.beginWaiting(lane, this.#schedule.nowUs);
    this.#sendAll(lane, row, segments);
  }

  #sendAll(lane: number, row: number, segments: number): void {
    const { endUs } = this.#schedule;
    for (let left = 0; left < segments; left += 1) {
      this.#buckets.takeNext(lane);
      const atUs = this.#buckets.tookAtUs(lane);
      // What would leave after the end of the run never does, but it stands in the queue.
      if (atUs >= endUs) continue;
      this.#ledger.segmentLeaves(row, STATUS_CODE.sending, atUs);
      this.#facts.segmentLeft(row);
    }
    if (this.#ledger.segmentsLeft[row] === segments) this.#handOver.sent(row);
  }
}

/** Tokens in a queue, in a bucket's units, up to which a bucket's arithmetic is exact. */
const UNITS_MAX = 0x8_0000_0000_0000;

/**
 * By lane: whether its departures are certain once a message has joined it. It must share nothing, and no incident may
 * change its rate or what its carrier does by then; nothing may take a message out of it, or put one before another;
 * and nobody may ask to hear of what happens in the order of time, or of what lanes wait for.
 */
export function lanesAhead(plan: Plan, facts: Facts): Uint8Array {
  const ahead = new Uint8Array(plan.lanes.length);
  if (facts.inTimeOrder || facts.lanes !== undefined) return ahead;
  if (plan.incidents.length > 0 || plan.streams.some(({ priority }) => priority > 0)) return ahead;
  const mark = (streams: readonly PlanStream[], value: number): void => {
    for (const { senders } of streams) {
      for (const sender of senders) ahead[plan.senders[sender]!.lane] = value;
    }
  };
  const plain = plan.streams.map((stream) => isPlainStream(plan, stream));
  mark(
    plan.streams.filter((_, place) => plain[place]),
    1,
  );
  mark(
    plan.streams.filter((_, place) => !plain[place]),
    0,
  );
  plan.lanes.forEach((lane, place) => {
    const { rate, burst, queueLimitTokens } = lane;
    const isExact = rate === undefined || (queueLimitTokens + 2 * burst) * rate.perUs < UNITS_MAX;
    if (!isPlainLane(lane) || !isExact) ahead[place] = 0;
  });
  return ahead;
}
