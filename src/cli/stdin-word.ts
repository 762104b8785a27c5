/** The path that stands for standard input. */
export const STDIN_PATH = '-';

/**
 * yargs loses a lone dash in a list of files and all words after `--`, and takes a text such as `-20% today` for an
 * option; so they travel through it behind this mark.
 */
const MARK = '(as written) ';

/** A dash, and a blank before any equals sign: no option has a blank in its name. */
const DASHED_TEXT = /^-[^=]*\s/;

/**
 * The words of a command line as yargs may see them: those after `--` and texts with blanks are no options, whatever
 * they look like. A `--` at the end stays, for it is what a shell asks to complete.
 */
export function hideDashes(words: readonly string[]): string[] {
  const end = words.slice(0, -1).indexOf('--');
  const isMarked = (word: string, place: number): boolean =>
    word === STDIN_PATH || DASHED_TEXT.test(word) || (end !== -1 && place > end && word.startsWith('-'));
  return words
    .map((word, place) => (isMarked(word, place) ? MARK + word : word))
    .filter((_, place) => place !== end);
}

/** A word as it was written. */
export function asWritten(word: string): string {
  return word.startsWith(MARK) ? word.slice(MARK.length) : word;
}
