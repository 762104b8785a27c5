import { MILLIONTHS_PER_UNIT } from '../../kernel/money.ts';
import { type Rate, unitsPerSecond } from '../../kernel/rate.ts';
import { TIME_LIMIT_US, US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../../kernel/time.ts';

/** What a reader makes of a text: its value, or a clause that says in the author's words what is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string };

/** A value that was read. */
export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** A text that could not be read, and why: a clause without a full stop. */
export function unreadable(why: string): { readonly ok: false; readonly why: string } {
  return { ok: false, why };
}

/**
 * The value of a reading that was checked before.
 *
 * @throws RangeError when it cannot be read after all: the scenario came from code and is wrong at `place`.
 */
export function required<T>(place: string, reading: Parsed<T>): T {
  if (!reading.ok) throw new RangeError(`${place}: ${reading.why}`);
  return reading.value;
}

const UNIT_US: Readonly<Record<string, number>> = {
  d: US_PER_DAY,
  h: US_PER_HOUR,
  m: US_PER_MINUTE,
  s: US_PER_SECOND,
  ms: 1000,
  us: 1,
};

/** Millionths in a whole: shares are added as whole millionths, so that 70 + 20 + 10 is 100. */
export const MILLIONTHS = 1_000_000;

/** A non-negative decimal as the exact fraction `digits / scale`, scale a power of ten. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: bigint;
  readonly decimals: number;
}

const DECIMAL = /^(\d{1,30})(?:\.(\d{1,30}))?$/;

function readDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  return {
    digits: BigInt(match[1]! + fraction),
    scale: BigInt(`1${'0'.repeat(fraction.length)}`),
    decimals: fraction.length,
  };
}

const DURATION = /^(?:\d+(?:\.\d+)?(?:us|ms|[smhd]))+$/;
const DURATION_PART = /(\d+(?:\.\d+)?)(us|ms|[smhd])/g;

/**
 * Microseconds of a duration: `4s`, `250ms`, `1.5h`, `1h30m`. Units us, ms, s, m, h, d, the larger first, each once;
 * decimals as long as the whole is a whole number of microseconds. At most 100 years.
 */
export function parseDuration(text: string): Parsed<number> {
  if (!DURATION.test(text)) return unreadable(`"${text}" is not a duration; write 5s, 250ms, 90m or 1h30m`);
  let sum = 0n;
  let smallest = Infinity;
  for (const [, amount, unit] of text.matchAll(DURATION_PART)) {
    const unitUs = UNIT_US[unit!]!;
    if (unitUs >= smallest)
      return unreadable(`"${text}" has its units out of order; write the larger first, as in 1h30m`);
    smallest = unitUs;
    const decimal = readDecimal(amount!);
    if (decimal === undefined) return unreadable(`"${text}" has too many digits`);
    const us = decimal.digits * BigInt(unitUs);
    if (us % decimal.scale !== 0n)
      return unreadable(`"${text}" is finer than a microsecond; round it to whole us`);
    sum += us / decimal.scale;
  }
  if (sum > BigInt(TIME_LIMIT_US)) return unreadable(`"${text}" is longer than 100 years`);
  return parsed(Number(sum));
}

const PER_TIME = /^(\d+(?:\.\d+)?)\/(us|ms|[smhd])$/;

/**
 * The exact rate of `5/s`, `1.25/s`, `90/m`, `1000/h` or `20000/d`; 0 is allowed. At most six decimals and a million a
 * second, so that rates and their products with factors stay exact.
 */
export function parsePerTime(text: string): Parsed<Rate> {
  const match = PER_TIME.exec(text);
  const decimal = match === null ? undefined : readDecimal(match[1]!);
  if (match === null || decimal === undefined) {
    return unreadable(`"${text}" is not a rate; write 5/s, 90/m, 1000/h or 20000/d`);
  }
  return exactRate(`"${text}"`, decimal, UNIT_US[match[2]!]!);
}

/**
 * The rate that `segments-per-second` gives: a number taken by its shortest decimal form (0.1 is one tenth, exactly).
 * `unlimited` is undefined. Limits as in {@link parsePerTime}, and more than 0.
 */
export function parseDecimalRate(value: number | 'unlimited'): Parsed<Rate | undefined> {
  if (value === 'unlimited') return parsed(undefined);
  const decimal = readDecimal(String(value));
  if (decimal === undefined || decimal.digits === 0n) {
    return unreadable(
      `${value} is not a rate of segments a second; write a number above 0 such as 10 or 0.25, or unlimited`,
    );
  }
  return exactRate(String(value), decimal, US_PER_SECOND);
}

function exactRate(shown: string, decimal: Decimal, perUs: number): Parsed<Rate> {
  if (decimal.decimals > 6) return unreadable(`${shown} has more than six decimals`);
  if (decimal.digits * BigInt(US_PER_SECOND) > decimal.scale * BigInt(perUs) * 1_000_000n) {
    return unreadable(`${shown} is more than a million a second`);
  }
  const fraction = lowestTerms(decimal.digits, decimal.scale * BigInt(perUs));
  if (!Number.isSafeInteger(fraction.denominator))
    return unreadable(`${shown} is less than one in 285 years`);
  return parsed({ units: fraction.numerator, perUs: fraction.denominator });
}

/**
 * Whole millionths of a share: `12.5%`, `"0.125"` or 0.125, from 0 to all. A number is taken by its shortest decimal
 * form. More than six decimals of the fraction (four of a percentage) are refused, not rounded.
 */
export function parseShare(value: string | number): Parsed<number> {
  const text = String(value);
  const percent = text.endsWith('%');
  const tiny = typeof value === 'number' && value > 0 && value < 1e-6;
  const decimal = readDecimal(percent ? text.slice(0, -1) : tiny ? '0.0000001' : text);
  if (decimal === undefined) return unreadable(`"${text}" is not a share; write 12.5% or 0.125`);
  const millionths = decimal.digits * (percent ? 10_000n : 1_000_000n);
  if (millionths > decimal.scale * 1_000_000n) {
    return unreadable(
      percent
        ? `${text} is more than 100%`
        : `${text} is more than 1, the whole; write a percentage such as 70%`,
    );
  }
  if (millionths % decimal.scale !== 0n)
    return unreadable(`${text} is finer than a millionth; round it to 0.0001%`);
  return parsed(Number(millionths / decimal.scale));
}

/** An exact fraction in lowest terms: whole numbers, denominator 1 or more. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** The exact factor of `x5` or `x0.25`; `x0` is allowed. At most six decimals and a million. */
export function parseFactor(text: string): Parsed<Fraction> {
  const decimal = text.startsWith('x') ? readDecimal(text.slice(1)) : undefined;
  if (decimal === undefined) return unreadable(`"${text}" is not a factor; write x5 or x0.25`);
  if (decimal.decimals > 6) return unreadable(`"${text}" has more than six decimals`);
  if (decimal.digits > decimal.scale * 1_000_000n)
    return unreadable(`"${text}" is more than a million times`);
  return parsed(lowestTerms(decimal.digits, decimal.scale));
}

function lowestTerms(numerator: bigint, denominator: bigint): Fraction {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return { numerator: Number(numerator / a), denominator: Number(denominator / a) };
}

const SIZE = /^(.+?)(B|KB|MB)$/;
const SIZE_BYTES: Readonly<Record<string, bigint>> = { B: 1n, KB: 1000n, MB: 1_000_000n };

/** Whole bytes of `300KB` or `1.5MB`, a KB being 1,000 bytes; up to a million MB. */
export function parseSize(text: string): Parsed<number> {
  const match = SIZE.exec(text);
  const decimal = match === null ? undefined : readDecimal(match[1]!);
  if (match === null || decimal === undefined)
    return unreadable(`"${text}" is not a size; write 500B, 300KB or 1.5MB`);
  const bytes = decimal.digits * SIZE_BYTES[match[2]!]!;
  if (bytes % decimal.scale !== 0n) return unreadable(`${text} is not a whole number of bytes`);
  if (bytes > decimal.scale * 1_000_000_000_000n) return unreadable(`${text} is more than a million MB`);
  return parsed(Number(bytes / decimal.scale));
}

/** The decimal text of a price, for an exact card: at most six decimals. */
export function parsePrice(value: number): Parsed<string> {
  const decimal = readDecimal(String(value));
  if (decimal !== undefined && decimal.decimals <= 6) return parsed(String(value));
  return unreadable(`${value} is not a price; write 0 or more, with at most six decimals`);
}

/** Units a second of a rate such as `5/s` or `90/m`. Limits as in {@link parsePerTime}. */
export function parseRatePerSecond(text: string): Parsed<number> {
  const rate = parsePerTime(text);
  return rate.ok ? parsed(unitsPerSecond(rate.value)) : rate;
}

const MONEY = /^(\d{1,9}(?:\.\d+)?) ([A-Z]{3})$/;

/**
 * Whole millionths of an amount such as `120 USD` or `0.05 USD`. At most six decimals.
 *
 * @param currency ISO 4217, which it has to be in; undefined: any.
 */
export function parseMoney(text: string, currency: string | undefined): Parsed<number> {
  const match = MONEY.exec(text);
  const decimal = match === null ? undefined : readDecimal(match[1]!);
  if (match === null || decimal === undefined) {
    return unreadable(`"${text}" is not an amount of money; write it as in 120 ${currency ?? 'USD'}`);
  }
  if (currency !== undefined && match[2] !== currency) {
    return unreadable(
      `"${text}" is in ${match[2]}, and prices are in ${currency}; write ${match[1]} ${currency}`,
    );
  }
  if (decimal.decimals > 6) return unreadable(`"${text}" has more than six decimals`);
  return parsed(Number((decimal.digits * BigInt(MILLIONTHS_PER_UNIT)) / decimal.scale));
}
