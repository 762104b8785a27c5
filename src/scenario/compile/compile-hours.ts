import type { Anchor } from '../../kernel/civil-time.ts';
import { mainZoneOf } from '../forms/main-zones.ts';
import { parseTimeOfDay, parseZone } from '../forms/moments.ts';
import { required } from '../forms/quantities.ts';
import { cumulativeOf, parseWhole } from '../forms/shares.ts';
import type { PlanHours, PlanZone } from '../plan.ts';
import type { HoursEntry } from '../scenario.ts';
import { openingAfter } from './hours.ts';

/** The zone of countries whose main one is not known here. */
const ELSEWHERE = 'Etc/UTC';

/** The zone by which the hours of recipients in a country go. */
export function zoneOfCountry(country: string): string {
  return mainZoneOf(country) ?? ELSEWHERE;
}

/** The hours of a stream in each zone where its recipients may live. */
export function compileHours(
  { from, until, zones: shares }: HoursEntry,
  place: string,
  anchor: Anchor | undefined,
  countries: readonly string[],
): PlanHours {
  if (anchor === undefined) throw new RangeError(`${place}: hours are times of day, and there is no start`);
  const hours = {
    fromUs: required(`${place}.from`, parseTimeOfDay(from)),
    untilUs: required(`${place}.until`, parseTimeOfDay(until)),
  };
  if (hours.fromUs === hours.untilUs) throw new RangeError(`${place}: they begin and end at ${from}`);
  const zoneOf = (id: string): PlanZone => {
    const zone = required(place, parseZone(id));
    return { id, openAtUs: openingAfter({ ...anchor, zone }, hours) };
  };
  if (shares !== undefined) {
    const parts = required(`${place}.zones`, parseWhole(shares));
    const all = {
      cumulative: cumulativeOf(parts.map(({ millionths }) => millionths)),
      zones: parts.map((_, index) => index),
    };
    return { zones: parts.map(({ key }) => zoneOf(key)), zonesByCountry: countries.map(() => all) };
  }
  const ids = [...new Set(countries.map(zoneOfCountry))];
  return {
    zones: ids.map(zoneOf),
    zonesByCountry: countries.map((country) => ({
      cumulative: [1],
      zones: [ids.indexOf(zoneOfCountry(country))],
    })),
  };
}
