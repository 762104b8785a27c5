import type { Anchor } from '../../kernel/civil-time.ts';
import { instantOn, localTimeOf } from '../../kernel/civil-time.ts';
import { unitsPerSecond } from '../../kernel/rate.ts';
import { US_PER_SECOND } from '../../kernel/time.ts';
import { parseTimeOfDay, resolveMoment } from '../forms/moments.ts';
import { parsePerTime, required } from '../forms/quantities.ts';
import type { PlanArrivals, ProfilePiece } from '../plan.ts';
import type { ArrivalsEntry } from '../scenario.ts';

/** A phase of arrivals that is not a trace. */
export type PhaseEntry = Exclude<ArrivalsEntry, { readonly trace: string }>;
type ProfileEntry = Extract<ArrivalsEntry, { readonly profile: unknown }>;

/** Whether arrivals come from a trace file. */
export function isTrace(entry: ArrivalsEntry): entry is Exclude<ArrivalsEntry, PhaseEntry> {
  return 'trace' in entry;
}

/** One phase of arrivals with its times resolved and its rates exact. */
export function compilePhase(
  entry: PhaseEntry,
  place: string,
  anchor: Anchor | undefined,
  horizonUs: number,
): PlanArrivals {
  const momentUs = (text: string): number => required(place, resolveMoment(text, anchor));
  if ('batch' in entry) return { kind: 'batch', atUs: momentUs(entry.at), count: entry.batch };
  const fromUs = momentUs(entry.from ?? '0s');
  const untilUs = entry.until === undefined ? Infinity : momentUs(entry.until);
  if ('ramp' in entry) {
    const fromRate = required(place, parsePerTime(entry.ramp.from));
    return { kind: 'ramp', fromRate, toRate: required(place, parsePerTime(entry.ramp.to)), fromUs, untilUs };
  }
  if ('profile' in entry) {
    const endUs = Math.min(untilUs, horizonUs);
    return { kind: 'profile', pieces: profilePieces(entry, place, anchor, fromUs, endUs) };
  }
  const kind = 'rate' in entry ? 'rate' : 'poisson';
  const rate = required(place, parsePerTime('rate' in entry ? entry.rate : entry.poisson));
  if (rate.units === 0) throw new RangeError(`${place}: a rate of 0 brings no requests`);
  return { kind, rate, fromUs, untilUs, count: entry.count ?? Infinity };
}

/**
 * A daily profile as stretches of one rate each: the rate of a time of day holds, around the clock, until the next
 * time of day. It lasts one day from `fromUs`, or with `repeat: daily` until `endUs`.
 *
 * @throws RangeError without a start, or when it would repeat for ever.
 */
function profilePieces(
  entry: ProfileEntry,
  place: string,
  anchor: Anchor | undefined,
  fromUs: number,
  endUs: number,
): readonly ProfilePiece[] {
  if (anchor === undefined)
    throw new RangeError(`${place}: a profile has times of day, and the scenario has no start`);
  const first = localTimeOf(anchor, fromUs);
  const dayLaterUs = instantOn(anchor, { ...first, day: first.day + 1 });
  const untilUs = entry.repeat === 'daily' ? endUs : Math.min(endUs, dayLaterUs);
  if (untilUs === Infinity)
    throw new RangeError(`${place}: a profile that repeats daily needs until, or run: { for: … }`);
  const last = localTimeOf(anchor, untilUs);
  return stretches(hoursOf(entry, place), anchor, first.day - 1, last.day)
    .map((piece) => ({
      ...piece,
      fromUs: Math.max(piece.fromUs, fromUs),
      untilUs: Math.min(piece.untilUs, untilUs),
    }))
    .filter((piece) => piece.fromUs < piece.untilUs);
}

/** A rate and the time of day from which it holds. */
interface ProfileHour {
  readonly timeOfDayUs: number;
  readonly perUs: number;
}

function hoursOf({ profile }: ProfileEntry, place: string): readonly ProfileHour[] {
  const hours = Object.entries(profile).map(([time, rate]) => ({
    timeOfDayUs: required(place, parseTimeOfDay(time)),
    perUs: unitsPerSecond(required(place, parsePerTime(rate))) / US_PER_SECOND,
  }));
  return hours.sort((a, b) => a.timeOfDayUs - b.timeOfDayUs);
}

/** Every hour of every day, ascending; the last one lasts for ever. */
function stretches(
  hours: readonly ProfileHour[],
  anchor: Anchor,
  firstDay: number,
  lastDay: number,
): readonly ProfilePiece[] {
  const pieces: ProfilePiece[] = [];
  let untilUs = Infinity;
  // From the last to the first, so that a time of day which the clocks skip yields to the one after it.
  for (let day = lastDay; day >= firstDay; day -= 1) {
    for (const { timeOfDayUs, perUs } of hours.toReversed()) {
      const fromUs = Math.min(instantOn(anchor, { day, timeOfDayUs }), untilUs);
      pieces.push({ fromUs, untilUs, perUs });
      untilUs = fromUs;
    }
  }
  return pieces.reverse();
}
