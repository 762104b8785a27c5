import type { Variation } from './report-folder.ts';

/** The command that makes a report again: `mpsim run flash-sale.yaml --seed 7`. */
export function repeatCommand(
  file: string,
  seed: string,
  { replication, batch = [], changes }: Variation,
): string {
  const words = [
    'mpsim',
    'run',
    file,
    '--seed',
    seed,
    ...(replication === undefined ? [] : ['--replication', String(replication)]),
    ...batch.flatMap((word) => optionOf(word)),
    ...changes.flatMap((change) => ['--set', change]),
  ];
  return commandLine(words);
}

/** `replications=30` as it stands on the command line. */
function optionOf(word: string): readonly string[] {
  const end = word.indexOf('=');
  return [`--${word.slice(0, end)}`, word.slice(end + 1)];
}

/** The command that makes the report of a journal again. */
export function replayCommand(journal: string): string {
  return `mpsim run --journal ${quoted(journal)}`;
}

/** Words as a line for a POSIX shell. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

/** The command that makes a comparison again. */
export function repeatComparison(
  files: readonly string[],
  seed: string,
  replications: number,
  changes: readonly string[],
): string {
  const sets = changes.flatMap((change) => ['--set', change]);
  return commandLine([
    'mpsim',
    'compare',
    ...files,
    ...sets,
    '--seed',
    seed,
    '--replications',
    String(replications),
  ]);
}

/** What was asked of a sweep on the command line. */
export interface SweepWords {
  readonly vary: readonly string[];
  /** Option by option: `design=grid`. */
  readonly options: readonly string[];
}

/** The command that makes a sweep again; `of`: and asks what matters most for that. */
export function repeatSweep(file: string, { vary, options }: SweepWords, of?: string): string {
  const varied = vary.flatMap((text) => ['--vary', text]);
  const words = [...options, ...(of === undefined ? [] : [`of=${of}`])].flatMap((word) => optionOf(word));
  return commandLine(['mpsim', 'sweep', file, ...varied, ...words]);
}

/** A word as a POSIX shell takes it. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
