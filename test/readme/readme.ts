import { readFileSync } from 'node:fs';

const lines: readonly string[] = readFileSync('README.md', 'utf8').split('\n');

/** A fenced block of the README. */
export interface Block {
  readonly language: string;
  /** Ends with a newline. */
  readonly text: string;
}

/** The fenced blocks of a language, in order. */
export function blocksOf(language: string): readonly Block[] {
  const fences = [...lines.keys()].filter((line) => lines[line]!.startsWith('```'));
  return fences
    .flatMap((begin, place) => (place % 2 === 0 ? [[begin, fences[place + 1]!] as const] : []))
    .map(([begin, end]) => ({
      language: lines[begin]!.slice(3),
      text: lines
        .slice(begin + 1, end)
        .map((line) => `${line}\n`)
        .join(''),
    }))
    .filter((block) => block.language === language);
}

/** The rows of the tables under a heading, down to the next heading of any level. */
export function rowsUnder(heading: string): readonly string[] {
  const begin = lines.indexOf(heading);
  const end = lines.findIndex((line, place) => place > begin && line.startsWith('#'));
  return lines.slice(begin, end).filter((line) => line.startsWith('| '));
}

/** The code in the first column of the tables under a heading. */
export function formsUnder(heading: string): readonly string[] {
  return rowsUnder(heading)
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...line.split(' | ')[0]!.matchAll(/`([^`]+)`/g)].map(([, form]) => form!));
}
