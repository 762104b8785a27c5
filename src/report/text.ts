import type { RunReport } from '../experiment/report-input.ts';
import type { Setting } from '../measure/result.ts';
import { totalsOf } from '../measure/select.ts';
import { assumptionList } from './assumption-list.ts';
import { backlogChart } from './backlog-chart.ts';
import { callbackTable } from './callback-table.ts';
import { costTable } from './cost-table.ts';
import { errorTable } from './error-table.ts';
import { expectationTable } from './expectation-table.ts';
import { counted } from './figures-in-words.ts';
import { flowChart } from './flow-chart.ts';
import type { Glyphs } from './glyphs.ts';
import { hourTable } from './hour-table.ts';
import { latencyHistogram } from './latency-histogram.ts';
import { latencyTable } from './latency-table.ts';
import { messageTable } from './message-table.ts';
import { offerTable } from './offer-table.ts';
import type { Palette } from './palette.ts';
import { proofTable } from './proof-table.ts';
import { senderTable } from './sender-table.ts';
import type { Sentence } from './sentence.ts';
import { clip, table, wrap } from './table.ts';
import { type MeaningOf, verdictOf } from './verdict.ts';
import { startInWords, wallClockOf } from './wall-clock.ts';

/** What a renderer needs beside the report. */
export interface Style {
  readonly palette: Palette;
  readonly meaningOf: MeaningOf;
  readonly glyphs: Glyphs;
  /** Columns that charts may take; undefined: there are none. */
  readonly chartWidth: number | undefined;
  /** The command that makes this report again. */
  readonly command: string;
}

/**
 * The report that people read: the verdict in words, what is assumed rather than known, then the figures, at most 80
 * columns wide but for charts. Ends with a newline.
 */
export function textReport(report: RunReport, style: Style): string {
  return [...textPieces(report, style)].join('');
}

/** The same section by section. */
export function* textPieces(report: RunReport, style: Style): Iterable<string> {
  for (const section of sectionsOf(report, style)) {
    if (section !== undefined) yield `${style.glyphs.spelled(section)}\n\n`;
  }
  yield `${[...originsOf(report, style)].join('\n\n')}\n`;
}

function* sectionsOf(report: RunReport, style: Style): Iterable<string | undefined> {
  const { result } = report;
  const { palette, meaningOf, glyphs, chartWidth } = style;
  yield verdictText(report, style).trimEnd();
  yield assumptionList(result.setting, palette);
  const totals = totalsOf(result);
  yield messageTable(totals, palette);
  yield errorTable(totals, meaningOf, palette);
  yield expectationTable(report, palette);
  yield latencyTable(result, totals, palette);
  if (chartWidth !== undefined) yield latencyHistogram(totals, chartWidth, palette, glyphs);
  yield offerTable(result, palette);
  yield senderTable(result, palette);
  yield chartWidth === undefined
    ? backlogChart(result, palette, glyphs)
    : flowChart(result, chartWidth, palette, glyphs);
  yield hourTable(result, palette);
  yield callbackTable(result, palette);
  yield costTable(report.cost, palette);
  yield incidents(report, palette);
}

/** Where the report comes from and what stands behind it. Commands are there to be copied, so none is respelled. */
function* originsOf(report: RunReport, style: Style): Iterable<string> {
  const { proof } = report.result;
  yield provenance(report, style);
  if (proof !== undefined) yield proofTable(proof, style.command, style.palette);
}

/** The name of the scenario and the verdict alone: what `--quiet` prints. Ends with a newline. */
export function verdictText(report: RunReport, { palette, meaningOf }: Style): string {
  const sentences = verdictOf(report, meaningOf).flatMap((sentence) => paintedLines(sentence, palette));
  return `${[...headingOf(report.result.setting, palette), ...sentences].join('\n')}\n`;
}

/** What a report is of: the scenario's name, and a line of facts. */
export function headingOf(setting: Setting, palette: Palette): readonly string[] {
  const senders = counted(setting.senders.length, 'sender');
  const start = setting.anchor === undefined ? '' : `, start ${startInWords(setting.anchor)}`;
  const facts = wrap(`Rulebook ${setting.rulebook}, ${senders}${start}`, 2, 2);
  return [palette.strong(setting.scenario), ...facts.map(palette.faint), ''];
}

/** A sentence in lines, in the colour of its tone. */
export function paintedLines({ tone, text }: Sentence, palette: Palette): readonly string[] {
  const lines = wrap(text, 2, 2);
  return tone === 'plain' ? lines : lines.map(palette[tone]);
}

function incidents({ result }: RunReport, palette: Palette): string | undefined {
  const { incidents: all, anchor } = result.setting;
  if (all.length === 0) return undefined;
  const clock = wallClockOf(anchor);
  const rows = all.map(({ atUs, untilUs, words }) => [
    clock.cell(atUs),
    untilUs === undefined ? 'for ever' : clock.cell(untilUs),
    clip(words, 58),
  ]);
  return table(['Incidents', '<until', '<what'], rows, palette);
}

function provenance({ result }: RunReport, { palette, command }: Style): string {
  const { seed, replication } = result.setting;
  const which = replication === 0 ? `seed ${seed}` : `seed ${seed}, replication ${replication}`;
  const lines = wrap(`Fingerprint ${result.fingerprint}, ${which}. To repeat:`, 0, 2);
  // The command stays in one piece, however long: it is there to be copied.
  return [...lines, `  ${command}`].map(palette.faint).join('\n');
}
