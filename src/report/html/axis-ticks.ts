import { localTimeOf } from '../../kernel/civil-time.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../../kernel/time.ts';
import type { Setting } from '../../measure/result.ts';
import { shortDuration } from '../figures-in-words.ts';
import { wallClockOf } from '../wall-clock.ts';
import type { AxisMark } from './chart.ts';

const STEPS_US: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * US_PER_SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * US_PER_MINUTE),
  ...[1, 2, 3, 4, 6, 12].map((count) => count * US_PER_HOUR),
  ...[1, 2, 7, 14, 28, 91, 364].map((count) => count * US_PER_DAY),
];
const TICKS_MAX = 8;

/** Round times of day, or round times after the start, for an axis of time: places in bins. */
export function timeTicks(
  { setting: { anchor } }: { readonly setting: Pick<Setting, 'anchor'> },
  untilUs: number,
  binUs: number,
): readonly AxisMark[] {
  const stepUs = STEPS_US.find((step) => untilUs / step <= TICKS_MAX) ?? STEPS_US.at(-1)!;
  const sinceMidnightUs = anchor === undefined ? 0 : localTimeOf(anchor, 0).timeOfDayUs;
  const firstUs = (stepUs - (sinceMidnightUs % stepUs)) % stepUs;
  const count = Math.max(0, Math.floor((untilUs - firstUs) / stepUs) + 1);
  const clock = wallClockOf(anchor);
  return Array.from({ length: Math.min(count, 3 * TICKS_MAX) }, (_, tick) => {
    const us = firstUs + tick * stepUs;
    return { at: us / binUs, words: shortened(clock.cell(us)) };
  });
}

/** `10:30:00` as `10:30`, `5m00s` as `5m`: round times need no zeros. */
function shortened(cell: string): string {
  return cell.replace(/^(\d\d:\d\d):00$/, '$1').replace(/^([1-9]\d*[mhd])00[smh]$/, '$1');
}

/** Round values of a scale from 0 to at least `max`, five at the most. */
export function valueTicks(max: number): readonly number[] {
  if (max <= 0) return [0, 1];
  let step = 1;
  for (let place = 0; step * TICK_COUNT < max; place += 1) step *= NEXT[place % NEXT.length]!;
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, tick) => tick * step);
}

const TICK_COUNT = 4;
/** From 1 to 2, 5, 10 and so on. */
const NEXT = [2, 2.5, 2] as const;

const DURATIONS_US: readonly number[] = [
  ...[1, 2, 5].map((count) => count),
  ...[10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => count * 1000),
  ...[1, 2, 5, 10, 20, 30].map((count) => count * US_PER_SECOND),
  ...[1, 2, 5, 10, 20, 30].map((count) => count * US_PER_MINUTE),
  ...[1, 2, 4, 8, 12].map((count) => count * US_PER_HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200].map((count) => count * US_PER_DAY),
];

/** Round durations of a range, eight at the most, at the places that an axis gives them. */
export function durationTicks(
  fromUs: number,
  untilUs: number,
  placeOn: (us: number) => number,
  length: number,
): readonly AxisMark[] {
  const apart = length / (TICKS_MAX + 1);
  const ticks: AxisMark[] = [];
  for (const us of DURATIONS_US) {
    if (us < fromUs || us > untilUs) continue;
    const at = placeOn(us);
    if (ticks.length === 0 || at - ticks.at(-1)!.at >= apart) ticks.push({ at, words: tidied(us) });
  }
  return ticks;
}

/** `10.0s` as `10s`, `5m00s` as `5m`. */
function tidied(us: number): string {
  return shortDuration(us)
    .replace(/\.0+(?=\D)/, '')
    .replace(/^([1-9]\d*[mhd])00[smh]$/, '$1');
}
