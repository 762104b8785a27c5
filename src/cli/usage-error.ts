import { didYouMean } from '../document/did-you-mean.ts';
import { COMPARE_OPTION_NAMES } from './compare.ts';
import { DIFF_OPTION_NAMES } from './diff.ts';
import { UsageError } from './failure.ts';
import { FUZZ_OPTION_NAMES } from './fuzz.ts';
import { RULEBOOK_OPTION_NAMES } from './rulebook.ts';
import { RUN_OPTION_NAMES } from './run.ts';
import { SEGMENTS_OPTION_NAMES } from './segments.ts';
import { SERVE_OPTION_NAMES } from './serve.ts';
import { SWEEP_OPTION_NAMES } from './sweep.ts';
import { TEST_OPTION_NAMES } from './test.ts';

const COMMANDS: readonly string[] = [
  'run',
  'init',
  'report',
  'validate',
  'test',
  'lock',
  'diff',
  'fuzz',
  'compare',
  'sweep',
  'merge',
  'segments',
  'serve',
  'rulebook',
  'schema',
  'explain',
  'completion',
];
const OPTIONS: readonly string[] = [
  ...FUZZ_OPTION_NAMES,
  ...RUN_OPTION_NAMES,
  ...SEGMENTS_OPTION_NAMES,
  ...SERVE_OPTION_NAMES,
  ...RULEBOOK_OPTION_NAMES,
  ...TEST_OPTION_NAMES,
  ...DIFF_OPTION_NAMES,
  ...COMPARE_OPTION_NAMES,
  ...SWEEP_OPTION_NAMES,
  'help',
  'version',
  'h',
];

/**
 * What is wrong with a command line, in our words: what, and what was meant. `complaint` is what yargs says; `words`
 * are those of the line.
 */
export function usageError(complaint: string, words: readonly string[]): UsageError {
  const [command] = words.filter((word) => !word.startsWith('-'));
  if (command !== undefined && !COMMANDS.includes(command)) {
    return new UsageError(`unknown command "${command}"${meant(didYouMean(command, COMMANDS))}`);
  }
  const unknown = unknownOptions(words);
  if (unknown.length > 0) return new UsageError(unknown.map(unknownOption).join('\n'));
  return new UsageError(inOurWords(complaint, command));
}

function unknownOptions(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  return words
    .slice(0, end === -1 ? words.length : end)
    .map((word) => /^--?([^-=\d][^=]*)/.exec(word)?.[1])
    .filter((name) => name !== undefined)
    .filter((name) => !OPTIONS.includes(name));
}

function unknownOption(name: string): string {
  if (name.length === 1) return `unknown option -${name}${meant(undefined)}`;
  const near = didYouMean(name, OPTIONS);
  return `unknown option --${name}${meant(near && `--${near}`)}`;
}

function meant(word: string | undefined): string {
  return word === undefined ? '; see mpsim --help' : `; did you mean ${word}?`;
}

function inOurWords(complaint: string, command: string | undefined): string {
  if (command === undefined) return `name a command: ${COMMANDS.join(', ')}; see mpsim --help`;
  if (complaint.startsWith('Not enough non-option arguments')) {
    const what =
      { explain: 'code', report: 'folder', merge: 'folder', diff: 'file or a folder for both A and B' }[
        command
      ] ?? 'file';
    return `name a ${what}; see mpsim ${command} --help`;
  }
  const valueless = /^Not enough arguments following: (.+)$/.exec(complaint)?.[1];
  if (valueless !== undefined) return `--${valueless} needs a value`;
  const choice = /Argument: (.+), Given: (.+), Choices: (.+)$/.exec(complaint);
  if (choice !== null) return `--${choice[1]} takes ${choice[3]!.replaceAll(', ', ' or ')}, not ${choice[2]}`;
  const surplus = /^Unknown arguments?: (.+)$/.exec(complaint)?.[1];
  if (surplus !== undefined) return `${command} does not take ${surplus}; see mpsim ${command} --help`;
  return complaint.replaceAll(/\s*\n\s*/g, ' ').trim();
}
