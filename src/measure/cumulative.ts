import type { Distribution } from './distribution.ts';
import { placeOf } from './sample.ts';

/**
 * How many values of a distribution are at or below each of some ascending limits, in microseconds: exact while all
 * values are kept, beyond that to the width of a histogram's bucket (0.2 %).
 */
export function countsUpTo(distribution: Distribution, limitsUs: readonly number[]): readonly number[] {
  const content = distribution.content();
  if ('kept' in content)
    return countsOf(limitsUs, (at, limit) => content.kept[at]! <= limit, content.kept.length);
  const { from, counters } = content.histogram;
  let seen = 0;
  let place = 0;
  return limitsUs.map((limit) => {
    const last = Math.min(counters.length, placeOf(Math.floor(limit)) - from + 1);
    for (; place < last; place += 1) seen += counters[place]!;
    return seen;
  });
}

function countsOf(
  limitsUs: readonly number[],
  isWithin: (at: number, limit: number) => boolean,
  length: number,
): readonly number[] {
  let count = 0;
  return limitsUs.map((limit) => {
    while (count < length && isWithin(count, limit)) count += 1;
    return count;
  });
}
