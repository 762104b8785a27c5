import { STATUS_CODE } from '../messaging/status.ts';
import type { Outcome, Plan } from '../scenario/plan.ts';
import type { Carriers } from './carrier.ts';
import type { Endings } from './endings.ts';
import { PipelineEvent } from './events.ts';
import type { Facts } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { DailyLimit } from './limits.ts';
import { laneOf } from './routing.ts';
import type { Schedule } from './schedule.ts';

/** From sent to receipt: the carrier, as it is at the instant of sending, decides when the receipt comes and what it says. */
export class HandOver {
  readonly #plan: Plan;
  readonly #ledger: Ledger;
  readonly #facts: Facts;
  readonly #schedule: Schedule;
  readonly #carriers: Carriers;
  readonly #endings: Endings;
  readonly #caps: readonly DailyLimit[];
  readonly #idleReceipts: PipelineEvent[] = [];

  constructor(
    plan: Plan,
    ledger: Ledger,
    facts: Facts,
    schedule: Schedule,
    carriers: Carriers,
    endings: Endings,
  ) {
    this.#plan = plan;
    this.#ledger = ledger;
    this.#facts = facts;
    this.#schedule = schedule;
    this.#carriers = carriers;
    this.#endings = endings;
    this.#caps = plan.dailyCaps.map(({ limit, dayEndUs }) => new DailyLimit(limit, dayEndUs));
  }

  /** The last segment of a message has left, at an instant that may lie ahead. */
  sent(row: number): void {
    const sentAtUs = this.#ledger.lastSegmentAtUs[row]!;
    this.#ledger.setStatus(row, STATUS_CODE.sent);
    this.#facts.sent(row);
    const carrier = this.#ledger.carrier[row]!;
    const outcome =
      this.#capped(row, carrier) ?? this.#carriers.outcome(carrier, this.#ledger.outcomeLuck[row]!);
    if (outcome.status === 'sent') return this.#endings.conclude(row, outcome, sentAtUs);
    const receiptAtUs = sentAtUs + this.#carriers.latencyUs(carrier, this.#ledger.latencyLuck[row]!);
    // A receipt beyond the horizon never comes: the message is left open. One before it needs an event only if
    // somebody must see it in its turn.
    if (receiptAtUs >= this.#schedule.endUs) return;
    if (this.#facts.inTimeOrder) this.#scheduleReceipt(row, outcome, receiptAtUs);
    else this.#endings.conclude(row, outcome, receiptAtUs);
  }

  /** The event of a receipt has come. */
  received(event: PipelineEvent): void {
    this.#idleReceipts.push(event);
    this.#endings.conclude(event.subject, event.outcome!, this.#schedule.nowUs);
  }

  /** The outcome of a message that exceeds what the carrier takes of its campaign's brand today. */
  #capped(row: number, carrier: number): Outcome | undefined {
    if (this.#caps.length === 0) return undefined;
    const sender = this.#ledger.sender[row]!;
    const { campaign, lane } = this.#plan.senders[sender]!;
    if (campaign === -1 || laneOf(this.#plan, sender, this.#ledger.country[row]!, carrier) === lane)
      return undefined;
    const cap = this.#plan.campaigns[campaign]!.capByCarrier[carrier]!;
    if (cap === -1) return undefined;
    const units = this.#ledger.segments[row]!;
    if (!this.#caps[cap]!.admits(this.#schedule.nowUs, units))
      return { status: 'undelivered', code: this.#plan.dailyCaps[cap]!.code };
    this.#caps[cap]!.count(units);
    return undefined;
  }

  #scheduleReceipt(row: number, outcome: Outcome, atUs: number): void {
    const event = this.#idleReceipts.pop() ?? new PipelineEvent('receipt arrives', 0);
    event.becomeReceipt(row, this.#ledger.stream[row]!, this.#ledger.index[row]!, outcome);
    this.#schedule.add(event, atUs);
  }
}
