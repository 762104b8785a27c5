import { STATUS_CODE } from '../messaging/status.ts';
import type { Outcome, Plan } from '../scenario/plan.ts';
import { PipelineEvent } from './events.ts';
import { type Facts, REFUSED } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { NOTHING_UNKEPT, Retries, type Unkept } from './retries.ts';
import type { Schedule } from './schedule.ts';

/** The ends that a request or message can come to. Its row is free afterwards; its client may try again. */
export class Endings {
  readonly #plan: Plan;
  readonly #ledger: Ledger;
  readonly #facts: Facts;
  readonly #schedule: Schedule;
  readonly #retries: Retries;

  constructor(plan: Plan, replication: number, ledger: Ledger, facts: Facts, schedule: Schedule) {
    this.#plan = plan;
    this.#ledger = ledger;
    this.#facts = facts;
    this.#schedule = schedule;
    this.#retries = new Retries(plan, replication, ledger);
  }

  /** The request is refused: it never becomes a message. */
  refuse(row: number, code: number, request: Unkept): void {
    this.#ledger.setFinal(row, REFUSED, code, this.#schedule.nowUs);
    this.#facts.refused(row);
    this.#tryAgain(row, code, request);
    this.#ledger.close(row);
  }

  /** The message fails, being in no lane. */
  fail(row: number, code: number, request: Unkept = NOTHING_UNKEPT): void {
    this.#ledger.setFinal(row, STATUS_CODE.failed, code, this.#schedule.nowUs);
    this.#facts.failed(row);
    this.#tryAgain(row, code, request);
    this.#ledger.close(row);
  }

  /** The message fails in its lane, which then closes the row. */
  failInLane(row: number, code: number): void {
    this.#ledger.setFinal(row, STATUS_CODE.failed, code, this.#schedule.nowUs);
    this.#facts.withdrawn(row);
    this.#facts.failed(row);
    this.#tryAgain(row, code, NOTHING_UNKEPT);
  }

  /** The message is canceled, being in no lane. */
  cancel(row: number): void {
    this.#ledger.setFinal(row, STATUS_CODE.canceled, 0, this.#schedule.nowUs);
    this.#facts.canceled(row);
    this.#ledger.close(row);
  }

  /** The message is canceled in its lane, which then closes the row. */
  cancelInLane(row: number): void {
    this.#ledger.setFinal(row, STATUS_CODE.canceled, 0, this.#schedule.nowUs);
    this.#facts.withdrawn(row);
    this.#facts.canceled(row);
  }

  /** The message was sent, and this is what its receipt says; or that there is none. */
  conclude(row: number, outcome: Outcome, atUs: number): void {
    this.#ledger.setFinal(row, STATUS_CODE[outcome.status], outcome.code, atUs);
    this.#facts.concluded(row);
    if (outcome.code !== 0) this.#tryAgain(row, outcome.code, NOTHING_UNKEPT);
    this.#ledger.close(row);
  }

  /** A client that reacts to the code makes the request again, later. */
  #tryAgain(row: number, code: number, request: Unkept): void {
    const stream = this.#ledger.stream[row]!;
    if (this.#plan.streams[stream]!.retry === undefined) return;
    const retry = this.#retries.after(row, code, request);
    if (retry === undefined) return;
    const event = new PipelineEvent('retry due', stream);
    event.becomeRetry(retry);
    this.#schedule.add(event, this.#ledger.finalAtUs[row]! + retry.pauseUs);
  }
}
