import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { quoted } from '../../document/phrases.ts';
import { isCountry } from '../../messaging/addresses.ts';
import { MILLIONTHS, parseShare } from '../forms/quantities.ts';
import { percentOf } from '../forms/shares.ts';
import type { Share } from '../scenario.ts';
import { valuesOf } from './context.ts';

/** Shares that must add up to 100 %; told only when each of them could be read. */
export function* checkSum(
  shares: readonly (Share | undefined)[],
  path: Path,
  what: string,
): Iterable<Problem> {
  let sum = 0;
  for (const share of shares) {
    const reading = share === undefined ? undefined : parseShare(share);
    if (!reading?.ok) return;
    sum += reading.value;
  }
  if (sum === MILLIONTHS) return;
  const difference = Math.abs(sum - MILLIONTHS);
  const help =
    sum > MILLIONTHS ? `Take ${percentOf(difference)} away.` : `Add the missing ${percentOf(difference)}.`;
  yield {
    code: 'MP221',
    path,
    at: 'key',
    message: `${what} add up to ${percentOf(sum)}, not to 100%.`,
    help,
  };
}

/** Shares by country that divide a whole. */
export function* checkCountryShares(
  shares: Readonly<Record<string, Share | undefined>>,
  path: Path,
): Iterable<Problem> {
  yield* checkCountries(shares, path);
  yield* checkSum(Object.values(shares), path, 'The shares of the countries');
}

/** Keys that must be countries. */
export function* checkCountries(
  byCountry: Readonly<Record<string, Share | undefined>>,
  path: Path,
): Iterable<Problem> {
  for (const [country, , at] of valuesOf(byCountry, path)) {
    if (!isCountry(country)) yield { ...countryProblem(country, at), at: 'key' };
  }
}

/** Country codes that people take for ISO ones. */
const MISTAKEN: Readonly<Record<string, string>> = { UK: 'GB', USA: 'US', CAN: 'CA', EN: 'GB' };

/** A text that is no country code. */
export function countryProblem(country: string, path: Path): Problem {
  const capitals = country.toUpperCase();
  const meant =
    MISTAKEN[capitals] ?? (isCountry(capitals) ? capitals : didYouMean(capitals, Object.keys(MISTAKEN)));
  const help = meant === undefined || !isCountry(meant) ? undefined : `Did you mean "${meant}"?`;
  return {
    code: 'MP308',
    path,
    message: `${quoted(country)} is not the code of a country with phone numbers.`,
    help,
  };
}
