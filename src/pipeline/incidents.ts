import { type Rate, scaleRate } from '../kernel/rate.ts';
import type { PlanIncident, PlanSender } from '../scenario/plan.ts';
import type { Carriers } from './carrier.ts';
import type { Buckets } from './pacing.ts';

const DOWN: Rate = { units: 0, perUs: 1 };

/**
 * The disturbances under way. Factors of overlapping incidents multiply; of two overrides of outcomes the one that
 * began later wins, and the earlier one holds again should it end later.
 */
export class Incidents {
  readonly #senders: readonly PlanSender[];
  readonly #buckets: Buckets;
  readonly #carriers: Carriers;
  /** In the order in which they began. */
  #active: PlanIncident[] = [];

  constructor(senders: readonly PlanSender[], buckets: Buckets, carriers: Carriers) {
    this.#senders = senders;
    this.#buckets = buckets;
    this.#carriers = carriers;
  }

  /** It begins now. Returns the senders whose rate has changed. */
  begin(incident: PlanIncident, nowUs: number): readonly number[] {
    this.#active.push(incident);
    return this.#apply(incident, nowUs);
  }

  /** It ends now. Returns the senders whose rate has changed. */
  end(incident: PlanIncident, nowUs: number): readonly number[] {
    this.#active = this.#active.filter((other) => other !== incident);
    return this.#apply(incident, nowUs);
  }

  /** Brings what `incident` touches into the state that all active ones together ask for. */
  #apply(incident: PlanIncident, nowUs: number): readonly number[] {
    switch (incident.kind) {
      case 'carrier-latency':
        this.#carriers.setLatencyFactor(incident.carrier, this.#latencyFactor(incident.carrier));
        return [];
      case 'carrier-outcomes':
        this.#carriers.setOutcomes(incident.carrier, this.#outcomes(incident.carrier));
        return [];
      case 'sender-rate':
        for (const sender of incident.senders) this.#buckets.setRate(sender, nowUs, this.#rate(sender));
        return incident.senders;
      case 'campaign-rate':
        return [];
    }
  }

  #latencyFactor(carrier: number): number {
    return this.#active.reduce(
      (factor, other) =>
        other.kind === 'carrier-latency' && other.carrier === carrier ? factor * other.factor : factor,
      1,
    );
  }

  #outcomes(carrier: number) {
    const overrides = this.#active.filter(
      (other) => other.kind === 'carrier-outcomes' && other.carrier === carrier,
    );
    const latest = overrides.at(-1);
    return latest?.kind === 'carrier-outcomes' ? latest.outcomes : undefined;
  }

  /** Undefined for an unlimited sender that is up. */
  #rate(sender: number): Rate | undefined {
    let rate = this.#senders[sender]!.rate;
    for (const other of this.#active) {
      if (other.kind !== 'sender-rate' || !other.senders.includes(sender)) continue;
      if (other.numerator === 0) return DOWN;
      if (rate !== undefined) rate = scaleRate(rate, other.numerator, other.denominator);
    }
    return rate;
  }
}
