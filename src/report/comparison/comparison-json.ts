import type {
  Compared,
  ComparedFigure,
  ComparedPlan,
  ComparedTimes,
  Comparison,
  PairedLatency,
} from '../../experiment/comparison/comparison.ts';
import { MILLIONTHS_PER_UNIT } from '../../kernel/money.ts';
import { secondsOf } from '../../kernel/time.ts';
import { LATENCIES } from '../../measure/result.ts';
import { TIME_PARTS } from '../../measure/time-split/split-columns.ts';
import { layOut } from '../json-layout.ts';
import { seconds } from '../metric.ts';
import type { ComparisonStyle } from './comparison-text.ts';

/**
 * `compare.json`: times in seconds to the microsecond, a mean over replications likewise; what there is none of is left
 * out. Ends with a newline.
 */
export function comparisonJson(comparison: Comparison, { changes }: ComparisonStyle): string {
  const { a, b, replications, isRandom, unusedSeed, figures, messages, traffic } = comparison;
  const value = {
    schema: 'mpsim-comparison/1',
    seed: a.setting.seed,
    seed_of_b_not_used: unusedSeed,
    replications,
    is_random: isRandom,
    a: planOf(a),
    b: { ...planOf(b), changes: changes.length === 0 ? undefined : changes },
    figures: figures.map(figureOf),
    messages: {
      in_both: messages.inBoth,
      only_in_a: messages.onlyInA,
      only_in_b: messages.onlyInB,
      ...Object.fromEntries(LATENCIES.map((latency) => [latency, pairedOf(messages.latencies[latency])])),
    },
    where_the_time_went: Object.fromEntries(
      traffic.map(({ id, all, slowest }) => [id, { all: timesOf(all), slowest_5_percent: timesOf(slowest) }]),
    ),
  };
  return `${[...layOut(value)].join('')}\n`;
}

function planOf({ setting, fingerprints }: ComparedPlan): Record<string, unknown> {
  return { scenario: setting.scenario, rulebook: setting.rulebook, fingerprints };
}

function figureOf(figure: ComparedFigure): Record<string, unknown> {
  const { metric, statistic, unit, narrowed } = figure;
  const of = (value: number | undefined): number | undefined => {
    if (unit === 'us' || unit === 'instant') return seconds(value);
    return unit === 'millionths' && value !== undefined ? value / MILLIONTHS_PER_UNIT : value;
  };
  const shown = narrowed === undefined ? undefined : Math.round(narrowed * 1000) / 1000;
  return { metric, statistic, ...comparedOf(figure, of), narrowed: shown };
}

function comparedOf(
  { a, b, difference }: Compared,
  of: (value: number | undefined) => number | undefined,
): Record<string, number | undefined> {
  const { value, low, high, n } = difference ?? {};
  return { a: of(a), b: of(b), difference: of(value), low: of(low), high: of(high), n };
}

function pairedOf(paired: PairedLatency): Record<string, number | undefined> {
  const { n, equal, shorter, longer, meanUs, minUs, maxUs } = paired;
  return { n, equal, shorter, longer, mean: seconds(meanUs), min: seconds(minUs), max: seconds(maxUs) };
}

function timesOf({ n, parts, total, behind }: ComparedTimes): Record<string, unknown> {
  return {
    messages: n,
    total: comparedOf(total, seconds),
    parts: Object.fromEntries(TIME_PARTS.map((part) => [part, comparedOf(parts[part], exactSeconds)])),
    behind: behind.map(({ traffic, place, ...compared }) => ({
      traffic,
      on: place,
      ...comparedOf(compared, seconds),
    })),
  };
}

/** Means unrounded, so that they add up. */
function exactSeconds(us: number | undefined): number | undefined {
  return us === undefined ? undefined : secondsOf(us);
}
