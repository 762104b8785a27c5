import { STATUSES } from '../messaging/status.ts';
import type { Plan } from '../scenario/plan.ts';
import { PipelineEvent } from './events.ts';
import type { Facts } from './facts.ts';
import type { HandOver } from './handover.ts';
import { Lanes } from './lane.ts';
import { type LaneFacts, OWN_BUCKET } from './lane-facts.ts';
import { LanesAhead, lanesAhead } from './lanes-ahead.ts';
import { type Ledger, NO_ROW } from './ledger.ts';
import { Levels } from './levels.ts';
import { Buckets } from './pacing.ts';
import { isPlainLane } from './plain.ts';
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
  readonly #laneFacts: LaneFacts | undefined;
  readonly #schedule: Schedule;
  readonly #handOver: HandOver;
  readonly #levels: Levels;
  /** The one valid event of each lane; one that was overtaken by a rate change is no longer found here. */
  readonly #ready: PipelineEvent[];
  readonly #plain: readonly boolean[];
  /** By lane: 1 where departures are told ahead. */
  readonly #isAhead: Uint8Array;
  readonly #ahead: LanesAhead;
  /** By sender: segments in its lanes, but for those told ahead. */
  readonly #backlog: Float64Array;
  /** Whether some messages go before others. */
  readonly #priorities: boolean;
  /** By lane: the bucket of its messages with media. */
  readonly #mediaBucket: readonly number[];

  constructor(plan: Plan, ledger: Ledger, facts: Facts, schedule: Schedule, handOver: HandOver) {
    const { lanes, levels } = plan;
    this.#plan = plan;
    this.#ledger = ledger;
    this.#facts = facts;
    this.#laneFacts = facts.lanes;
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
    this.#plain = lanes.map(isPlainLane);
    this.#isAhead = lanesAhead(plan, facts);
    this.#ahead = new LanesAhead(
      ledger,
      facts,
      schedule,
      this.buckets,
      handOver,
      lanes.map((lane) => lane.queueLimitTokens),
    );
    this.#backlog = new Float64Array(plan.senders.length);
    this.#ready = lanes.map((_, place) => new PipelineEvent('sender ready', place));
  }

  /** Whether a message of so many segments to a country still fits into the lane's queue, whole or not at all. */
  admits(lane: number, country: number, segments: number): boolean {
    if (this.#isAhead[lane] === 1) return this.#ahead.admits(lane, segments);
    const tokens = this.#plain[lane] ? segments : segments * this.#tokens(lane, country);
    return this.lanes.admits(lane, tokens);
  }

  /** Puts an admitted message into its lane. */
  enqueue(lane: number, row: number): void {
    if (this.#isAhead[lane] === 1) return this.#ahead.enqueue(lane, row);
    const wasIdle = this.lanes.head(lane) === NO_ROW;
    const isHead = this.lanes.append(lane, row, this.#tokensOf(lane, row), this.#isUrgent(row));
    this.#laneFacts?.joined(lane, row, this.#schedule.nowUs);
    this.#facts.queued(row, this.#changeBacklog(row, this.#ledger.segments[row]!));
    if (isHead) this.#laneFacts?.headChanged(lane, row, this.#schedule.nowUs);
    if (wasIdle) {
      const bucket = this.#plain[lane] ? lane : this.#bucketOf(lane, row);
      this.buckets.beginWaiting(bucket, this.#schedule.nowUs);
      this.#scheduleReady(lane);
    } else if (isHead) this.#headChanged(lane);
  }

  /** A final message in its lane, no segment of which has left, gives up its place. */
  withdraw(lane: number, row: number): void {
    const wasHead = this.lanes.head(lane) === row;
    this.lanes.withdraw(lane, row, this.#tokensOf(lane, row));
    this.#changeBacklog(row, -this.#ledger.segments[row]!);
    if (!wasHead) return;
    this.#laneFacts?.headChanged(lane, this.lanes.head(lane), this.#schedule.nowUs);
    this.#headChanged(lane);
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
    else this.#sendOwn(lane);
  }

  /** A shared level has a token, or heads lack nothing: once all levels of this instant have said so, they leave. */
  levelReady(event: PipelineEvent): void {
    this.#levels.open(event.subject);
    if (event.subject === this.#levels.free) this.#sendShared();
    else this.#wake(this.#levels.free);
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

  /** The lane's bucket has the tokens of its head, which now goes in line with others. */
  #sendOwn(lane: number): void {
    const nowUs = this.#schedule.nowUs;
    let readyAtUs = nowUs;
    for (let count = 0; count < AT_ONCE && readyAtUs === nowUs; count += 1) {
      const row = this.lanes.head(lane);
      if (this.#levelsOf(lane, row).length > 0) return this.#offer(lane, row);
      if (this.#take(lane, row, nowUs) === NO_ROW) return;
      readyAtUs = this.#readyAtUs(lane, nowUs);
    }
    this.#schedule.add(this.#ready[lane]!, readyAtUs);
  }

  /** The heads under shared levels that lack nothing leave, the oldest first. */
  #sendShared(): void {
    for (let count = 0; count < AT_ONCE; count += 1) {
      this.#closeEmptyLevels();
      const lane = this.#levels.takeOldest();
      if (lane === -1) return;
      this.#sendUnder(lane);
    }
    this.#wake(this.#levels.free);
  }

  /** Levels that have no token any more are waited for again. */
  #closeEmptyLevels(): void {
    const nowUs = this.#schedule.nowUs;
    for (let level = 0; level < this.#levels.free; level += 1) {
      if (!this.#levels.isOpen(level) || this.#levelReadyAtUs(level, nowUs) === nowUs) continue;
      this.#levels.close(level);
      this.#wake(level);
    }
  }

  /**
   * The head of a lane is the oldest of those that may have all their tokens. It leaves, unless others have emptied
   * a bucket meanwhile: nothing is reserved, so then it goes back to wait there.
   */
  #sendUnder(lane: number): void {
    const nowUs = this.#schedule.nowUs;
    const row = this.lanes.head(lane);
    if (this.#readyAtUs(lane, nowUs) > nowUs) return this.#scheduleReady(lane);
    const chain = this.#levelsOf(lane, row);
    if (this.#lackingOf(chain) !== this.#levels.free) return this.#offer(lane, row);
    for (const each of chain) this.buckets.takeTokens(this.#levels.bucketOf(each), nowUs, 1);
    const next = this.#take(lane, row, nowUs);
    if (next === NO_ROW) return;
    if (this.#levelsOf(lane, next).length > 0 && this.#readyAtUs(lane, nowUs) === nowUs)
      this.#offer(lane, next);
    else this.#scheduleReady(lane);
  }

  /** Takes the head's own tokens and sends a segment; returns the message whose turn is next, or NO_ROW. */
  #take(lane: number, row: number, nowUs: number): number {
    this.buckets.takeTokens(this.#bucketOf(lane, row), nowUs, this.#price(lane, row));
    return this.#sendSegment(lane, this.#tokens(lane, this.#ledger.country[row]!), nowUs);
  }

  /** One segment of the head, which took up so many tokens of the queue, leaves; returns the message next in turn. */
  #sendSegment(lane: number, tokens: number, nowUs: number): number {
    const row = this.lanes.head(lane);
    this.lanes.segmentLeft(lane, tokens);
    this.#changeBacklog(row, -1);
    const remaining = this.#ledger.segmentLeaves(row, SENDING, nowUs);
    this.#facts.segmentLeft(row);
    if (remaining > 0) return row;
    const next = this.lanes.advance(lane);
    this.#laneFacts?.headChanged(lane, next, nowUs);
    this.#handOver.sent(row);
    return next;
  }

  /** The head, with its own tokens there, stands in line for the first level that has none for it. */
  #offer(lane: number, row: number): void {
    const { priority } = this.#plan.streams[this.#ledger.stream[row]!]!;
    const level = this.#lackingOf(this.#levelsOf(lane, row));
    this.#levels.offer(level, lane, this.#ledger.serial[row]!, priority);
    // Who lacks nothing leaves at this very instant, or is offered again.
    if (level !== this.#levels.free) this.#laneFacts?.headWaits(lane, level, this.#schedule.nowUs);
    this.#wake(level);
  }

  /** The first level of a chain that has no token; the line of those that lack nothing where all have one. */
  #lackingOf(chain: readonly number[]): number {
    const nowUs = this.#schedule.nowUs;
    return chain.find((level) => this.#levelReadyAtUs(level, nowUs) > nowUs) ?? this.#levels.free;
  }

  /** Sees to it that a level which heads wait for has its event, at the first instant at which it has a token. */
  #wake(level: number): void {
    const event = this.#levels.eventToWake(level);
    if (event === undefined) return;
    const { nowUs } = this.#schedule;
    this.#schedule.add(event, level === this.#levels.free ? nowUs : this.#levelReadyAtUs(level, nowUs));
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
    this.#laneFacts?.headWaits(lane, OWN_BUCKET, this.#schedule.nowUs);
  }

  /** When the head has its own tokens. */
  #readyAtUs(lane: number, nowUs: number): number {
    if (this.#plain[lane]) return this.buckets.readyAtUs(lane, nowUs);
    const row = this.lanes.head(lane);
    return this.buckets.readyAtUs(this.#bucketOf(lane, row), nowUs, this.#price(lane, row));
  }

  #levelReadyAtUs(level: number, nowUs: number): number {
    return this.buckets.readyAtUs(this.#levels.bucketOf(level), nowUs);
  }

  #bucketOf(lane: number, row: number): number {
    return this.#ledger.media[row] === 0 ? lane : this.#mediaBucket[lane]!;
  }

  /** Tokens that a segment of a message takes from its own bucket: one, where that is a bucket for media. */
  #price(lane: number, row: number): number {
    return this.#bucketOf(lane, row) === lane ? this.#tokens(lane, this.#ledger.country[row]!) : 1;
  }

  /** Tokens of the lane's queue that a message takes up in all. */
  #tokensOf(lane: number, row: number): number {
    const segments = this.#ledger.segments[row]!;
    return this.#plain[lane] ? segments : segments * this.#tokens(lane, this.#ledger.country[row]!);
  }

  /** So many segments join the lanes of a message's sender, or leave them. Returns how many there are. */
  #changeBacklog(row: number, segments: number): number {
    const sender = this.#ledger.sender[row]!;
    this.#backlog[sender]! += segments;
    return this.#backlog[sender]!;
  }

  #isUrgent(row: number): boolean {
    return this.#priorities && this.#plan.streams[this.#ledger.stream[row]!]!.priority > 0;
  }

  /** Tokens that a segment of a text to a country takes. */
  #tokens(lane: number, country: number): number {
    return this.#plan.lanes[lane]!.tokensByCountry?.[country] ?? 1;
  }

  #levelsOf(lane: number, row: number): readonly number[] {
    const { levels, mediaLevels } = this.#plan.lanes[lane]!;
    return this.#ledger.media[row] === 0 ? levels : mediaLevels;
  }
}
