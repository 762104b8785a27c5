/**
 * mpsim as a library: read a scenario, run it, judge it, render it. Nothing here touches the machine: files come
 * through a port, time is simulated.
 *
 * @example
 * const reading = readScenario('sale.yaml', filesFromRecord({ 'sale.yaml': text }));
 * if (reading.ok) console.log(simulate(reading.scenario).drainedAtUs);
 *
 * @module
 */
export type { Diagnostic } from './document/diagnostic.ts';
export { type FileReading, type Files, filesFromRecord } from './document/files.ts';
export { formatDiagnostic } from './document/format-diagnostic.ts';
export type { Batch } from './experiment/batch.ts';
export { type CompareOptions, compare } from './experiment/comparison/compare.ts';
export type * from './experiment/comparison/comparison.ts';
export {
  type CostFigures,
  type CostLine,
  costOf,
  type Priceable,
  type Unpriced,
} from './experiment/cost.ts';
export {
  type Breach,
  type CaseChange,
  type FuzzOptions,
  type FuzzReport,
  fuzz,
  type Trial,
} from './experiment/fuzz.ts';
export type { Estimate } from './experiment/intervals/interval.ts';
export { judge } from './experiment/judge.ts';
export type * from './experiment/planning/planned.ts';
export { planSenders as plan } from './experiment/planning/search.ts';
export type { Plannable, TrialOptions } from './experiment/planning/trials.ts';
export { type Executor, inThisThread, type ReplicateOptions, replicate } from './experiment/replicate.ts';
export type { Advice, Judgement, RunReport } from './experiment/report-input.ts';
export {
  type CapacityMap,
  capacityMapOf,
  type MapAxis,
  type MapField,
} from './experiment/sweeping/capacity-map.ts';
export {
  type Job,
  type JobExecutor,
  type JobFigures,
  type JobFinding,
  jobsInThisThread,
} from './experiment/sweeping/cell-job.ts';
export type { CellOutcome, CellVerdict } from './experiment/sweeping/cell-outcome.ts';
export type { CellValues, Shard } from './experiment/sweeping/cells.ts';
export { type CellMetric, metricNamed } from './experiment/sweeping/metrics.ts';
export {
  type SweepOptions,
  type SweepResult,
  type SweepSheet,
  type SweptPath,
  sweep,
} from './experiment/sweeping/sweep.ts';
export { type Tornado, type TornadoBar, tornadoOf, type ValueMean } from './experiment/sweeping/tornado.ts';
export { InternalError } from './kernel/assert.ts';
export type { Billed } from './measure/bills.ts';
export type {
  CallbackCounts,
  CallbackFigures,
  CallbackGroup,
  CallbackPeak,
} from './measure/callbacks.ts';
export type { Distribution } from './measure/distribution.ts';
export type { OfferedLoad } from './measure/offers.ts';
export type * from './measure/result.ts';
export { figuresBy, figuresOf, totalsOf } from './measure/select.ts';
export type { TimePart } from './measure/time-split/split-columns.ts';
export { countSegments, type SegmentCount } from './messaging/segments.ts';
export type { Facts, MessageView } from './pipeline/facts.ts';
export type { CostItem } from './rulebooks/prices.ts';
export { compile } from './scenario/compile.ts';
export type * from './scenario/plan.ts';
export { type Change, type Reading, readScenario, readScenarioText } from './scenario/read.ts';
export {
  readSweep,
  type ScenarioDocument,
  type SweepReading,
  type SweepRequest,
  type SweptScenario,
} from './scenario/read-sweep.ts';
export {
  readVaried,
  type Variable,
  type VariedReading,
  type VariedScenario,
} from './scenario/read-varied.ts';
export type { Scenario } from './scenario/scenario.ts';
export type { Sweep, SweepOverrides } from './scenario/sweep.ts';
export type { Design } from './scenario/sweep-designs.ts';
export type { Swept } from './scenario/swept-values.ts';
export { type ObserverFactory, type Run, type RunOptions, simulate, startRun } from './simulate.ts';
