import type { CellOutcome } from '../../experiment/sweeping/cell-outcome.ts';
import { defaultMetric, metricNamed } from '../../experiment/sweeping/metrics.ts';
import type { SweepResult } from '../../experiment/sweeping/sweep.ts';
import { tornadoOf } from '../../experiment/sweeping/tornado.ts';
import { COUNTS } from '../../measure/result.ts';
import { layOut } from '../json-layout.ts';

type Entry = Readonly<Record<string, unknown>>;

/** `summary.json` of a sweep: its design, its cells with what they came to, and what matters most. Ends with a newline. */
export function sweepSummary(result: SweepResult, of: string | undefined): string {
  const { scenario, rulebook, seed, design, replications, swept, cells, shard, outcomes } = result;
  const summary = {
    schema: 'mpsim-sweep/1',
    scenario,
    rulebook,
    seed,
    design,
    replications,
    // All cells, and the part of them that is here.
    cells_in_all: cells.length,
    shard: shard && { part: shard.part, parts: shard.parts },
    vary: Object.fromEntries(swept.map(({ path, values }) => [path, values])),
    matters_most: shard === undefined ? mattersMost(result, of) : undefined,
    cells: outcomes.map((outcome) => cellOf(outcome, swept)),
  };
  return `${[...layOut(summary)].join('')}\n`;
}

function mattersMost(result: SweepResult, of: string | undefined): Entry | undefined {
  const metric = (of === undefined ? undefined : metricNamed(of)) ?? defaultMetric(result.outcomes);
  const tornado = tornadoOf(result, metric);
  if (tornado === undefined) return undefined;
  const { metric: name, unit, method, explained, bars } = tornado;
  return { of: name, unit, method, explained: explained && rounded(explained), bars: bars.map(barOf) };
}

function barOf({ path, effect, from, to }: NonNullable<ReturnType<typeof tornadoOf>>['bars'][number]): Entry {
  const ends =
    from === undefined || to === undefined
      ? {}
      : { least_at: from.value, least: rounded(from.mean), most_at: to.value, most: rounded(to.mean) };
  return { path, effect: rounded(effect), ...ends };
}

function cellOf(outcome: CellOutcome, swept: SweepResult['swept']): Entry {
  const { cell, values, fingerprints, totals, lost, verdicts } = outcome;
  return {
    cell,
    changes: Object.fromEntries(swept.map(({ path }, place) => [path, values[place]])),
    fingerprints,
    messages: Object.fromEntries(COUNTS.map((count) => [count, totals.counts[count]])),
    lost_per_replication: rounded(lost.value),
    verdicts: verdicts.map(({ verdict }) => verdict),
  };
}

/** To six decimals: sums in another order would differ in their last bit, and nobody reads that far. */
function rounded(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}
