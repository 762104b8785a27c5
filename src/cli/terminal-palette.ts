import { styleText } from 'node:util';
import { type Palette, PLAIN } from '../report/palette.ts';

const COLOURED: Palette = {
  strong: (text) => styleText('bold', text),
  faint: (text) => styleText('dim', text),
  good: (text) => styleText('green', text),
  warning: (text) => styleText('yellow', text),
  bad: (text) => styleText('red', text),
};

/** Colours for a terminal; none for a pipe or a file, with NO_COLOR (no-color.org), or on a dumb terminal. */
export function paletteFor(stream: { readonly isTTY?: boolean }): Palette {
  const { NO_COLOR, TERM } = process.env;
  const isWanted = stream.isTTY === true && (NO_COLOR ?? '') === '' && TERM !== 'dumb';
  return isWanted ? COLOURED : PLAIN;
}
