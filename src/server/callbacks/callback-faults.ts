import { namedStream } from '../../kernel/random.ts';
import { isFinal, type Status } from '../../messaging/status.ts';

/** What goes wrong with status callbacks on purpose. Shares are 0 to 1, each of all callbacks; undefined: none. */
export interface CallbackFaults {
  /** How many come late, and by how much simulated time in whole microseconds. */
  readonly late?: { readonly share: number; readonly byUs: number } | undefined;
  /** How many come twice. */
  readonly duplicated?: number | undefined;
  /** How many come behind the next one of their message. */
  readonly outOfOrder?: number | undefined;
  /** How many never come. */
  readonly dropped?: number | undefined;
}

/** What is done with one callback. */
export interface CallbackFate {
  /** Nothing is sent; the rest then says nothing. */
  readonly isDropped: boolean;
  readonly copies: 1 | 2;
  /**
   * Sent only behind the next callback of its message. Never one of a final status, which has no next; where a
   * message stays as it is for good, such as at `sent` without a receipt, the caller says when the waiting ends.
   */
  readonly isHeldBack: boolean;
  /** Simulated time in whole microseconds by which it is sent later. */
  readonly delayUs: number;
}

/**
 * The fate of a callback: a pure function of its arguments, so that it is the same in each run and however often it is
 * asked. Each fault has a draw of its own, so a greater share befalls the same callbacks and more.
 */
export function callbackFate(
  faults: CallbackFaults,
  seed: string,
  message: number,
  status: Status,
): CallbackFate {
  const befalls = (fault: keyof CallbackFaults, share: number | undefined): boolean =>
    share !== undefined && share > 0 && drawOf(seed, message, status, fault) < share;
  return {
    isDropped: befalls('dropped', faults.dropped),
    copies: befalls('duplicated', faults.duplicated) ? 2 : 1,
    isHeldBack: !isFinal(status) && befalls('outOfOrder', faults.outOfOrder),
    delayUs: faults.late !== undefined && befalls('late', faults.late.share) ? faults.late.byUs : 0,
  };
}

function drawOf(seed: string, message: number, status: Status, fault: string): number {
  return namedStream(seed, 0, `callback ${message} ${status}`, fault)();
}
