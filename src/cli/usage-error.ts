import { didYouMean } from '../document/did-you-mean.ts';
import { UsageError } from './failure.ts';
import { RUN_OPTIONS } from './run.ts';

/** Every command, for did-you-mean. */
export const COMMAND_NAMES: readonly string[] = [
  'run',
  'init',
  'validate',
  'schema',
  'explain',
  'completion',
];

const OPTION_NAMES: readonly string[] = [...Object.keys(RUN_OPTIONS), 'help', 'version'];

/** What the reader of the command line complains about, in our words: what is wrong, and what was meant. */
export function usageError(complaint: string): UsageError {
  const unknown = /^Unknown (?:arguments?|commands?): (.+)$/s.exec(complaint)?.[1];
  if (unknown !== undefined) return new UsageError(unknown.split(', ').map(unknownWord).join('\n'));
  const missing = /^Not enough arguments following: (.+)$/.exec(complaint)?.[1];
  if (missing !== undefined) return new UsageError(`--${missing} needs a value`);
  if (complaint.startsWith('Not enough non-option arguments'))
    return new UsageError('name a file; see --help');
  if (complaint === 'name a command') {
    return new UsageError(`name a command: ${COMMAND_NAMES.join(', ')}; see mpsim --help`);
  }
  return new UsageError(complaint.replaceAll(/\s*\n\s*/g, ' ').trim());
}

/** A word that is neither an option nor a command; yargs tells them without their dashes. */
function unknownWord(word: string): string {
  const command = didYouMean(word, COMMAND_NAMES);
  const option = didYouMean(word, OPTION_NAMES);
  const wasOption = process.argv.some(
    (given) => given.replace(/=.*$/s, '') === `--${word}` || given === `-${word}`,
  );
  if (wasOption) return `unknown option --${word}${meant(option && `--${option}`)}`;
  return `unknown command "${word}"${meant(command)}`;
}

function meant(word: string | undefined): string {
  return word === undefined ? '; see --help' : `; did you mean ${word}?`;
}
