/** The path that stands for standard input. */
export const STDIN_PATH = '-';

/** yargs loses a lone dash in a list of files, so it travels through yargs under this name. */
const STAND_IN = '(standard input)';

/** The words of a command line as yargs may see them. */
export function hideDashes(words: readonly string[]): string[] {
  return words.map((word) => (word === STDIN_PATH ? STAND_IN : word));
}

/** A word as it was written. */
export function asWritten(word: string): string {
  return word === STAND_IN ? STDIN_PATH : word;
}
