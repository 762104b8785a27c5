import { STATUSES } from '../messaging/status.ts';
import type { Plan, PlanLane } from '../scenario/plan.ts';
import { PipelineEvent } from './events.ts';
import type { Facts } from './facts.ts';
import { Lanes } from './lane.ts';
import { type Ledger, NO_ROW } from './ledger.ts';
import { Levels } from './levels.ts';
import { Buckets } from './pacing.ts';
import type { Schedule } from './schedule.ts';

const SENDING = STATUSES.indexOf('sending');

/**
 * Segments of one instant that one event handles at the most, before it gives way to be scheduled again at the same
 * instant: so a slice of events stays short, whatever the size of a batch.
 */
const AT_ONCE = 64;

/**
 * Which segment leaves when: messages wait in lanes, and a lane's head leaves segment by segment, each at the first
 * instant at which the lane's bucket and every level above it have its tokens.
 */
export class Departures {
  readonly lanes: Lanes;
  readonly buckets: Buckets;
  readonly #plan: Plan;
  readonly #ledger: Ledger;
  readonly #facts: Facts;
  readonly #schedule: Schedule;
  readonly #handOver: (row: number, nowUs: number) => void;
  readonly #levels: Levels;
  /** The one valid event of each lane; one that was overtaken by a rate change is no longer found here. */
  readonly #ready: PipelineEvent[];
  /** Lanes with one bucket, a token a segment, that share nothing: all of them under the guide. */
  readonly #plain: readonly boolean[];
  /** Whether some messages go before others. */
  readonly #priorities: boolean;
  /** By lane: the bucket of its messages with media. */
  readonly #mediaBucket: readonly number[];

