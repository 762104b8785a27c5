import { US_PER_DAY } from '../kernel/time.ts';
import type { Outcome, Outcomes, PlanCarrier } from '../scenario/plan.ts';

/** Ten years: the far end of any distribution's tail stays inside simulated time. */
const LATENCY_LIMIT_US: number = 3650 * US_PER_DAY;

/**
 * The carriers and the state that incidents put them in. A message meets the state of the instant at which it was
 * sent. Luck is a uniform number drawn at birth; here it becomes a latency and an outcome.
 */
export class Carriers {
  readonly #plan: readonly PlanCarrier[];
  readonly #latencyFactor: number[];
  readonly #outcomes: Outcomes[];

  constructor(carriers: readonly PlanCarrier[]) {
    this.#plan = carriers;
    this.#latencyFactor = carriers.map(() => 1);
    this.#outcomes = carriers.map((carrier) => carrier.outcomes);
  }

  /** From now on latencies are multiplied by `factor`. */
  setLatencyFactor(carrier: number, factor: number): void {
    this.#latencyFactor[carrier] = factor;
  }

  /** From now on these outcomes hold; `undefined` restores the carrier's own. */
  setOutcomes(carrier: number, outcomes: Outcomes | undefined): void {
    this.#outcomes[carrier] = outcomes ?? this.#plan[carrier]!.outcomes;
  }

  /** Whole microseconds from sent to receipt for this luck, at most {@link LATENCY_LIMIT_US}. */
  latencyUs(carrier: number, luck: number): number {
    const us = Math.round(this.#plan[carrier]!.latencyUs(luck) * this.#latencyFactor[carrier]!);
    return Math.min(us, LATENCY_LIMIT_US);
  }

  /** What the receipt says for this luck. */
  outcome(carrier: number, luck: number): Outcome {
    const { cumulative, outcomes } = this.#outcomes[carrier]!;
    let place = 0;
    while (luck >= cumulative[place]!) place += 1;
    return outcomes[place]!;
  }
}
