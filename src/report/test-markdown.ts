import type { TestReport } from '../experiment/test-outcome.ts';
import { detailsOf, placeOf } from './test-details.ts';
import { TEST_HEADS, testCells } from './test-table.ts';

/** The table and all that is not as it should be, for a comment on a pull request. */
export function testMarkdown(report: TestReport): string {
  const rows = report.outcomes.map((outcome) => rowOf(testCells(outcome, report).map(markdownText)));
  const details = report.outcomes.flatMap((outcome) =>
    detailsOf(outcome, report).map(
      ({ line, text }) => `- ${markdownText(`${placeOf(outcome, line)}: ${text}`)}`,
    ),
  );
  const notes = report.notes.map(({ text }) => `- ${markdownText(text)}`);
  const head = [
    rowOf(TEST_HEADS.map((name) => name.replace('<', ''))),
    rowOf(['---', '---', '---:', '---:', '---']),
  ];
  const list = [...details, ...notes];
  return `${['### mpsim test', '', ...head, ...rows, ...(list.length > 0 ? ['', ...list] : [])].join('\n')}\n`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What Markdown or HTML would take for more than text, and an @ that would call somebody, are written as entities. */
function markdownText(text: string): string {
  return text.replace(/[&<>|`*_[\]\\~#@!]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\r\n]+/g, ' ');
}
