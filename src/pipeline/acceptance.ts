import { faultOf, NO_FAULT } from '../messaging/request-rules.ts';
import type { Plan } from '../scenario/plan.ts';

/**
 * What acceptance asks of a request beside what its own To, body and options say: that its sender is ours, and
 * reaches the destination.
 */
export class Acceptance {
  readonly #plan: Plan;
  readonly #notOurs: number;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#notOurs = faultOf(plan.acceptance, 'from-owned');
  }

  /**
   * The fault of a request: the smallest of its own and those of its sender (-1: not ours) and destination. NO_FAULT:
   * it is accepted.
   */
  faultOf(ownFault: number, sender: number, country: number, media: boolean): number {
    if (sender === -1) return Math.min(ownFault, this.#notOurs);
    const { routeFaults, mediaRouteFaults } = this.#plan.senders[sender]!;
    return Math.min(ownFault, (media ? mediaRouteFaults : routeFaults)[country] ?? NO_FAULT);
  }
}
