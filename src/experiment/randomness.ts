import type { Quantile } from '../kernel/quantiles.ts';
import type { Plan, PlanBodies, PlanCallbacks, PlanStream } from '../scenario/plan.ts';

/**
 * Whether two replications of a plan may differ: whether anything that it draws has more than one value. Without
 * traffic nothing is drawn. True in cases of doubt.
 */
export function isRandom(plan: Plan): boolean {
  const { streams, carriers, carriersByCountry, incidents, callbacks } = plan;
  return (
    streams.some((stream) => drawsOfItsOwn(plan, stream)) ||
    (streams.length > 0 &&
      (carriers.some(({ latencyUs, outcomes }) => varies(latencyUs) || isChoice(outcomes.cumulative)) ||
        carriersByCountry.some(({ cumulative }) => isChoice(cumulative)) ||
        incidents.some(
          (incident) => incident.kind === 'carrier-outcomes' && isChoice(incident.outcomes.cumulative),
        ) ||
        (callbacks !== undefined && drawsCallbacks(callbacks))))
  );
}

function drawsOfItsOwn({ services }: Plan, stream: PlanStream): boolean {
  const { arrivals, recipients, bodies, service, cancel, optedOut, filtered, retry, hours } = stream;
  return (
    arrivals.some(({ kind }) => kind === 'poisson' || kind === 'profile') ||
    (recipients.kind === 'shares' && isChoice(recipients.cumulative)) ||
    isDrawn(bodies) ||
    services[service]?.spread === 'random' ||
    [cancel?.share ?? 0, optedOut, filtered].some(isPartial) ||
    retry?.jitter === 'full' ||
    (hours?.zonesByCountry.some(({ cumulative }) => isChoice(cumulative)) ?? false)
  );
}

function isDrawn(bodies: PlanBodies): boolean {
  if (bodies.kind === 'rows') return false;
  if (isChoice(bodies.cumulative)) return true;
  return bodies.variants.some(
    (body) =>
      body.kind === 'template' &&
      body.fields.some(({ kind, values }) => kind === 'draw' && values.length > 1),
  );
}

function drawsCallbacks({ latencyUs, connectFailures, errorReplies }: PlanCallbacks): boolean {
  return varies(latencyUs) || isPartial(connectFailures) || isPartial(errorReplies);
}

/** A quantile function never falls, so one that is equal at both ends is constant. */
function varies(quantile: Quantile): boolean {
  return quantile(NEAR_END) !== quantile(1 - NEAR_END);
}

/** Smaller than the least part of a draw. */
const NEAR_END = 1e-12;

/** A choice of which all parts but one are empty is none. */
function isChoice(cumulative: readonly number[]): boolean {
  return cumulative.filter((end, place) => end > (cumulative[place - 1] ?? 0)).length > 1;
}

function isPartial(share: number): boolean {
  return share > 0 && share < 1;
}
