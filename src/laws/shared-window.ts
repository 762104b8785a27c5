import type { Fact, History } from './history.ts';
import { bucketsOf, type NetworkTerms, sharesOf } from './network.ts';
import { isUnlimited, RateIntegral } from './terms.ts';

/**
 * In every half-open window between two departures each bucket lets go of at most its burst, counted in segments like
 * the last one, and the integral of its rate. O(departures squared) for each bucket.
 */
export function sharedWindowBreaches(history: History, terms: NetworkTerms): readonly string[] {
  const departures = history.filter(({ kind }) => kind === 'segmentLeft');
  return [...bucketsOf(terms)].flatMap(([bucket, own]) => {
    if (isUnlimited(own)) return [];
    const taken = departures.flatMap((fact) =>
      sharesOf(terms, fact).flatMap((share) =>
        share.bucket === bucket ? [{ fact, tokens: share.tokens }] : [],
      ),
    );
    return tooFast(taken, new RateIntegral(own), own.burst).map(
      ({ serial, atUs }) =>
        `${bucket} let go of too much in a window that ends with message ${serial} at ${atUs} us`,
    );
  });
}

function tooFast(
  taken: readonly { readonly fact: Fact; readonly tokens: number }[],
  integral: RateIntegral,
  burst: number,
): readonly Fact[] {
  const { unitsPerToken } = integral;
  return taken.flatMap(({ fact, tokens }, last) => {
    const ends = integral.until(fact.atUs + 1) + BigInt(burst * tokens) * unitsPerToken;
    let left = 0n;
    for (let first = last; first >= 0; first -= 1) {
      left += BigInt(taken[first]!.tokens) * unitsPerToken;
      if (left > ends - integral.until(taken[first]!.fact.atUs)) return [fact];
    }
    return [];
  });
}
