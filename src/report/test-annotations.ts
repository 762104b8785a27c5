import type { TestReport } from '../experiment/test-outcome.ts';
import { detailsOf, levelOf } from './test-details.ts';

/** Workflow commands, which a CI service shows at the line of the expectation: an error for all that fails the test. */
export function testAnnotations(report: TestReport): string {
  const commands = report.outcomes.flatMap((outcome) =>
    detailsOf(outcome, report).map(({ line, text, kind, level }) => {
      const at = `file=${property(outcome.file)},line=${Math.max(1, line)}`;
      return `::${level} ${at},title=${property(`${outcome.scenario}: ${kind}`)}::${data(text)}`;
    }),
  );
  const notes = report.notes.map(
    (note) => `::${levelOf(note, report)} file=${property(note.file)},line=1::${data(note.text)}`,
  );
  return [...commands, ...notes].map((line) => `${line}\n`).join('');
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
