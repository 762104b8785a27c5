import type { Judgement } from '../experiment/report-input.ts';
import { verdictWord } from '../experiment/severity.ts';
import type { TestNote, TestOutcome, TestReport, TestVerdict } from '../experiment/test-outcome.ts';
import { foundInWords } from './judgement-in-words.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';

/** One thing that is not as it should be with a scenario. */
export interface Detail {
  /** From 1; 0: the file as a whole. */
  readonly line: number;
  readonly kind: TestVerdict;
  readonly text: string;
  /** An error fails the test; a warning does not. */
  readonly level: 'error' | 'warning';
}

/** All that is not as it should be with a scenario, the gravest first. */
export function detailsOf(
  { errors, expectations, differences, anchor }: TestOutcome,
  { locked }: TestReport,
): readonly Detail[] {
  const clock = wallClockOf(anchor);
  return [
    ...errors.map(({ line, kind, text }) => detail(line, 'error', `${kind}: ${text}`, 'error')),
    ...expectations
      .filter(({ verdict }) => verdict !== 'pass')
      .map((judgement) => judgementDetail(judgement, clock)),
    ...(differences ?? []).map((text) =>
      detail(0, 'differs', `differs: ${text}`, locked ? 'error' : 'warning'),
    ),
  ];
}

/** What became of an expectation that did not pass. */
export function judgementDetail(judgement: Judgement, clock: WallClock): Detail {
  const { line, text, severity } = judgement;
  const word = verdictWord(judgement);
  const found = foundInWords(judgement, clock);
  const words = `${word}: ${text}${found === '' ? '' : `. ${found}`}`;
  // Where it can neither be broken nor kept, a binding one still fails the test: with status 3.
  return detail(line, word, words, severity === 'warn' ? 'warning' : 'error');
}

function detail(line: number, kind: TestVerdict, text: string, level: Detail['level']): Detail {
  return { line, kind, text, level };
}

/** Whether a note fails the test: where the lock binds, all but that another version wrote it. */
export function levelOf({ kind }: TestNote, { locked }: TestReport): Detail['level'] {
  return kind === 'gone' && locked ? 'error' : 'warning';
}

/** `sale.yaml:7`, or the file alone. */
export function placeOf({ file }: { readonly file: string }, line: number): string {
  return line === 0 ? file : `${file}:${line}`;
}
