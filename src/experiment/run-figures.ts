import type { Result } from '../measure/result.ts';
import type { CostFigures } from './cost.ts';
import { type Estimate, exactEstimate, meanEstimate, medianEstimate } from './intervals/interval.ts';

/** Figures of a run as a whole: times in microseconds, the backlog in segments, money in millionths. */
export const RUN_FIGURES = [
  'simulatedUs',
  'drainedUs',
  'peakBacklogSegments',
  'costMillionths',
  'callbacksDue',
  'callbacksDelivered',
  'callbacksLost',
  'callbackDelayP95Us',
  'callbackPeakAttempts',
] as const;
export type RunFigure = (typeof RUN_FIGURES)[number];

/** Those that one run has: without callbacks there are none of them, and nothing drains where nothing was sent. */
export type RunFigures = Readonly<Record<RunFigure, number | undefined>>;

/** What a run as a whole came to. */
export function runFiguresOf(result: Result, cost: CostFigures): RunFigures {
  const { callbacks } = result;
  return {
    simulatedUs: result.simulatedUs,
    drainedUs: result.drainedAtUs,
    peakBacklogSegments: result.peakBacklogSegments,
    costMillionths: cost.totalMillionths,
    callbacksDue: callbacks?.counts.due,
    callbacksDelivered: callbacks?.counts.delivered,
    callbacksLost: callbacks?.counts.lost,
    callbackDelayP95Us: callbacks?.delay.quantileUs(0.95),
    callbackPeakAttempts: callbacks && (callbacks.peak?.attempts ?? 0),
  };
}

/** The figures of runs over replications; undefined where none has the figure. */
export type PooledRun = Readonly<Record<RunFigure, Estimate | undefined>>;

/** A total is estimated by its mean; an instant, a quantile or a peak by its median. */
const TOTALS: readonly RunFigure[] = [
  'costMillionths',
  'callbacksDue',
  'callbacksDelivered',
  'callbacksLost',
];

/** Puts the figures of several replications together; `isRandom`: they may differ. */
export function poolRuns(runs: readonly RunFigures[], isRandom: boolean): PooledRun {
  const entries = RUN_FIGURES.map((figure) => {
    const estimate = TOTALS.includes(figure) ? meanEstimate : medianEstimate;
    return [figure, (isRandom ? estimate : exactEstimate)(runs.flatMap((run) => run[figure] ?? []))];
  });
  // Each figure was just given its estimate.
  return Object.fromEntries(entries) as PooledRun;
}
