import { type CapacityMap, capacityMapOf } from '../../experiment/sweeping/capacity-map.ts';
import { type CellOutcome, lostShare } from '../../experiment/sweeping/cell-outcome.ts';
import { type CellMetric, defaultMetric, metricNamed } from '../../experiment/sweeping/metrics.ts';
import type { SweepResult } from '../../experiment/sweeping/sweep.ts';
import { type Tornado, tornadoOf } from '../../experiment/sweeping/tornado.ts';
import { counted, grouped, percentOf, shortDuration, tenths } from '../figures-in-words.ts';
import type { Glyphs } from '../glyphs.ts';
import { amountInWords } from '../money-in-words.ts';
import type { Palette } from '../palette.ts';
import { table, wrap } from '../table.ts';
import { mapText } from './map-text.ts';
import { tornadoText } from './tornado-text.ts';

/** How the report of a sweep looks. */
export interface SweepStyle {
  readonly palette: Palette;
  readonly glyphs: Glyphs;
  /** What makes the report again. */
  readonly command: string;
  /** The metric of the tornado, as `--of` has it; undefined: the default one. */
  readonly of: string | undefined;
}

/** What the pictures of a sweep show. */
export interface SweepPictures {
  readonly map: CapacityMap | undefined;
  readonly metric: CellMetric;
  readonly tornado: Tornado | undefined;
}

/** The map and what matters most. Those of a part of the cells would mislead, so it has none. */
export function picturesOf(result: SweepResult, of: string | undefined): SweepPictures {
  const metric = (of === undefined ? undefined : metricNamed(of)) ?? defaultMetric(result.outcomes);
  if (result.shard !== undefined) return { map: undefined, metric, tornado: undefined };
  const tornado = tornadoOf(result, metric);
  return { map: capacityMapOf(result, tornado), metric, tornado };
}

/** The report of a sweep that people read. Ends with a newline. */
export function sweepText(result: SweepResult, style: SweepStyle): string {
  const { palette, glyphs, command } = style;
  const { map, metric, tornado } = picturesOf(result, style.of);
  const sections = [
    sweepVerdictText(result, style).trimEnd(),
    map && mapText(map, palette, glyphs),
    isCourse(result) ? courseTable(result, palette) : undefined,
    result.shard === undefined ? tornadoText(tornado, metric, result, palette, glyphs) : undefined,
  ].filter((section) => section !== undefined);
  const provenance = `${palette.faint('To repeat')}\n  ${command}`;
  return `${[...sections.map(glyphs.spelled), provenance].join('\n\n')}\n`;
}

/** The name and the verdict alone: what `--quiet` prints. Ends with a newline. */
export function sweepVerdictText(result: SweepResult, { palette }: Pick<SweepStyle, 'palette'>): string {
  const { scenario, rulebook, seed } = result;
  const heading = `${palette.strong(scenario)}  ${palette.faint(`sweep, rulebook ${rulebook}, seed ${seed}`)}`;
  return `${[heading, ...verdictSentences(result).flatMap((sentence) => wrap(sentence, 2, 2))].join('\n')}\n`;
}

/** What was run, and in how many of its cells all is well. */
export function verdictSentences(result: SweepResult): readonly string[] {
  const { outcomes, cells, shard, swept } = result;
  const runs = outcomes.reduce((sum, { fingerprints }) => sum + fingerprints.length, 0);
  const part =
    shard === undefined
      ? ''
      : `, part ${shard.part} of ${shard.parts} of a sweep of ${grouped(cells.length)}`;
  const lossless = outcomes.filter(({ lost }) => lost.value === 0).length;
  const of = outcomes.length === cells.length ? '' : ' here';
  return [
    `${counted(outcomes.length, 'cell')}${part}, ${counted(runs, 'run')}: ${DESIGN_WORDS[result.design]} of ${swept
      .map(({ path }) => path)
      .join(' and ')}.`,
    `Nothing is refused or fails in ${grouped(lossless)} of ${counted(outcomes.length, 'cell')}${of}.`,
    ...expectationSentences(outcomes),
  ];
}

const DESIGN_WORDS = { grid: 'a grid', list: 'a list', 'latin-hypercube': 'a Latin hypercube' } as const;

function expectationSentences(outcomes: readonly CellOutcome[]): readonly string[] {
  return (outcomes[0]?.verdicts ?? []).map(({ text }, place) => {
    const count = (verdict: string): number =>
      outcomes.filter(({ verdicts }) => verdicts[place]!.verdict === verdict).length;
    const others = (['fail', 'inconclusive', 'no data'] as const)
      .map((verdict) => [verdict, count(verdict)] as const)
      .filter(([, cells]) => cells > 0)
      .map(([verdict, cells]) => `, ${verdict} in ${grouped(cells)}`);
    return `${text}: pass in ${counted(count('pass'), 'cell')}${others.join('')}.`;
  });
}

/** One path, or a list of cells: they stand below each other. */
function isCourse({ swept, design, shard }: SweepResult): boolean {
  return shard === undefined && design !== 'latin-hypercube' && (swept.length === 1 || design === 'list');
}

const ROWS_MAX = 40;

function courseTable({ swept, outcomes }: SweepResult, palette: Palette): string {
  const rows = outcomes.slice(0, ROWS_MAX).map((outcome) => {
    const { values, lost, totals, run, verdicts } = outcome;
    const [wait, end] = [totals.latencies.queue_wait.p95, totals.latencies.end_to_end.p95];
    return [
      values.join(', '),
      lost.value === 0 ? '0' : `${tenths(lost.value)} (${percentOf(lostShare(outcome), 1)})`,
      ...[wait, end, run.drainedUs].map((one) => (one === undefined ? '-' : shortDuration(one.value))),
      run.costMillionths === undefined ? '-' : amountInWords(Math.round(run.costMillionths.value)),
      verdicts.map(({ verdict }) => VERDICT_MARKS[verdict]).join(' ') || '-',
    ];
  });
  const heads = ['Cells', 'lost', 'wait p95', 'end p95', 'drained', outcomes[0]!.currency, 'expected'];
  const more = outcomes.length > ROWS_MAX ? [`  … and ${outcomes.length - ROWS_MAX} more in sweep.csv`] : [];
  const paths = wrap(`of ${swept.map(({ path }) => path).join(', ')}`, 2, 2).map(palette.faint);
  return [table(heads, rows, palette), ...more, ...paths].join('\n');
}

const VERDICT_MARKS = { pass: 'pass', fail: 'FAIL', inconclusive: '?', 'no data': '-' } as const;
