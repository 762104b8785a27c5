import type { CommandModule } from 'yargs';
import type { ExitCode } from './exit-code.ts';
import { UsageError } from './failure.ts';
import { asWritten } from './stdin-word.ts';

/** What a command does once the whole line has been understood. */
export type Action = () => Promise<ExitCode>;

/**
 * Defines a command. Its handler only chooses what to do, so that nothing is loaded or done before the whole line has
 * been checked.
 */
export type CommandOf<Arguments> = (choose: (action: Action) => void) => CommandModule<object, Arguments>;

/** For an option that may be given once: its value, and a clear word where it was given twice. */
export function once(option: string): (value: string | readonly string[] | undefined) => string | undefined {
  return (value) => {
    if (typeof value === 'object')
      throw new UsageError(`--${option} is given ${value.length} times; give it once`);
    if (value === '') throw new UsageError(`--${option} needs a value`);
    return value && asWritten(value);
  };
}

/** For what may be given several times: its values in order. */
export function all(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [asWritten(value)] : value.map(asWritten);
}

/** For an option that is a whole number of a range. */
export function wholeNumber(
  option: string,
  least: number,
  most: number,
): (value: string | readonly string[] | undefined) => number | undefined {
  return (value) => {
    const text = once(option)(value);
    if (text === undefined) return undefined;
    if (!/^\d{1,10}$/.test(text) || Number(text) < least || Number(text) > most)
      throw new UsageError(`--${option} takes a whole number from ${least} to ${most}, not "${text}"`);
    return Number(text);
  };
}
