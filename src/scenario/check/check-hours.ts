import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import { sentences } from '../../document/phrases.ts';
import { parseE164 } from '../../messaging/addresses.ts';
import { mainZoneOf } from '../forms/main-zones.ts';
import { parseTimeOfDay, parseZone } from '../forms/moments.ts';
import type { HoursEntry, StreamEntry } from '../scenario.ts';
import { checkSum } from './check-shares.ts';
import { type Context, valuesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { isList } from './sender-names.ts';

/** Hours of the recipient's day: when they begin and end, and by which clocks. */
export function* checkHours(
  { startWritten }: Context,
  { hours, to }: Draft<StreamEntry>,
  path: Path,
): Iterable<Problem> {
  if (hours === undefined) return;
  if (!startWritten)
    yield {
      code: 'MP430',
      path,
      at: 'key',
      message: 'Hours are times of day, and the scenario has no start.',
    };
  yield* checkClock(hours, path);
  if (hours.zones !== undefined) yield* checkZones(hours.zones, [...path, 'zones']);
  if (!('zones' in hours)) yield* checkMainZones(to, path);
}

function* checkClock({ from, until }: Draft<HoursEntry>, path: Path): Iterable<Problem> {
  const readings = { from, until };
  for (const [key, time, at] of valuesOf(readings, path)) {
    const reading = parseTimeOfDay(time);
    if (!reading.ok) yield { code: 'MP418', path: at, ...sentences(reading.why) };
    else if (key === 'until' && from !== undefined && isSameTime(from, time))
      yield { code: 'MP429', path: at, message: `The hours begin and end at ${time}.` };
  }
}

function isSameTime(one: string, other: string): boolean {
  const [a, b] = [parseTimeOfDay(one), parseTimeOfDay(other)];
  return a.ok && b.ok && a.value === b.value;
}

function* checkZones(zones: NonNullable<Draft<HoursEntry>['zones']>, path: Path): Iterable<Problem> {
  for (const [zone, , at] of valuesOf(zones, path)) {
    const reading = parseZone(zone);
    if (!reading.ok) yield { code: 'MP802', path: at, at: 'key', ...sentences(reading.why) };
  }
  yield* checkSum(Object.values(zones), path, 'The shares of the zones');
}

/** Countries that the author wrote, directly or by a number; those in files are looked at by the compiler. */
function* checkMainZones(to: Draft<StreamEntry>['to'], path: Path): Iterable<Problem> {
  if (to === undefined || (!isList(to) && 'csv' in to)) return;
  const countries = isList(to)
    ? to.flatMap((number) => (number === undefined ? [] : (parseE164(number)?.country ?? [])))
    : Object.keys(to);
  for (const country of new Set(countries)) {
    if (mainZoneOf(country) === undefined)
      yield {
        code: 'MP431',
        path,
        at: 'key',
        message: `The main time zone of ${country} is not known here.`,
      };
  }
}
