import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { quoted } from '../../document/phrases.ts';
import { isCountry } from '../../messaging/addresses.ts';
import { describeError } from '../../rulebooks/errors.ts';
import { MILLIONTHS, parseShare } from '../forms/quantities.ts';
import { percentOf } from '../forms/shares.ts';
import { type CarrierEntry, DEFAULT_CARRIER, type OutcomesEntry } from '../scenario.ts';
import { checkLatency } from './check-latency.ts';
import { checkCountries, checkSum, countryProblem } from './check-shares.ts';
import { type Context, entriesOf, valuesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { isList } from './sender-names.ts';

type Carrier = Draft<CarrierEntry>;

/** Carriers: whom they serve, how long receipts take and what they say. */
export function* checkCarriers({ draft }: Context): Iterable<Problem> {
  for (const [name, carrier, path] of valuesOf(draft.carriers, ['carriers'])) {
    yield* checkServed(name, carrier, path);
    yield* checkLatency(carrier.latency, [...path, 'latency']);
    yield* checkOutcomes(carrier.outcomes, [...path, 'outcomes']);
  }
  yield* checkServedAtMostOnce(draft.carriers ?? {});
}

function* checkServed(name: string, carrier: Carrier, path: Path): Iterable<Problem> {
  const at = [...path, 'to'];
  if (name === DEFAULT_CARRIER && 'to' in carrier) {
    yield {
      code: 'MP515',
      path: at,
      at: 'key',
      message: 'The default carrier takes what the others leave, so it names no countries.',
    };
  }
  if (name !== DEFAULT_CARRIER && !('to' in carrier)) {
    yield { code: 'MP516', path, at: 'key', message: `The carrier "${name}" serves no country.` };
  }
  const { to } = carrier;
  if (to === undefined) return;
  if (typeof to === 'object' && !isList(to)) yield* checkCountries(to, at);
  else {
    for (const [country, place] of typeof to === 'string' ? [[to, at] as const] : entriesOf(to, at)) {
      if (!isCountry(country)) yield countryProblem(country, place);
    }
  }
}

function* checkServedAtMostOnce(carriers: Readonly<Record<string, Carrier | undefined>>): Iterable<Problem> {
  const sums = new Map<string, number>();
  for (const [name, { to }] of valuesOf(carriers, [])) {
    if (to === undefined || name === DEFAULT_CARRIER) continue;
    for (const [country, share] of served(to)) {
      const sum = (sums.get(country) ?? 0) + share;
      sums.set(country, sum);
      if (sum > MILLIONTHS && sum - share <= MILLIONTHS) {
        yield {
          code: 'MP502',
          path: ['carriers', name, 'to'],
          at: 'key',
          message: `With this carrier, ${percentOf(sum)} of ${country} are served.`,
        };
      }
    }
  }
}

function* served(to: NonNullable<Carrier['to']>): Iterable<readonly [country: string, millionths: number]> {
  if (typeof to === 'string') yield [to, MILLIONTHS];
  else if (isList(to)) for (const [country] of entriesOf(to, [])) yield [country, MILLIONTHS];
  else {
    for (const [country, share] of valuesOf(to, [])) {
      const reading = parseShare(share);
      if (reading.ok) yield [country, reading.value];
    }
  }
}

/** Shares of what becomes of a message. */
export function* checkOutcomes(outcomes: Draft<OutcomesEntry> | undefined, path: Path): Iterable<Problem> {
  if (outcomes === undefined) return;
  const at = [...path, 'undelivered'];
  for (const [code, , place] of valuesOf(outcomes.undelivered, at)) {
    if (!/^[1-9]\d{4}$/.test(code))
      yield { code: 'MP507', path: place, at: 'key', message: `${quoted(code)} is not an error code.` };
    else yield* checkSurface(Number(code), place);
  }
  const isBroken = 'undelivered' in outcomes && outcomes.undelivered === undefined;
  const others = (['delivered', 'no-receipt'] as const)
    .filter((key) => key in outcomes)
    .map((key) => outcomes[key]);
  if (!isBroken)
    yield* checkSum(
      [...others, ...Object.values(outcomes.undelivered ?? {})],
      path,
      'The shares of the outcomes',
    );
}

/** A code that carriers give: others are of requests, or of messages that never left. */
function* checkSurface(code: number, path: Path): Iterable<Problem> {
  const entry = describeError(code);
  const at = 'key';
  if (entry === undefined)
    yield { code: 'MP508', path, at, message: `The error code ${code} is not in the catalogue.` };
  else if (!entry.surfaces.includes('undelivered'))
    yield {
      code: 'MP518',
      path,
      at,
      message: `${code} (${entry.title}) shows as ${entry.surfaces.join(' or ')}, never as undelivered.`,
    };
}

/** What is wrong with the name of a carrier. */
export function carrierNameProblem({ carrierIds }: Context, name: string, path: Path): Problem | undefined {
  if (carrierIds === undefined || carrierIds.includes(name)) return undefined;
  const near = didYouMean(name, carrierIds);
  const help =
    near === undefined ? `Use one of the carriers: ${carrierIds.join(', ')}.` : `Did you mean "${near}"?`;
  return { code: 'MP501', path, message: `There is no carrier "${name}".`, help };
}
