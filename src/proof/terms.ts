import { type Rate, scaleRate } from '../kernel/rate.ts';
import type { RateStep } from '../laws/terms.ts';
import type { Plan, PlanIncident } from '../scenario/plan.ts';

/** What was promised of one bucket of a plan. */
export interface PromisedBucket {
  /** As a sentence names it: `s1`, `account`. */
  readonly id: string;
  /** Ascending, the first from 0. More than one where incidents change the rate. */
  readonly steps: readonly RateStep[];
  /** Tokens of the full bucket. */
  readonly burst: number;
}

/** What was promised of all buckets of a plan, by the places that {@link BucketPlaces} gives. */
export function promisedBuckets(plan: Plan): readonly PromisedBucket[] {
  const ofLanes = plan.lanes.map(({ id, rate, burst }, lane) => ({
    id,
    burst,
    steps: stepsOf(rate, incidentsOf(plan, lane)),
  }));
  const ofMedia = plan.lanes.flatMap(({ id, media }, lane) =>
    media === undefined
      ? []
      : [
          {
            id: `media of ${id}`,
            burst: media.burst,
            steps: stepsOf(media.rate, incidentsOf(plan, lane)),
          },
        ],
  );
  const ofLevels = plan.levels.map(({ id, rate, burst }) => ({ id, burst, steps: stepsOf(rate, []) }));
  return [...ofLanes, ...ofMedia, ...ofLevels];
}

/** Where the buckets of a plan stand: those of lanes first, then of their media, then of shared levels. */
export interface BucketPlaces {
  /** By lane: the bucket of its messages with media. */
  readonly ofMedia: readonly number[];
  /** Place of the first level. */
  readonly firstLevel: number;
}

/** The places of the buckets of a plan. */
export function bucketPlaces({ lanes }: Plan): BucketPlaces {
  let next = lanes.length;
  const ofMedia = lanes.map(({ media }, lane) => {
    if (media === undefined) return lane;
    next += 1;
    return next - 1;
  });
  return { ofMedia, firstLevel: next };
}

/** The incidents that change the rate of a lane. */
export function incidentsOf(plan: Plan, lane: number): readonly PlanIncident[] {
  return plan.incidents.filter((incident) => {
    if (incident.kind === 'campaign-rate')
      return plan.campaigns[incident.campaign]!.laneByRoute.includes(lane);
    return (
      incident.kind === 'sender-rate' &&
      incident.senders.some((sender) => plan.senders[sender]!.lane === lane)
    );
  });
}

function stepsOf(rate: Rate | undefined, incidents: readonly PlanIncident[]): readonly RateStep[] {
  const bounds = new Set([0, ...incidents.flatMap(({ atUs, untilUs }) => [atUs, untilUs])]);
  const instants = [...bounds].filter((us) => us !== Infinity).sort((a, b) => a - b);
  return instants.map((fromUs) => {
    const active = incidents.filter(({ atUs, untilUs }) => atUs <= fromUs && fromUs < untilUs);
    return { fromUs, rate: rateUnder(rate, active) };
  });
}

function rateUnder(nominal: Rate | undefined, active: readonly PlanIncident[]): Rate | undefined {
  const factors = active.filter((incident) => 'numerator' in incident);
  if (factors.some(({ numerator }) => numerator === 0)) return { units: 0, perUs: 1 };
  return factors.reduce(
    (rate, { numerator, denominator }) => rate && scaleRate(rate, numerator, denominator),
    nominal,
  );
}
