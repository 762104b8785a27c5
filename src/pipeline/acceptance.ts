import { faultOf, NO_FAULT } from '../messaging/request-rules.ts';
import type { Plan } from '../scenario/plan.ts';
import { Concurrency, DailyLimit } from './limits.ts';

/**
 * What acceptance asks of a request beside what its own To, body and options say: that its sender is ours and reaches
 * the destination, and that the account may send now. Of several faults the smallest counts: its rule stands first in
 * the provider's list.
 */
export class Acceptance {
  readonly #plan: Plan;
  /** By sender, then country. Senders of one class share a list, which stays at hand; thousands of senders would not. */
  readonly #routeFaults: readonly Uint8Array[];
  readonly #mediaRouteFaults: readonly Uint8Array[];
  readonly #notOurs: number;
  readonly #queueFull: number;
  readonly #tooManyScheduled: number;
  readonly #outsideWindow: number;
  #scheduled = 0;
  readonly #poolEmpty: number;
  readonly #poolSender: number;
  readonly #tooMany: number;
  readonly #tooManyToday: number;
  readonly #concurrency: Concurrency | undefined;
  readonly #daily: DailyLimit | undefined;

  constructor(plan: Plan) {
    const { concurrency, daily } = plan.account;
    this.#plan = plan;
    this.#routeFaults = plan.senders.map(({ routeFaults }) => routeFaults);
    this.#mediaRouteFaults = plan.senders.map(({ mediaRouteFaults }) => mediaRouteFaults);
    this.#notOurs = faultOf(plan.acceptance, 'from-owned');
    this.#queueFull = faultOf(plan.acceptance, 'queue-full');
    this.#outsideWindow = faultOf(plan.acceptance, 'schedule-window');
    this.#tooManyScheduled = faultOf(plan.acceptance, 'schedule-count');
    this.#poolEmpty = faultOf(plan.acceptance, 'pool-empty');
    this.#poolSender = faultOf(plan.acceptance, 'pool-sender');
    this.#tooMany = faultOf(plan.acceptance, 'concurrency');
    this.#tooManyToday = faultOf(plan.acceptance, 'daily-limit');
    this.#concurrency = concurrency && new Concurrency(concurrency.limit, concurrency.requestUs);
    this.#daily = daily && new DailyLimit(daily.limit, daily.dayEndUs);
  }

  /** The fault of a request by what it says and where it goes; NO_FAULT when it has none. */
  destinationFault(ownFault: number, country: number): number {
    return Math.min(ownFault, this.#plan.countryFaults[country] ?? NO_FAULT);
  }

  /** The same, and by whom it names as sender: -1 is not ours. */
  senderFault(fault: number, sender: number, country: number, media: boolean): number {
    if (sender === -1) return Math.min(fault, this.#notOurs);
    const faults = (media ? this.#mediaRouteFaults : this.#routeFaults)[sender]!;
    return Math.min(fault, faults[country] ?? NO_FAULT);
  }

  /** The same of a request whose sender's queue is full, under a provider that refuses such requests. */
  queueFault(fault: number): number {
    return Math.min(fault, this.#queueFull);
  }

  /** The same of a request for an instant that lies so far ahead, or behind, and by how many wait already. */
  scheduleFault(fault: number, aheadUs: number): number {
    const { account, scheduleAheadUs } = this.#plan;
    const isWithin = aheadUs >= scheduleAheadUs.least && aheadUs <= scheduleAheadUs.most;
    const own = isWithin ? fault : Math.min(fault, this.#outsideWindow);
    return this.#scheduled < account.scheduledAtMost ? own : Math.min(own, this.#tooManyScheduled);
  }

  /** The same of a request for which its service has no sender, under a provider that refuses such requests. */
  poolFault(fault: number, isEmpty: boolean): number {
    return Math.min(fault, isEmpty ? this.#poolEmpty : this.#poolSender);
  }

  /** So many more messages wait for the instant that they are scheduled for. */
  countScheduled(change: 1 | -1): void {
    this.#scheduled += change;
  }

  /** The same, and by how much the account does already. The request is made: it counts from now on. */
  accountFault(fault: number, nowUs: number): number {
    let worst = fault;
    if (this.#concurrency?.admits(nowUs) === false) worst = Math.min(worst, this.#tooMany);
    else this.#concurrency?.begin(nowUs);
    if (this.#daily?.admits(nowUs, 1) === false) worst = Math.min(worst, this.#tooManyToday);
    else if (worst === NO_FAULT) this.#daily?.count(1);
    return worst;
  }
}
