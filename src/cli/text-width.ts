/**
 * Columns that a text takes on a terminal. It stands in for the package `string-width` in the bundled program: that
 * one compiles tables of all emoji when it is loaded, 40 ms at every start, and help texts have none.
 */
export default function textWidth(text: string): number {
  return text.replace(ESCAPES, '').length;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal escapes begin with a control character.
const ESCAPES = /\u001b\[[0-9;]*m/g;
