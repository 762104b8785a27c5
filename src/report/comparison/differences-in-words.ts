import { shortDuration, spokenDuration } from '../figures-in-words.ts';

/** A difference of durations for tables, to the microsecond at the most: `+4.21s`, `-12m05s`, `0s`. */
export function signedDuration(us: number): string {
  return signed(Math.round(us), shortDuration);
}

/** How much longer something takes: `6 m 52 s longer`, `421 ms less`. */
export function longerOrLess(us: number): string {
  return `${spokenDuration(Math.abs(us))} ${us < 0 ? 'less' : 'longer'}`;
}

/** A value with its sign, as `inWords` says its size; nothing has none. */
export function signed(value: number, inWords: (size: number) => string): string {
  const words = inWords(Math.abs(value));
  const nothing = inWords(0);
  if (words === nothing) return nothing;
  return `${value < 0 ? '-' : '+'}${words}`;
}
