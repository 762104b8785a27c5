import { styleText } from 'node:util';
import { type Palette, PLAIN } from '../report/palette.ts';

const COLOURED: Palette = {
  strong: painted('bold'),
  faint: painted('dim'),
  good: painted('green'),
  warning: painted('yellow'),
  bad: painted('red'),
};

/** Whether there is colour is decided below, by the stream that is written to; newer Node would ask stdout only. */
function painted(style: 'bold' | 'dim' | 'green' | 'yellow' | 'red'): (text: string) => string {
  return (text) => styleText(style, text, { validateStream: false });
}

/** Colours for a terminal; none for a pipe or a file, with NO_COLOR (no-color.org), or on a dumb terminal. */
export function paletteFor(stream: { readonly isTTY?: boolean }): Palette {
  const { NO_COLOR, TERM } = process.env;
  const isWanted = stream.isTTY === true && (NO_COLOR ?? '') === '' && TERM !== 'dumb';
  return isWanted ? COLOURED : PLAIN;
}
