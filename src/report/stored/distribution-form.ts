import { Distribution, type DistributionContent, EXACT_RUN } from '../../measure/distribution.ts';
import type { HistogramContent } from '../../measure/histogram.ts';
import { PLACES } from '../../measure/sample.ts';
import { type Form, Misfit, objectAt, whole, wholeFrom } from './form.ts';
import { columnOf, runsForm, runsOf } from './runs.ts';

/**
 * Distributions, exactly: while all values are kept, `gaps` has the first and then what each is above the one before;
 * beyond, `counts` has the counters of the histogram from the place `from` on.
 */
export const distribution: Form<Distribution> = {
  write: (value) => written(value.n, value.content()),
  read(json, at) {
    const object = objectAt(json, at);
    const read = 'counts' in object ? histogramAt(object, at) : keptAt(object, at);
    return Distribution.from(read);
  },
};

function written(n: number, content: DistributionContent): object {
  if ('kept' in content) return { n, gaps: runsOf(gapsOf(content.kept)) };
  const { min, max, sum, from, counters } = content.histogram;
  return { n, min, max, sum: String(sum), from, length: counters.length, counts: runsOf(counters) };
}

function gapsOf(ascending: Float64Array): Float64Array {
  return ascending.map((value, place) => value - (place === 0 ? 0 : ascending[place - 1]!));
}

function keptAt(object: Readonly<Record<string, unknown>>, at: string): DistributionContent {
  const n = wholeFrom(0, EXACT_RUN).read(object.n, `${at}.n`);
  const kept = columnOf(runsForm(n, 0).read(object.gaps, `${at}.gaps`), n);
  for (let place = 1; place < n; place += 1) kept[place]! += kept[place - 1]!;
  if (n > 0) whole.read(kept[n - 1], `the largest value of ${at}`);
  return { kept };
}

function histogramAt(object: Readonly<Record<string, unknown>>, at: string): DistributionContent {
  const from = wholeFrom(0, PLACES - 1).read(object.from, `${at}.from`);
  const length = wholeFrom(1, PLACES - from).read(object.length, `${at}.length`);
  const runs = runsForm(length, 0, COUNTER_MAX).read(object.counts, `${at}.counts`);
  const histogram: HistogramContent = {
    min: whole.read(object.min, `${at}.min`),
    max: whole.read(object.max, `${at}.max`),
    sum: sumAt(object.sum, `${at}.sum`),
    from,
    counters: Uint32Array.from(columnOf(runs, length)),
  };
  const n = histogram.counters.reduce((total, count) => total + count, 0);
  if (n === 0 || n !== object.n) throw new Misfit(`${at}.n`, `the sum of the counts, ${n}, and above 0`);
  return { histogram };
}

const COUNTER_MAX = 0xffff_ffff;

/** Sums may be above 2^53, so they are texts. */
function sumAt(json: unknown, at: string): bigint {
  if (typeof json !== 'string' || !/^\d{1,30}$/.test(json)) throw new Misfit(at, 'a text of digits');
  return BigInt(json);
}
