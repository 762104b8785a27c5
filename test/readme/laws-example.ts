// biome-ignore-all lint/suspicious/noConsole: it is the example of the README, word for word.
import { check, integer, property, uniqueArray } from 'fast-check';
import { promiseOf, traceOf, windowBreaches } from '../../src/laws/index.ts';

/** A limiter of your own: ten in each second of the clock. */
function letGo(wanted: readonly number[]): { queuedAtUs: number; atUs: number }[] {
  const taken = new Map<number, number>();
  let second = 0;
  return wanted.map((queuedAtUs) => {
    second = Math.max(second, Math.floor(queuedAtUs / 1_000_000));
    if (taken.get(second) === 10) second += 1;
    taken.set(second, (taken.get(second) ?? 0) + 1);
    return { queuedAtUs, atUs: Math.max(queuedAtUs, second * 1_000_000) };
  });
}

const promised = [promiseOf({ segments: 10, perUs: 1_000_000, burst: 10 })];
const instants = uniqueArray(integer({ min: 500_000, max: 1_500_000 }), { minLength: 20, maxLength: 40 });
const holds = property(instants, (some) => {
  const wanted = some.sort((a, b) => a - b);
  return windowBreaches(traceOf(letGo(wanted)), promised).length === 0;
});
console.log(check(holds, { seed: 1 }).failed); // true

const late = Array.from({ length: 20 }, (_, i) => 999_980 + i);
console.log(windowBreaches(traceOf(letGo(late)), promised)[0]); // sender 0 sent more than burst and rate allow in a window that ends after 1000000 us
