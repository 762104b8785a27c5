import type { Rate } from '../kernel/rate.ts';
import type { Replacement } from '../messaging/content.ts';
import type { SenderClass } from '../messaging/senders.ts';
import { parseDecimalRate } from '../scenario/forms/quantities.ts';
import { all, once } from './command.ts';
import { UsageError } from './failure.ts';

type Given = string | readonly string[] | undefined;

/** `FROM=TO`, each; the equals sign that divides them is the first one behind the first character. */
export function replacements(value: Given): readonly Replacement[] {
  return all(value).map((text) => {
    const equals = text.indexOf('=', 1);
    if (equals === -1) throw new UsageError(`--replace takes FROM=TO such as "’='", not "${text}"`);
    return { from: text.slice(0, equals), to: text.slice(equals + 1) };
  });
}

/** Segments a second: a decimal above 0. */
export function senderRate(value: Given): Rate {
  const text = once('segments-per-second')(value) ?? '1';
  const reading = /^[\d.]+$/.test(text) ? parseDecimalRate(Number(text)) : undefined;
  if (reading?.ok && reading.value !== undefined) return reading.value;
  throw new UsageError(`--segments-per-second takes a number above 0 such as 10 or 0.25, not "${text}"`);
}

/** A price with at most six decimals, as it was written. */
export function pricePerSegment(value: Given): string | undefined {
  const text = once('price-per-segment')(value);
  if (text === undefined || /^\d{1,6}(?:\.\d{1,6})?$/.test(text)) return text;
  throw new UsageError(
    `--price-per-segment takes dollars such as 0.0083, six decimals at most, not "${text}"`,
  );
}

const CLASSES: readonly SenderClass[] = ['long-code', 'toll-free', 'short-code', 'alphanumeric'];

/** A class of senders by its name. */
export function senderClass(value: Given): SenderClass | undefined {
  const text = once('sender-class')(value);
  const found = CLASSES.find((name) => name === text);
  if (text === undefined || found !== undefined) return found;
  throw new UsageError(`--sender-class takes one of ${CLASSES.join(', ')}, not "${text}"`);
}
