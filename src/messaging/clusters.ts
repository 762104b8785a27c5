/** Made on first use: it takes a while, and most texts are cut by units. */
let segmenter: Intl.Segmenter | undefined;

/** Engines take time quadratic in the length of a text, so it is handed over in windows of so many UTF-16 units. */
const WINDOW = 256;

/**
 * The grapheme clusters of a text, in order: what people take for one character, such as a flag or a letter with its
 * marks. Where they end follows the Unicode version of the JavaScript engine. Linear in the length of the text.
 */
export function* clustersOf(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  let size = WINDOW;
  for (let start = 0; start < text.length; ) {
    const end = windowEnd(text, start + size);
    let at = start;
    let last = '';
    for (const { segment } of segmenter.segment(text.slice(start, end))) {
      if (last !== '') yield last;
      at += last.length;
      last = segment;
    }
    // The last one may go on behind the window. No cluster's end depends on what stands before its beginning.
    if (end === text.length) {
      yield last;
      return;
    }
    size = at === start ? size * 2 : WINDOW;
    start = at;
  }
}

/** An end that cuts no surrogate pair. */
function windowEnd(text: string, end: number): number {
  if (end >= text.length) return text.length;
  return text.codePointAt(end - 1)! > 0xffff ? end - 1 : end;
}
