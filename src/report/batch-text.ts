import type { Batch } from '../experiment/batch.ts';
import type { Estimate } from '../experiment/intervals/interval.ts';
import { ESTIMATED, type Estimated, type PooledFigures } from '../experiment/pooled.ts';
import { COUNTS, LATENCIES, type Latency } from '../measure/result.ts';
import { assumptionList } from './assumption-list.ts';
import { batchExpectationTable } from './batch-expectation-table.ts';
import { batchRunTable } from './batch-run-table.ts';
import { batchVerdictOf } from './batch-verdict.ts';
import { grouped, shortDuration, tenths } from './figures-in-words.ts';
import { LATENCY_WORDS } from './latency-table.ts';
import type { Palette } from './palette.ts';
import { proofTable } from './proof-table.ts';
import { clip, table, wrap } from './table.ts';
import { headingOf, paintedLines, type Style } from './text.ts';

/** The report of replications that people read: every figure with its interval and n. Ends with a newline. */
export function batchText(batch: Batch, style: Style): string {
  const { palette, glyphs } = style;
  const sections = [
    batchVerdictText(batch, style).trimEnd(),
    assumptionList(batch.setting, palette),
    countTable(batch, palette),
    errorTable(batch, style),
    batchExpectationTable(batch, palette),
    latencyTable(batch, palette),
    streamTable(batch, palette),
    batchRunTable(batch, palette),
    batch.proof && proofTable(batch.proof, style.command, palette),
  ];
  const spelled = sections.filter((section) => section !== undefined).map(glyphs.spelled);
  // The command is there to be copied, so it is not respelled.
  return `${[...spelled, provenance(batch, style)].join('\n\n')}\n`;
}

/** The name of the scenario and the verdict alone: what `--quiet` prints. Ends with a newline. */
export function batchVerdictText(batch: Batch, { palette }: Style): string {
  const sentences = batchVerdictOf(batch).flatMap((sentence) => paintedLines(sentence, palette));
  return `${[...headingOf(batch.setting, palette), ...sentences].join('\n')}\n`;
}

const HEADS = ['n', 'mean', 'low', 'high', 'all together'] as const;

function countTable({ totals }: Batch, palette: Palette): string {
  const rows = COUNTS.map((count) => [
    count,
    ...countCells(totals.meanCounts[count]),
    grouped(totals.counts[count]),
  ]);
  return table(['Messages', ...HEADS], rows, palette);
}

function errorTable({ totals }: Batch, { palette, meaningOf }: Style): string | undefined {
  if (totals.errors.length === 0) return undefined;
  const rows = totals.errors.map(({ code, status, count, mean }) => [
    `${code} ${status}`,
    ...countCells(mean),
    grouped(count),
    clip(meaningOf(code) ?? '', MEANING_WIDTH),
  ]);
  return table(['Errors', ...HEADS, '<meaning'], rows, palette);
}

const MEANING_WIDTH = 18;

function countCells({ n, value, low, high }: Estimate): readonly string[] {
  return [grouped(n), ...[value, low, high].map((one) => (one === undefined ? '-' : tenths(one)))];
}

const LATENCY_HEADS = ['n', 'value', 'low', 'high'] as const;

function latencyTable({ totals }: Batch, palette: Palette): string | undefined {
  const timed = LATENCIES.filter((latency) => totals.latencies[latency].n > 0);
  if (timed.length === 0) return undefined;
  const rows = timed.flatMap((latency) => ESTIMATED.map((figure) => latencyRow(totals, latency, figure, '')));
  const note = wrap(
    'n is of replications. A mean is that of their means, a quantile the median of theirs, which has an interval from six replications on.',
    2,
    0,
  );
  return [table(['Latency', ...LATENCY_HEADS], rows, palette), ...note.map(palette.faint)].join('\n');
}

/** Streams whose latencies the report shows; the summary has all. */
const STREAMS_SHOWN = 6;
const STREAM_FIGURES: readonly (readonly [Latency, Estimated])[] = [
  ['queue_wait', 'p95'],
  ['end_to_end', 'mean'],
  ['end_to_end', 'p50'],
  ['end_to_end', 'p95'],
];

function streamTable({ traffic, setting }: Batch, palette: Palette): string | undefined {
  if (traffic.length < 2) return undefined;
  const rows = traffic
    .slice(0, STREAMS_SHOWN)
    .flatMap((figures, stream) => [
      [clip(setting.traffic[stream]!.id, 24)],
      ...STREAM_FIGURES.map(([latency, figure]) => latencyRow(figures, latency, figure, '  ')),
    ]);
  const more = traffic.length - STREAMS_SHOWN;
  return [
    table(['By stream', ...LATENCY_HEADS], rows, palette),
    ...(more > 0 ? [palette.faint(`  and ${more} more streams in summary.json`)] : []),
  ].join('\n');
}

function latencyRow(
  { latencies }: PooledFigures,
  latency: Latency,
  figure: Estimated,
  indent: string,
): readonly string[] {
  const name = `${indent}${LATENCY_WORDS[latency]} ${figure}`;
  const estimate = latencies[latency][figure];
  if (estimate === undefined) return [name, '0', '-', '-', '-'];
  const { n, value, low, high } = estimate;
  return [name, grouped(n), ...[value, low, high].map(durationCell)];
}

/** The interval of a mean that is nearly 0 may begin below it. */
function durationCell(us: number | undefined): string {
  if (us === undefined) return '-';
  const whole = Math.round(Math.abs(us));
  return us < 0 && whole > 0 ? `-${shortDuration(whole)}` : shortDuration(whole);
}

function provenance({ setting, replications, isRandom }: Batch, { palette, command }: Style): string {
  const last = replications.length - 1;
  const sentence = isRandom
    ? `Seed ${setting.seed}, replications 0 to ${last}; one of them alone: --replication R. To repeat all:`
    : `Fingerprint ${replications[0]?.fingerprint}, seed ${setting.seed}. To repeat:`;
  return [...wrap(sentence, 0, 2), `  ${command}`].map(palette.faint).join('\n');
}
