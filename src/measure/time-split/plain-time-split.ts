import { STATUS_CODE } from '../../messaging/status.ts';
import type { Facts, MessageView } from '../../pipeline/facts.ts';
import { FirstAttempts } from './first-attempts.ts';
import { SplitColumns } from './split-columns.ts';

const { sent: SENT } = STATUS_CODE;

/**
 * The same as a {@link TimeSplit} where each lane is one sender's, has one bucket, shares nothing and serves one stream:
 * then all of a queue wait is for the sender, and what was told of its departure says the rest. It asks nothing of lanes,
 * so that they may tell ahead; behind whom messages waited it does not say.
 */
export class PlainTimeSplit implements Facts {
  readonly inTimeOrder: boolean = false;
  readonly columns: SplitColumns = new SplitColumns();
  readonly #view: MessageView;
  readonly #first: FirstAttempts;

  /** @param tries by stream: whether its client may try again. */
  constructor(view: MessageView, tries: readonly boolean[]) {
    this.#view = view;
    this.#first = new FirstAttempts(view, this.columns, tries);
  }

  submitted(row: number): void {
    this.#first.submitted(row);
  }

  concluded(row: number): void {
    const { serial, status, queuedAtUs, firstSegmentAtUs, lastSegmentAtUs, finalAtUs } = this.#view;
    const place = serial[row]!;
    const { parts, queueWaitUs } = this.columns;
    const waitUs = firstSegmentAtUs[row]! - queuedAtUs[row]!;
    queueWaitUs[place] = waitUs;
    parts.sender.us[place] = waitUs;
    parts.own.us[place] = lastSegmentAtUs[row]! - firstSegmentAtUs[row]!;
    if (status[row] !== SENT) parts.carrier.us[place] = finalAtUs[row]! - lastSegmentAtUs[row]!;
  }

  refused(): void {}
  scheduled(): void {}
  queued(): void {}
  withdrawn(): void {}
  failed(): void {}
  canceled(): void {}
  segmentLeft(): void {}
  sent(): void {}
  leftOpen(): void {}
}
