import { STATUS_CODE } from '../../messaging/status.ts';
import type { Facts, MessageView } from '../../pipeline/facts.ts';
import { type LaneFacts, NO_HEAD, OWN_BUCKET } from '../../pipeline/lane-facts.ts';
import { FirstAttempts } from './first-attempts.ts';
import { LANE_CLOCK, LaneClocks } from './lane-clocks.ts';
import { Snapshots } from './snapshots.ts';
import { SplitColumns } from './split-columns.ts';

/** What has to be known of a plan to tell where time went. */
export interface SplitTerms {
  /** By lane: whether it is a campaign's, so that its own bucket is. */
  readonly isCampaign: readonly boolean[];
  /** By lane: indices of the streams that may send through it. */
  readonly streams: readonly (readonly number[])[];
  /** By level: whether it is the account's. */
  readonly isAccount: readonly boolean[];
  /** By stream: whether its client may try again. */
  readonly tries: readonly boolean[];
}

/** In place of a snapshot: the message waits no more. */
const NONE = -1;
const { sent: SENT } = STATUS_CODE;

/**
 * Splits the time of each message exactly, to the microsecond, by what held it back. In its lane it waits for what the
 * head of the lane waits for: a token of the sender, then, level by level, one of the service or campaign and one of the
 * account. And it waits behind the stream whose message is the head.
 */
export class TimeSplit implements Facts {
  readonly inTimeOrder: boolean = false;
  readonly columns: SplitColumns = new SplitColumns();
  readonly lanes: LaneFacts = {
    joined: (lane, row, atUs) => this.#joined(lane, row, atUs),
    headChanged: (lane, row, atUs) => this.#headChanged(lane, row, atUs),
    headWaits: (lane, level, atUs) => this.#headWaits(lane, level, atUs),
  };
  readonly #view: MessageView;
  readonly #terms: SplitTerms;
  readonly #clocks: LaneClocks;
  /** Of each message that waits: for how long it has been the head, then the clocks of its lane's streams when it joined. */
  readonly #snapshots = new Snapshots();
  /** By request: the place of its snapshot. */
  #snapshot: Int32Array = new Int32Array(0);
  readonly #first: FirstAttempts;

  constructor(view: MessageView, terms: SplitTerms) {
    this.#view = view;
    this.#terms = terms;
    this.#clocks = new LaneClocks(terms.streams);
    this.#first = new FirstAttempts(view, this.columns, terms.tries);
  }

  submitted(row: number): void {
    this.#first.submitted(row);
    this.#makeRoom();
  }

  withdrawn(row: number): void {
    const serial = this.#view.serial[row]!;
    this.#forget(serial, this.columns.lane[serial]!);
  }

  segmentLeft(row: number): void {
    const { serial, segments, segmentsLeft, lastSegmentAtUs } = this.#view;
    const lane = this.columns.lane[serial[row]!]!;
    this.#runTo(lane, lastSegmentAtUs[row]!);
    if (segmentsLeft[row] === 1) this.#firstLeft(lane, serial[row]!);
    if (segmentsLeft[row] === segments[row]) this.#lastLeft(lane, serial[row]!, row);
  }

  concluded(row: number): void {
    const { serial, status, finalAtUs, lastSegmentAtUs } = this.#view;
    if (status[row] === SENT) return;
    this.columns.parts.carrier.us[serial[row]!] = finalAtUs[row]! - lastSegmentAtUs[row]!;
  }

  refused(): void {}
  scheduled(): void {}
  queued(): void {}
  failed(): void {}
  canceled(): void {}
  sent(): void {}
  leftOpen(): void {}

  #makeRoom(): void {
    const capacity = this.columns.stream.length;
    if (this.#snapshot.length === capacity) return;
    const longer = new Int32Array(capacity).fill(NONE);
    longer.set(this.#snapshot);
    this.#snapshot = longer;
  }

  /** Each part is a clock's reading when the message leaves, less the one when it joined: that is put down first. */
  #joined(lane: number, row: number, atUs: number): void {
    this.#runTo(lane, atUs);
    const serial = this.#view.serial[row]!;
    const { sender, service, account } = this.columns.parts;
    this.columns.lane[serial] = lane;
    sender.us[serial] = -this.#clocks.read(lane, LANE_CLOCK.own);
    service.us[serial] = -this.#clocks.read(lane, LANE_CLOCK.service);
    account.us[serial] = -this.#clocks.read(lane, LANE_CLOCK.account);
    const streams = this.#clocks.streamsOf(lane).length;
    const at = this.#snapshots.take(1 + streams);
    this.#snapshot[serial] = at;
    this.#snapshots.values[at] = 0;
    for (let place = 0; place < streams; place += 1)
      this.#snapshots.values[at + 1 + place] = this.#clocks.readStream(lane, place);
  }

  #firstLeft(lane: number, serial: number): void {
    const { sender, service, own } = this.columns.parts;
    const clock = this.#clocks.read(lane, LANE_CLOCK.own);
    sender.us[serial]! += clock;
    own.us[serial] = -clock;
    if (this.#terms.isCampaign[lane] === true) {
      service.us[serial]! += sender.us[serial]!;
      sender.us[serial] = 0;
    }
    this.#noteBehind(lane, serial);
    this.#forget(serial, lane);
  }

  #lastLeft(lane: number, serial: number, row: number): void {
    const { service, account, own } = this.columns.parts;
    own.us[serial]! += this.#clocks.read(lane, LANE_CLOCK.own);
    service.us[serial]! += this.#clocks.read(lane, LANE_CLOCK.service);
    account.us[serial]! += this.#clocks.read(lane, LANE_CLOCK.account);
    this.columns.queueWaitUs[serial] = this.#view.firstSegmentAtUs[row]! - this.#view.queuedAtUs[row]!;
  }

  /** The clock of its own stream ran also while it was the head itself. */
  #noteBehind(lane: number, serial: number): void {
    const { values } = this.#snapshots;
    const at = this.#snapshot[serial]!;
    const ownStream = this.columns.stream[serial];
    for (const [place, stream] of this.#clocks.streamsOf(lane).entries()) {
      const ranUs = this.#clocks.readStream(lane, place) - values[at + 1 + place]!;
      const us = stream === ownStream ? ranUs - values[at]! : ranUs;
      if (us > 0) this.columns.addBehind(serial, stream, us);
    }
  }

  #forget(serial: number, lane: number): void {
    this.#snapshots.giveBack(this.#snapshot[serial]!, 1 + this.#clocks.streamsOf(lane).length);
    this.#snapshot[serial] = NONE;
  }

  #headChanged(lane: number, row: number, atUs: number): void {
    this.#runTo(lane, atUs);
    if (row === NO_HEAD) this.#clocks.setHead(lane, NONE, NONE);
    else this.#clocks.setHead(lane, this.#view.serial[row]!, this.#view.stream[row]!);
  }

  #headWaits(lane: number, level: number, atUs: number): void {
    this.#runTo(lane, atUs);
    const above = this.#terms.isAccount[level] === true ? LANE_CLOCK.account : LANE_CLOCK.service;
    this.#clocks.setRunning(lane, level === OWN_BUCKET ? LANE_CLOCK.own : above);
  }

  #runTo(lane: number, atUs: number): void {
    const us = this.#clocks.runTo(lane, atUs);
    const head = this.#clocks.headOf(lane);
    if (us === 0 || this.#snapshot[head] === NONE) return;
    this.#snapshots.values[this.#snapshot[head]!]! += us;
  }
}
