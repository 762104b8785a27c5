/** How the text of a message travels: seven bits a character, or sixteen. */
export type Encoding = 'GSM-7' | 'UCS-2';

/**
 * The 127 characters that cost one septet, in the order of their septets (0x00 to 0x7F without ESC, 0x1B).
 * Source: 3GPP TS 23.038, GSM 7-bit default alphabet, section 6.2.1.
 */
export const GSM_BASIC: string =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** The 10 characters that cost two septets, ESC and one more. Source: 3GPP TS 23.038, section 6.2.1.1. */
export const GSM_EXTENSION: string = '\f^{}\\[~]|€';

/** Greek capital omega ends the table; the euro sign alone lies beyond it. */
const TABLE_LENGTH = 0x03aa;
const EURO = 0x20ac;

const septetsByUnit: Uint8Array = septetTable();

function septetTable(): Uint8Array {
  const table = new Uint8Array(TABLE_LENGTH);
  for (const character of GSM_BASIC) table[character.charCodeAt(0)] = 1;
  // Writing the euro sign beyond the end of a typed array changes nothing.
  for (const character of GSM_EXTENSION) table[character.charCodeAt(0)] = 2;
  return table;
}

/** Septets that a UTF-16 unit costs in GSM-7: 1 or 2; 0 when it is not in the alphabet and so forces UCS-2. */
export function septetsOf(unit: number): number {
  return unit < TABLE_LENGTH ? septetsByUnit[unit]! : unit === EURO ? 2 : 0;
}

/** GSM-7 if every character is in the GSM alphabet or its extension, otherwise UCS-2 for the whole text. */
export function encodingOf(text: string): Encoding {
  return indexOutsideGsm(text, 0) === -1 ? 'GSM-7' : 'UCS-2';
}

/** A character that GSM-7 lacks, and where it stands. */
export interface OutsideGsm {
  /** A whole code point; a lone surrogate stands for itself. */
  readonly character: string;
  /** Its place in the text in UTF-16 units, from 0. */
  readonly index: number;
}

/**
 * The first character from index `from` on that forces the text into UCS-2; undefined when there is none, so that
 * the text is GSM-7 if `from` is 0.
 */
export function firstOutsideGsm(text: string, from = 0): OutsideGsm | undefined {
  const index = indexOutsideGsm(text, from);
  return index === -1 ? undefined : { character: String.fromCodePoint(text.codePointAt(index)!), index };
}

function indexOutsideGsm(text: string, from: number): number {
  for (let i = from; i < text.length; i += 1) {
    if (septetsOf(text.charCodeAt(i)) === 0) return i;
  }
  return -1;
}