  /** @param handOver told of each message when its last segment has left. */
  constructor(
    plan: Plan,
    ledger: Ledger,
    facts: Facts,
    schedule: Schedule,
    handOver: (row: number, nowUs: number) => void,
  ) {
    const { lanes, levels } = plan;
    this.#plan = plan;
    this.#ledger = ledger;
    this.#facts = facts;
    this.#schedule = schedule;
    this.#handOver = handOver;
    this.#priorities = plan.streams.some(({ priority }) => priority > 0);
    this.lanes = new Lanes(
      ledger,
      lanes.map((lane) => lane.queueLimitTokens),
      this.#priorities,
    );
    const withMedia = lanes.filter(({ media }) => media !== undefined);
    this.buckets = new Buckets([...lanes, ...withMedia.map(({ media }) => media!), ...levels]);
    this.#mediaBucket = lanes.map((lane, place) =>
      lane.media === undefined ? place : lanes.length + withMedia.indexOf(lane),
    );
    this.#levels = new Levels(
      levels.length,
      lanes.length,
      (level) => lanes.length + withMedia.length + level,
    );
    this.#plain = lanes.map(isPlain);
    this.#ready = lanes.map((_, place) => new PipelineEvent('sender ready', place));
  }

  /** Whether a message of so many segments to a country still fits into the lane's queue, whole or not at all. */
  admits(lane: number, country: number, segments: number): boolean {
    return this.lanes.admits(lane, this.#tokens(lane, country) * segments);
  }

  /** Puts an admitted message into its lane. */
  enqueue(lane: number, row: number): void {
    const wasIdle = this.lanes.head(lane) === NO_ROW;
    const isHead = this.lanes.append(lane, row, this.#tokensOf(lane, row), this.#isUrgent(row));
    this.#facts.queued(row);
    if (wasIdle) {
      this.buckets.beginWaiting(this.#bucketOf(lane, row), this.#schedule.nowUs);
      this.#scheduleReady(lane);
    } else if (isHead) this.#headChanged(lane);
  }

  /** A final message in its lane, no segment of which has left, gives up its place. */
  withdraw(lane: number, row: number): void {
    const wasHead = this.lanes.head(lane) === row;
    this.lanes.withdraw(lane, row, this.#tokensOf(lane, row));
    if (wasHead) this.#headChanged(lane);
  }

  /** When the next segment to come could leave at the earliest, as far as the lane alone decides. */
  readyAfterBacklogUs(lane: number): number {
    return this.buckets.readyAfterUs(lane, this.#schedule.nowUs, this.lanes.backlogTokens(lane));
  }

  /** The buckets of a lane: of texts, and of messages with media where they have one of their own. */
  bucketsOf(lane: number): readonly number[] {
    const media = this.#mediaBucket[lane]!;
    return media === lane ? [lane] : [lane, media];
  }

  /** Lanes whose rate has changed are ready at another instant: their pending event is overtaken by a new one. */
  paceAnew(lanes: readonly number[]): void {
    for (const lane of lanes) {
      if (this.lanes.head(lane) !== NO_ROW && !this.#levels.isWaiting(lane)) this.#scheduleAnew(lane);
    }
  }

  /** A lane's bucket has a token for its head. */
  laneReady(event: PipelineEvent): void {
    const lane = event.subject;
    if (this.#ready[lane] !== event) return;
    if (this.#plain[lane]) this.#sendPlain(lane);
    else this.#sendShared(lane);
  }

  /** A shared level may have a token for the oldest of the heads that wait for it. */
  levelReady(event: PipelineEvent): void {
    const level = event.subject;
    const nowUs = this.#schedule.nowUs;
    this.#levels.woken(level);
    for (let count = 0; count < AT_ONCE; count += 1) {
      const lane = this.#levels.oldest(level);
      if (lane === -1) return;
      if (this.#levelReadyAtUs(level, nowUs) > nowUs) break;
      this.#levels.takeOldest(level);
      const isLowest = this.#levelsOf(lane, this.lanes.head(lane))[0] === level;
      this.#sendUnder(lane, level, nowUs);
      // The lane may be in line below already, with an older head than those that wait here.
      if (!isLowest) break;
    }
    this.#wake(level);
  }

  #sendPlain(lane: number): void {
    const nowUs = this.#schedule.nowUs;
    let readyAtUs = nowUs;
    for (let count = 0; count < AT_ONCE && readyAtUs === nowUs; count += 1) {
      this.buckets.take(lane, nowUs);
      if (this.#sendSegment(lane, 1, nowUs) === NO_ROW) return;
      readyAtUs = this.buckets.readyAtUs(lane, nowUs);
    }
    this.#schedule.add(this.#ready[lane]!, readyAtUs);
  }

  /** A lane whose messages need tokens of different numbers, buckets or levels. */
  #sendShared(lane: number): void {
    const nowUs = this.#schedule.nowUs;
    let readyAtUs = nowUs;
    for (let count = 0; count < AT_ONCE && readyAtUs === nowUs; count += 1) {
      const row = this.lanes.head(lane);
      const [level] = this.#levelsOf(lane, row);
      if (level !== undefined) return this.#offer(lane, row, level);
      if (this.#take(lane, row, nowUs) === NO_ROW) return;
      readyAtUs = this.#readyAtUs(lane, nowUs);
    }
    this.#schedule.add(this.#ready[lane]!, readyAtUs);
  }

  /**
   * The head of a lane is the oldest that waits for this level, which has a token. The head moves on to the level
   * above; under the last one it leaves, unless a bucket below has been emptied by others meanwhile: nothing is
   * reserved, so it goes back to wait there.
   */
  #sendUnder(lane: number, level: number, nowUs: number): void {
    const row = this.lanes.head(lane);
    const chain = this.#levelsOf(lane, row);
    const above = chain[chain.indexOf(level) + 1];
    if (above !== undefined) return this.#offer(lane, row, above);
    if (this.#readyAtUs(lane, nowUs) > nowUs) return this.#scheduleReady(lane);
    const lacking = chain.find((below) => this.#levelReadyAtUs(below, nowUs) > nowUs);
    if (lacking !== undefined) return this.#offer(lane, row, lacking);
    for (const each of chain) this.buckets.takeTokens(this.#levels.bucketOf(each), nowUs, 1);
    const next = this.#take(lane, row, nowUs);
    if (next === NO_ROW) return;
    const [lowest] = this.#levelsOf(lane, next);
    if (lowest !== undefined && this.#readyAtUs(lane, nowUs) === nowUs) this.#offer(lane, next, lowest);
    else this.#scheduleReady(lane);
  }

  /** Takes the head's own tokens and sends a segment; returns the message whose turn is next, or NO_ROW. */
  #take(lane: number, row: number, nowUs: number): number {
    const tokens = this.#tokens(lane, this.#ledger.country[row]!);
    this.buckets.takeTokens(this.#bucketOf(lane, row), nowUs, tokens);
    return this.#sendSegment(lane, tokens, nowUs);
  }

  /** One segment of the head leaves; returns the message whose turn is next, or NO_ROW when the lane is empty. */
  #sendSegment(lane: number, tokens: number, nowUs: number): number {
    const row = this.lanes.head(lane);
    this.lanes.segmentLeft(lane, tokens);
    const remaining = this.#ledger.segmentLeaves(row, SENDING, nowUs);
    this.#facts.segmentLeft(row);
    if (remaining > 0) return row;
    const next = this.lanes.advance(lane);
    this.#handOver(row, nowUs);
    return next;
  }

  /** The head stands in line for a token of a level. */
  #offer(lane: number, row: number, level: number): void {
    const { priority } = this.#plan.streams[this.#ledger.stream[row]!]!;
    this.#levels.offer(level, lane, this.#ledger.serial[row]!, priority);
    this.#wake(level);
  }

  /** Sees to it that a level which heads wait for has its event, at the first instant at which it has a token. */
  #wake(level: number): void {
    if (this.#levels.oldest(level) === -1) return;
    const event = this.#levels.eventToWake(level);
    if (event !== undefined) this.#schedule.add(event, this.#levelReadyAtUs(level, this.#schedule.nowUs));
  }

  /** Another message is the head of a busy lane: it may need another bucket, or stand elsewhere in line. */
  #headChanged(lane: number): void {
    if (this.lanes.head(lane) === NO_ROW) {
      this.#levels.leave(lane);
      // What is pending was for a message that has gone.
      this.#ready[lane] = new PipelineEvent('sender ready', lane);
    } else if (!this.#plain[lane]) {
      this.#levels.leave(lane);
      this.#scheduleAnew(lane);
    }
  }

  #scheduleAnew(lane: number): void {
    this.#ready[lane] = new PipelineEvent('sender ready', lane);
    this.#scheduleReady(lane);
  }

  #scheduleReady(lane: number): void {
    this.#schedule.add(this.#ready[lane]!, this.#readyAtUs(lane, this.#schedule.nowUs));
  }

  /** When the head has its own tokens. */
  #readyAtUs(lane: number, nowUs: number): number {
    if (this.#plain[lane]) return this.buckets.readyAtUs(lane, nowUs);
    const row = this.lanes.head(lane);
    const tokens = this.#tokens(lane, this.#ledger.country[row]!);
    return this.buckets.readyAtUs(this.#bucketOf(lane, row), nowUs, tokens);
  }

  #levelReadyAtUs(level: number, nowUs: number): number {
    return this.buckets.readyAtUs(this.#levels.bucketOf(level), nowUs);
  }

  #bucketOf(lane: number, row: number): number {
    return this.#ledger.media[row] === 0 ? lane : this.#mediaBucket[lane]!;
  }

  /** Tokens that a message in a lane takes in all. */
  #tokensOf(lane: number, row: number): number {
    const segments = this.#ledger.segments[row]!;
    return this.#plain[lane] ? segments : segments * this.#tokens(lane, this.#ledger.country[row]!);
  }

  #isUrgent(row: number): boolean {
    return this.#priorities && this.#plan.streams[this.#ledger.stream[row]!]!.priority > 0;
  }

  /** Tokens that a segment to a country takes. */
  #tokens(lane: number, country: number): number {
    return this.#plan.lanes[lane]!.tokensByCountry?.[country] ?? 1;
  }

  #levelsOf(lane: number, row: number): readonly number[] {
    const { levels, mediaLevels } = this.#plan.lanes[lane]!;
    return this.#ledger.media[row] === 0 ? levels : mediaLevels;
  }
}

function isPlain({ media, tokensByCountry, levels, mediaLevels }: PlanLane): boolean {
  return (
    media === undefined && tokensByCountry === undefined && levels.length === 0 && mediaLevels.length === 0
  );
}
