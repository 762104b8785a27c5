import type { Estimate } from '../../experiment/intervals/interval.ts';
import type { CellOutcome, CellVerdict } from '../../experiment/sweeping/cell-outcome.ts';
import { CELL_METRICS } from '../../experiment/sweeping/metrics.ts';
import type { SweepResult } from '../../experiment/sweeping/sweep.ts';
import { MILLIONTHS_PER_UNIT } from '../../kernel/money.ts';
import { US_PER_SECOND } from '../../kernel/time.ts';

/** One figure of one cell. */
export interface SweepRow {
  readonly cell: number;
  /** By path that is swept. */
  readonly values: readonly string[];
  readonly metric: string;
  /** `all`, `code 30001`, or the text of an expectation. */
  readonly of: string;
  readonly statistic: string;
  /** Undefined: there is none. Of a verdict 1 for a pass and 0 for a failure. */
  readonly value: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Replications that had the figure. */
  readonly n: number;
  /** Of a verdict: the verdict. */
  readonly unit: string;
}

/** The names of the columns of a row; those of the paths stand after `cell`. */
export function columnsOf({ swept }: Pick<SweepResult, 'swept'>): readonly string[] {
  const paths = swept.map(({ path }) => path);
  return ['cell', ...paths, 'metric', 'of', 'statistic', 'value', 'low', 'high', 'n', 'unit'];
}

/** All figures of all cells, in the order of the cells; each cell has a row for every code that any of them met. */
export function* rowsOf({ outcomes }: Pick<SweepResult, 'outcomes'>): Iterable<SweepRow> {
  const codes = codesOf(outcomes);
  for (const outcome of outcomes) yield* rowsOfCell(outcome, codes);
}

type Code = Pick<CellOutcome['totals']['errors'][number], 'status' | 'code'>;

function codesOf(outcomes: readonly CellOutcome[]): readonly Code[] {
  const codes = new Map<string, Code>();
  for (const { status, code } of outcomes.flatMap(({ totals }) => totals.errors))
    codes.set(`${status} ${code}`, { status, code });
  return [...codes.values()].sort((a, b) => a.code - b.code || (a.status < b.status ? -1 : 1));
}

function* rowsOfCell(outcome: CellOutcome, codes: readonly Code[]): Iterable<SweepRow> {
  const { cell, values, totals, verdicts, currency } = outcome;
  const row = (
    metric: string,
    of: string,
    statistic: string,
    { value, low, high, n }: Estimate,
    unit: string,
  ): SweepRow => ({ cell, values, metric, of, statistic, value, low, high, n, unit });
  for (const { metric, statistic, unit, of } of CELL_METRICS) {
    const estimate = of(outcome);
    if (estimate !== undefined)
      yield row(metric, 'all', statistic, estimate, unit === 'currency' ? currency : unit);
  }
  const { low, n } = outcome.lost;
  const end = low === undefined ? undefined : 0;
  const none: Estimate = { value: 0, low: end, high: end, n };
  for (const { status, code } of codes) {
    const met = totals.errors.find((error) => error.status === status && error.code === code);
    yield row(status, `code ${code}`, 'mean', met?.mean ?? none, 'messages');
  }
  for (const verdict of verdicts) yield* rowsOfVerdict(outcome, verdict);
}

function* rowsOfVerdict({ cell, values }: CellOutcome, verdict: CellVerdict): Iterable<SweepRow> {
  const { text: of, value, low, high, n, unit, currency } = verdict;
  const common = { cell, values, metric: 'expectation', of, n };
  const scale = SCALES[unit] ?? 1;
  const inUnit = (one: number | undefined): number | undefined =>
    one === undefined ? undefined : one / scale;
  yield {
    ...common,
    statistic: 'value',
    value: inUnit(value),
    low: inUnit(low),
    high: inUnit(high),
    unit: UNITS[unit] ?? currency ?? unit,
  };
  const passed = { pass: 1, fail: 0, inconclusive: undefined, 'no data': undefined }[verdict.verdict];
  yield {
    ...common,
    statistic: 'verdict',
    value: passed,
    low: undefined,
    high: undefined,
    unit: verdict.verdict,
  };
}

const SCALES: Readonly<Partial<Record<CellVerdict['unit'], number>>> = {
  us: US_PER_SECOND,
  instant: US_PER_SECOND,
  money: MILLIONTHS_PER_UNIT,
};

const UNITS: Readonly<Partial<Record<CellVerdict['unit'], string>>> = {
  us: 's',
  instant: 's',
  count: 'messages',
  rate: '1/s',
};
