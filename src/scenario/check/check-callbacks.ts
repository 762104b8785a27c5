import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import { sentences } from '../../document/phrases.ts';
import { isCountry } from '../../messaging/addresses.ts';
import { MILLIONTHS, parsePerTime, parsePrice, parseShare } from '../forms/quantities.ts';
import { percentOf } from '../forms/shares.ts';
import type { PricesEntry } from '../scenario.ts';
import { checkLatency } from './check-latency.ts';
import { countryProblem } from './check-shares.ts';
import { notZero } from './check-time.ts';
import { type Context, valuesOf } from './context.ts';
import type { Draft } from './draft.ts';

/** The endpoint of status callbacks. */
export function* checkCallbacks({ draft }: Context): Iterable<Problem> {
  const { callbacks } = draft;
  if (callbacks === undefined) return;
  yield* checkLatency(callbacks.latency, ['callbacks', 'latency']);
  const shares = Object.values(callbacks.failures ?? {}).map((share) => parseShare(share ?? 0));
  const sum = shares.reduce((total, share) => total + (share.ok ? share.value : 0), 0);
  if (sum > MILLIONTHS)
    yield {
      code: 'MP904',
      path: ['callbacks', 'failures'],
      at: 'key',
      message: `The shares of failures add up to ${percentOf(sum)}.`,
    };
  const capacity = callbacks.capacity === undefined ? undefined : parsePerTime(callbacks.capacity);
  if (capacity?.ok && capacity.value.units === 0)
    yield {
      code: 'MP416',
      path: ['callbacks', 'capacity'],
      message: 'With a capacity of zero no callback is ever answered.',
    };
  yield* notZero(callbacks.timeout, ['callbacks', 'timeout'], 'With a timeout of zero no answer is in time');
}

/** Prices in place of the rulebook's. */
export function* checkPrices({ draft }: Context): Iterable<Problem> {
  for (const [, price, path] of valuesOf<Price>(draft.prices, ['prices'])) {
    if (typeof price === 'number') yield* checkPrice(price, path);
    else
      for (const [country, each, at] of valuesOf(price, path)) {
        if (!isCountry(country)) yield { ...countryProblem(country, at), at: 'key' };
        yield* checkPrice(each, at);
      }
  }
}

type Price = NonNullable<Draft<PricesEntry>[keyof PricesEntry]>;

function* checkPrice(price: number, path: Path): Iterable<Problem> {
  const reading = parsePrice(price);
  if (!reading.ok) yield { code: 'MP903', path, ...sentences(reading.why) };
}
