import { STATUS_CODE, STATUSES } from '../messaging/status.ts';
import type { Plan, PlanCallbacks } from '../scenario/plan.ts';
import type { Facts, MessageView } from './facts.ts';

/** A message of a row has come to a status, by its place in STATUSES, that is called back, at an instant. */
export type FallDue = (row: number, status: number, atUs: number) => void;

/**
 * From changes of status to the callbacks that fall due, each at the instant of its change. A message that begins
 * `accepted` or `scheduled` says so in the answer to its request, and there is no callback of it.
 */
export class DueCallbacks implements Facts {
  readonly inTimeOrder: boolean = true;
  /** By stream: whether `queued` is told. A messaging service's messages are accepted before, so it is news of them. */
  readonly #tellsQueued: readonly boolean[];
  /** By place in STATUSES. */
  readonly #calledBack: readonly boolean[];
  readonly #view: MessageView;
  readonly #fallDue: FallDue;

  constructor(
    plan: Plan,
    { statuses, initialQueued }: Pick<PlanCallbacks, 'statuses' | 'initialQueued'>,
    view: MessageView,
    fallDue: FallDue,
  ) {
    this.#tellsQueued = plan.streams.map(
      ({ service, sendAt }) => initialQueued || service >= 0 || sendAt !== undefined,
    );
    this.#calledBack = STATUSES.map((status) => statuses.includes(status));
    this.#view = view;
    this.#fallDue = fallDue;
  }

  submitted(): void {}
  refused(): void {}
  leftOpen(): void {}

  scheduled(): void {}
  withdrawn(): void {}

  queued(row: number): void {
    if (this.#tellsQueued[this.#view.stream[row]!]!)
      this.#tell(row, STATUS_CODE.queued, this.#view.queuedAtUs[row]!);
  }

  canceled(row: number): void {
    this.#tell(row, STATUS_CODE.canceled, this.#view.finalAtUs[row]!);
  }

  segmentLeft(row: number): void {
    if (this.#view.segmentsLeft[row] === 1)
      this.#tell(row, STATUS_CODE.sending, this.#view.lastSegmentAtUs[row]!);
  }

  sent(row: number): void {
    this.#tell(row, STATUS_CODE.sent, this.#view.lastSegmentAtUs[row]!);
  }

  concluded(row: number): void {
    const status = this.#view.status[row]!;
    // Without a receipt to come a message stays `sent`, and that was called back before.
    if (status !== STATUS_CODE.sent) this.#tell(row, status, this.#view.finalAtUs[row]!);
  }

  failed(row: number): void {
    this.#tell(row, STATUS_CODE.failed, this.#view.finalAtUs[row]!);
  }

  #tell(row: number, status: number, atUs: number): void {
    if (this.#calledBack[status]) this.#fallDue(row, status, atUs);
  }
}
