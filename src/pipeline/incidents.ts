import { type Rate, scaleRate } from '../kernel/rate.ts';
import type { Plan, PlanIncident } from '../scenario/plan.ts';
import type { Carriers } from './carrier.ts';
import type { Departures } from './departures.ts';

const DOWN: Rate = { units: 0, perUs: 1 };

type RateIncident = Extract<PlanIncident, { readonly numerator: number }>;

/**
 * The disturbances under way. Factors of overlapping incidents multiply; of two overrides of outcomes the one that
 * began later wins, and the earlier one holds again should it end later.
 */
export class Incidents {
  readonly #plan: Plan;
  readonly #departures: Pick<Departures, 'buckets' | 'bucketsOf'>;
  readonly #carriers: Carriers;
  /** By incident that has begun: the lanes that it touches. */
  readonly #lanes: Map<PlanIncident, ReadonlySet<number>> = new Map();
  /** In the order in which they began. */
  #active: PlanIncident[] = [];

  constructor(plan: Plan, departures: Pick<Departures, 'buckets' | 'bucketsOf'>, carriers: Carriers) {
    this.#plan = plan;
    this.#departures = departures;
    this.#carriers = carriers;
  }

  /** It begins now. Returns the lanes whose rate has changed. */
  begin(incident: PlanIncident, nowUs: number): readonly number[] {
    this.#active.push(incident);
    this.#lanes.set(incident, lanesOf(this.#plan, incident));
    return this.#apply(incident, nowUs);
  }

  /** It ends now. Returns the lanes whose rate has changed. */
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
      case 'campaign-rate': {
        const lanes = [...(this.#lanes.get(incident) ?? [])];
        for (const lane of lanes) this.#paceLane(lane, nowUs);
        return lanes;
      }
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

  #paceLane(lane: number, nowUs: number): void {
    const { rate, media } = this.#plan.lanes[lane]!;
    const [texts, withMedia] = this.#departures.bucketsOf(lane);
    const inForce = this.#active.filter(
      (other): other is RateIncident => this.#lanes.get(other)?.has(lane) ?? false,
    );
    this.#departures.buckets.setRate(texts!, nowUs, rateUnder(rate, inForce));
    if (withMedia !== undefined)
      this.#departures.buckets.setRate(withMedia, nowUs, rateUnder(media?.rate, inForce));
  }
}

/** Undefined for an unlimited lane that is up. */
function rateUnder(nominal: Rate | undefined, inForce: readonly RateIncident[]): Rate | undefined {
  let rate = nominal;
  for (const { numerator, denominator } of inForce) {
    if (numerator === 0) return DOWN;
    if (rate !== undefined) rate = scaleRate(rate, numerator, denominator);
  }
  return rate;
}

function lanesOf(plan: Plan, incident: PlanIncident): ReadonlySet<number> {
  switch (incident.kind) {
    case 'sender-rate':
      return new Set(incident.senders.map((sender) => plan.senders[sender]!.lane));
    case 'campaign-rate':
      return new Set(plan.campaigns[incident.campaign]!.laneByRoute.filter((lane) => lane >= 0));
    case 'carrier-latency':
    case 'carrier-outcomes':
      return new Set();
  }
}
