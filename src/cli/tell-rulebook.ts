import { layOut } from '../report/json-layout.ts';
import { rulebookChanges, rulebookDiffText } from '../report/rulebook-diff.ts';
import { rulebookText } from '../report/rulebook-text.ts';
import { wrap } from '../report/table.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../rulebooks/catalogue.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { UsageError } from './failure.ts';
import { readRulebook } from './read-rulebook.ts';
import type { RulebookArguments } from './rulebook-arguments.ts';
import { print } from './standard-output.ts';
import { paletteFor } from './terminal-palette.ts';

/** Lists the rulebooks, prints one, or tells what changed between two. */
export async function tellRulebook({ name, diff, format }: RulebookArguments): Promise<ExitCode> {
  const wanted = diff ? 2 : 1;
  if (name.length > wanted || (diff && name.length < wanted)) {
    throw new UsageError(
      diff ? `--diff compares two rulebooks, not ${name.length}` : 'name one rulebook; --diff compares two',
    );
  }
  const readings = name.map(readRulebook);
  const mistakes = readings.flatMap((reading) => (reading.ok ? [] : reading.diagnostics));
  if (mistakes.length > 0) {
    process.stderr.write(diagnosticsText(mistakes, process.stderr));
    return exitCodeOf(mistakes);
  }
  const [first, second] = readings.flatMap((reading) => (reading.ok ? [reading.rulebook] : []));
  await print([`${outputOf(first, second, format)}\n`]);
  return EXIT.fine;
}

function outputOf(
  first: Rulebook | undefined,
  second: Rulebook | undefined,
  format: RulebookArguments['format'],
): string {
  const palette = paletteFor(process.stdout);
  if (first === undefined) return listOf(format);
  if (second !== undefined) {
    return format === 'text'
      ? rulebookDiffText(first, second, palette)
      : json({
          schema: 'mpsim-rulebook-diff/1',
          from: first.name,
          to: second.name,
          changes: rulebookChanges(first, second),
        });
  }
  return format === 'text' ? rulebookText(first, palette) : json({ schema: 'mpsim-rulebook/1', ...first });
}

function listOf(format: RulebookArguments['format']): string {
  const rulebooks = RULEBOOK_NAMES.flatMap((name) => rulebookNamed(name) ?? []).map(({ name, about }) => ({
    name,
    about,
  }));
  if (format === 'json') return json({ schema: 'mpsim-rulebooks/1', rulebooks });
  const { strong } = paletteFor(process.stdout);
  return rulebooks.flatMap(({ name, about }) => [strong(name), ...wrap(about, 2, 0)]).join('\n');
}

function json(value: object): string {
  return [...layOut(value)].join('');
}
