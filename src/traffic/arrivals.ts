import { assertNever } from '../kernel/assert.ts';
import type { RandomStream, Uniform } from '../kernel/random.ts';
import { unitsPerSecond } from '../kernel/rate.ts';
import { US_PER_SECOND } from '../kernel/time.ts';
import type { PlanArrivals, ProfilePiece } from '../scenario/plan.ts';

/** The instants of arrivals, one a call, ascending, in whole microseconds; Infinity when there are no more. */
export type Instants = () => number;

/**
 * Fills every `step`-th cell from `start` to before `end` with the instants that come next, and returns where they end:
 * before `end` when there are no more.
 */
export type InstantsFill = (cells: Float64Array, start: number, end: number, step: number) => number;

/** The instants of {@link instantsOf}, several in one go. */
export function instantsFill(
  phases: readonly PlanArrivals[],
  streamOf: (phase: number) => RandomStream,
): InstantsFill {
  const [phase] = phases;
  if (phases.length === 1 && phase?.kind === 'poisson') return poissonFill(phase, streamOf(0));
  const next = instantsOf(phases, (place) => {
    const random = streamOf(place);
    return () => random.next();
  });
  return (cells, start, end, step) => {
    for (let at = start; at < end; at += step) {
      const atUs = next();
      if (atUs === Infinity) return at;
      cells[at] = atUs;
    }
    return end;
  };
}

/** The instants of all phases together, in time order; equal times in the order of the phases. */
export function instantsOf(phases: readonly PlanArrivals[], uniformOf: (phase: number) => Uniform): Instants {
  const each = phases.map((phase, place) => instantsOfPhase(phase, uniformOf(place)));
  const [only] = each;
  return only !== undefined && each.length === 1 ? only : merged(each);
}

function instantsOfPhase(phase: PlanArrivals, uniform: Uniform): Instants {
  switch (phase.kind) {
    case 'batch':
      return atMost(phase.count, () => phase.atUs);
    case 'rate':
      return atMost(
        phase.count,
        before(phase.untilUs, evenly(phase.fromUs, phase.rate.units, phase.rate.perUs)),
      );
    case 'poisson': {
      const meanUs = phase.rate.perUs / phase.rate.units;
      return atMost(phase.count, before(phase.untilUs, poisson(phase.fromUs, meanUs, uniform)));
    }
    case 'ramp':
      return before(
        phase.untilUs,
        ramp(phase.fromUs, phase.untilUs, unitsPerSecond(phase.fromRate), unitsPerSecond(phase.toRate)),
      );
    case 'profile':
      return piecewisePoisson(phase.pieces, uniform);
    case 'trace':
      return listed(phase.atUs);
    default:
      return assertNever(phase);
  }
}

function merged(each: readonly Instants[]): Instants {
  const heads = each.map((next) => next());
  return () => {
    const earliest = heads.reduce((best, atUs, place) => (atUs < heads[best]! ? place : best), 0);
    const atUs = heads[earliest]!;
    if (atUs !== Infinity) heads[earliest] = each[earliest]!();
    return atUs;
  };
}

function atMost(count: number, next: Instants): Instants {
  if (count === Infinity) return next;
  let left = count;
  return () => (left-- > 0 ? next() : Infinity);
}

function before(untilUs: number, next: Instants): Instants {
  return () => {
    const atUs = next();
    return atUs < untilUs ? atUs : Infinity;
  };
}

/** The i-th at `fromUs + floor(i x perUs / units)`: the remainder is carried, so the long-run rate is exact. */
function evenly(fromUs: number, units: number, perUs: number): Instants {
  const step = Math.floor(perUs / units);
  const stepRemainder = perUs % units;
  let atUs = fromUs;
  let remainder = 0;
  return () => {
    const now = atUs;
    atUs += step;
    remainder += stepRemainder;
    if (remainder >= units) {
      remainder -= units;
      atUs += 1;
    }
    return now;
  };
}

/** Independent exponential gaps; the sum is kept unrounded, so rounding to microseconds does not add up. */
function poisson(fromUs: number, meanUs: number, uniform: Uniform): Instants {
  // In an object, where the engine changes a fraction in place: a variable would be a new number each time.
  const sum = { elapsedUs: 0 };
  return () => {
    sum.elapsedUs -= meanUs * Math.log(1 - uniform());
    return fromUs + Math.floor(sum.elapsedUs);
  };
}

/** {@link poisson}, drawn and turned into instants where they are to stand. */
function poissonFill(
  { fromUs, untilUs, count, rate }: Extract<PlanArrivals, { readonly kind: 'rate' | 'poisson' }>,
  random: RandomStream,
): InstantsFill {
  const meanUs = rate.perUs / rate.units;
  const so = { elapsedUs: 0, left: count };
  return (cells, start, end, step) => {
    const until = Math.min(end, start + so.left * step);
    random.fill(cells, start, until, step);
    let { elapsedUs } = so;
    for (let at = start; at < until; at += step) {
      elapsedUs -= meanUs * Math.log(1 - cells[at]!);
      const atUs = fromUs + Math.floor(elapsedUs);
      if (atUs >= untilUs) {
        so.left = 0;
        return at;
      }
      cells[at] = atUs;
    }
    so.elapsedUs = elapsedUs;
    so.left -= (until - start) / step;
    return until;
  };
}

/**
 * A rate that changes in a straight line from `low` to `high` (a second) between two instants. The i-th arrival is
 * where the integral of the rate reaches i: `low t + (high - low) t^2 / (2 T) = i`, solved without cancellation.
 */
function ramp(fromUs: number, untilUs: number, low: number, high: number): Instants {
  const slope = (high - low) / ((untilUs - fromUs) / US_PER_SECOND);
  let i = 0;
  return () => {
    const root = Math.sqrt(low * low + 2 * slope * i);
    const seconds = i === 0 ? 0 : (2 * i) / (low + root);
    i += 1;
    // Beyond the whole integral of a falling ramp there is no root.
    return Number.isNaN(seconds) ? Infinity : fromUs + Math.floor(seconds * US_PER_SECOND);
  };
}

/** A Poisson process whose rate is constant by pieces, by inversion of its integral with unit exponential steps. */
function piecewisePoisson(pieces: readonly ProfilePiece[], uniform: Uniform): Instants {
  let place = 0;
  let atUs = pieces[0]?.fromUs ?? 0;
  return () => {
    let left = -Math.log(1 - uniform());
    for (; place < pieces.length; place += 1) {
      const piece = pieces[place]!;
      if (atUs < piece.fromUs) atUs = piece.fromUs;
      const room = (piece.untilUs - atUs) * piece.perUs;
      if (left < room) {
        atUs += left / piece.perUs;
        return Math.floor(atUs);
      }
      left -= room;
    }
    return Infinity;
  };
}

function listed(instants: Float64Array): Instants {
  let next = 0;
  return () => (next < instants.length ? instants[next++]! : Infinity);
}
