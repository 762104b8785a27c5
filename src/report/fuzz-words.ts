import type { Breach, FuzzReport } from '../experiment/fuzz.ts';
import { counted } from './figures-in-words.ts';
import { layOut } from './json-layout.ts';
import { valueInWords } from './judgement-in-words.ts';
import type { Palette } from './palette.ts';
import { expectationOf } from './summary.ts';
import { wrap } from './table.ts';
import { wallClockOf } from './wall-clock.ts';

/** Where the case that breaks can be found and how it is run. */
export interface FoundCase {
  /** Undefined where the scenario breaks as written, so that there is nothing to write. */
  readonly file: string | undefined;
  readonly command: string;
}

/** What a search for breaks found, in words. `found` is there where something broke. Ends with a newline. */
export function fuzzText(report: FuzzReport, found: FoundCase | undefined, palette: Palette): string {
  const { breach } = report;
  const lines =
    breach === undefined || found === undefined
      ? nothingBroke(report, palette)
      : [...brokenInWords(report, breach, palette), ...changesInWords(breach), ...placeInWords(found)];
  return lines.map((line) => `${line}\n`).join('');
}

function nothingBroke(report: FuzzReport, { good }: Palette): readonly string[] {
  const varied = report.variables.map(({ path, declared }) => `  ${path}: ${declared}`);
  return [good(`Nothing breaks in ${casesOf(report)}.`), ...varied, ...impossibleOnes(report)];
}

function casesOf({ tried, scenario }: FuzzReport): string {
  return `${counted(tried, 'case')} of ${scenario}`;
}

function impossibleOnes({ impossible }: FuzzReport): readonly string[] {
  return impossible === 0
    ? []
    : wrap(`Left out: ${counted(impossible, 'draw')} whose values exclude each other.`, 0, 2);
}

function brokenInWords(report: FuzzReport, breach: Breach, { bad }: Palette): readonly string[] {
  const lines = breachInWords(breach).flatMap(({ text, line }) => {
    const words = line === 0 ? text : `line ${line}: ${text}`;
    return words.split('\n').flatMap((part) => wrap(part, 2, 2));
  });
  return [`Broken, in ${casesOf(report)}:`, ...lines.map(bad), ...impossibleOnes(report)];
}

interface BrokenOne {
  readonly text: string;
  /** 0: of no line. */
  readonly line: number;
}

function breachInWords({ law, expectations, anchor }: Breach): readonly BrokenOne[] {
  if (law !== undefined) return [{ text: `a law of the model, which is a fault of mpsim: ${law}`, line: 0 }];
  const clock = wallClockOf(anchor);
  return expectations.map((expectation) => ({
    text: `${expectation.text}. It is ${valueInWords(expectation, clock)}.`,
    line: expectation.line,
  }));
}

function changesInWords({ changes }: Breach): readonly string[] {
  if (changes.length === 0) return ['It breaks as written, without any change.'];
  return ['The smallest change that breaks it:', ...changes.map((change) => `  ${changeInWords(change)}`)];
}

function changeInWords({ path, written, value }: Breach['changes'][number]): string {
  return `${path}: ${value} in place of ${written}`;
}

function placeInWords({ file, command }: FoundCase): readonly string[] {
  return [...(file === undefined ? [] : [`Written to ${file}`]), `To run it: ${command}`];
}

/** What stands at the head of the file of a case: what it breaks, what was changed, how it was found and is run. */
export function fuzzComment(breach: Breach, search: string, command: string): string {
  const lines = [
    `Found by ${search}`,
    ...breachInWords(breach).map(({ text }) => `Breaks ${text}`),
    ...breach.changes.map((change) => `Changed: ${changeInWords(change)}`),
    `To run it: ${command}`,
  ];
  return lines.map((line) => `# ${line.replaceAll(/\s*[\r\n]+\s*/g, ' ')}\n`).join('');
}

/** The same for programs: version `mpsim-fuzz/1`; `broken` is null where nothing is. Ends with a newline. */
export function fuzzJson(report: FuzzReport, found: FoundCase | undefined): string {
  const { scenario, seed, runs, tried, impossible, variables, breach } = report;
  const broken = breach && {
    law: breach.law,
    expectations: breach.expectations.map(expectationOf),
    changes: breach.changes,
    file: found?.file,
    command: found?.command,
  };
  const vary = Object.fromEntries(variables.map(({ path, declared }) => [path, declared]));
  const pieces = layOut({
    schema: 'mpsim-fuzz/1',
    seed,
    scenario,
    vary,
    runs,
    tried,
    impossible,
    broken: broken ?? null,
  });
  return `${[...pieces].join('')}\n`;
}
