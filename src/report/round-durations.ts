import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../kernel/time.ts';
import { exactDuration } from './figures-in-words.ts';

const US_PER_MS = 1000;

/** Durations that clocks and rulers are divided by, ascending, in microseconds. */
const ROUND_US: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...times(US_PER_MS, [1, 2, 5, 10, 20, 50, 100, 200, 500]),
  ...times(US_PER_SECOND, [1, 2, 5, 10, 15, 30]),
  ...times(US_PER_MINUTE, [1, 2, 5, 10, 15, 30]),
  ...times(US_PER_HOUR, [1, 2, 3, 6, 12]),
  ...times(US_PER_DAY, [1, 2, 7, 14, 28, 91, 182, 364, 728, 1820, 3640, 36_400, 364_000]),
];

/** Durations that each are about twice the one before, from a millisecond on, in microseconds. */
export const DOUBLING_US: readonly number[] = [
  ...times(US_PER_MS, [1, 2, 4, 8, 16, 32, 64, 125, 250, 500]),
  ...times(US_PER_SECOND, [1, 2, 4, 8, 15, 30]),
  ...times(US_PER_MINUTE, [1, 2, 4, 8, 15, 30]),
  ...times(US_PER_HOUR, [1, 2, 4, 8, 16]),
  ...times(US_PER_DAY, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096]),
];

/** The shortest round duration of at least `us`; of times beyond all clocks `us` itself. */
export function roundAtLeast(us: number): number {
  return ROUND_US.find((round) => round >= us) ?? Math.ceil(us);
}

/** A round duration to the microsecond below a minute, to the millisecond above: `250ms`, `10s`, `1h30m`, `2h`. */
export function roundDuration(us: number): string {
  if (us < US_PER_MS) return us === 0 ? '0s' : `${us}us`;
  if (us < US_PER_SECOND) return `${us / US_PER_MS}ms`;
  if (us < US_PER_MINUTE) return `${us / US_PER_SECOND}s`;
  return exactDuration(us)
    .replace(/(?<=[hm])00s$/, '')
    .replace(/(?<=h)00m$/, '');
}

function times(unitUs: number, amounts: readonly number[]): readonly number[] {
  return amounts.map((amount) => amount * unitUs);
}
