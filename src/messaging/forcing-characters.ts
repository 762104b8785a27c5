import { characterName, codePointName } from './character-names.ts';
import { firstOutsideGsm } from './encoding.ts';

/** A character that forces a text into UCS-2, and where it first stands. */
export interface ForcingCharacter {
  /** A whole code point; a lone surrogate stands for itself. */
  readonly character: string;
  /** As Unicode writes it: `U+2019`. */
  readonly codePoint: string;
  /** Only of characters that are easily overlooked or mistaken. */
  readonly name?: string;
  /** UTF-16 units before it, from 0. */
  readonly index: number;
  /** Lines end with a line feed; from 1. */
  readonly line: number;
  /** In UTF-16 units, from 1, as editors count. */
  readonly column: number;
  /** How often it stands in the text. */
  readonly count: number;
}

/**
 * The characters that force a text into UCS-2, each once, in the order of their first places; none for GSM-7. One pass.
 *
 * @param lineFirst the line on which the text begins, when it is part of a larger one.
 */
export function forcingCharacters(text: string, lineFirst = 1): readonly ForcingCharacter[] {
  const found = new Map<string, { first: Place; count: number }>();
  const placeOf = placesIn(text, lineFirst);
  for (let at = firstOutsideGsm(text); at !== undefined; at = firstOutsideGsm(text, endOf(at))) {
    const known = found.get(at.character);
    if (known === undefined) found.set(at.character, { first: placeOf(at.index), count: 1 });
    else known.count += 1;
  }
  return Array.from(found, ([character, { first, count }]) => {
    const name = characterName(character);
    const codePoint = codePointName(character);
    return { character, codePoint, ...(name === undefined ? {} : { name }), ...first, count };
  });
}

interface Place {
  readonly index: number;
  readonly line: number;
  readonly column: number;
}

function endOf({ character, index }: { readonly character: string; readonly index: number }): number {
  return index + character.length;
}

/** Where an index lies; asked with rising indices, it goes through the text once. */
function placesIn(text: string, lineFirst: number): (index: number) => Place {
  let line = lineFirst;
  let lineStart = 0;
  let lineEnd = text.indexOf('\n');
  return (index) => {
    while (lineEnd !== -1 && lineEnd < index) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
    }
    return { index, line, column: index - lineStart + 1 };
  };
}
