import { type TestOutcome, type TestReport, testVerdict } from '../experiment/test-outcome.ts';
import { grouped } from './figures-in-words.ts';
import { PLAIN } from './palette.ts';
import { table } from './table.ts';
import { detailsOf, placeOf } from './test-details.ts';

/** The columns, `<` before those that are aligned to the left. */
export const TEST_HEADS: readonly string[] = ['Scenario', '<verdict', 'requests', 'expectations', '<lock'];

/** A row a scenario, then all that is not as it should be, line by line. */
export function testTable(report: TestReport): string {
  const rows = report.outcomes.map((outcome) => testCells(outcome, report));
  const details = report.outcomes.flatMap((outcome) =>
    detailsOf(outcome, report).map(({ line, text }) => `${placeOf(outcome, line)}  ${text}`),
  );
  const notes = report.notes.map(({ text }) => text);
  return [table(TEST_HEADS, rows, PLAIN), ...details, ...notes].map((line) => `${line}\n`).join('');
}

/** The row of a scenario. */
export function testCells(outcome: TestOutcome, { locked }: TestReport): readonly string[] {
  const { scenario, errors, submitted, expectations, differences } = outcome;
  const passed = expectations.filter(({ verdict }) => verdict === 'pass').length;
  const lock = differences === undefined ? '-' : differences.length === 0 ? 'same' : 'differs';
  const judged = expectations.length === 0 ? '-' : `${passed} of ${expectations.length}`;
  const requests = errors.length === 0 ? grouped(submitted) : '-';
  return [scenario, testVerdict(outcome, locked), requests, judged, lock];
}
