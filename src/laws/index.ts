/**
 * The laws as functions over a history of facts, to hold a rate limiter of one's own against, or a run: each returns a
 * sentence for each breach, and an empty list where the law holds. Histories come from {@link traceOf} a list of
 * departures, from {@link historyOfTrace} the rows of `trace.ndjson`, or from a {@link HistoryRecorder} that watches a run.
 *
 * @example
 * const history = traceOf([{ atUs: 0 }, { atUs: 400_000 }, { atUs: 1_000_000 }]);
 * windowBreaches(history, [promiseOf({ segments: 2, perUs: 1_000_000 })]); // one sentence
 *
 * @module
 */
export { type Rate, rateOf } from '../kernel/rate.ts';
export { causalityBreaches } from './causality.ts';
export { conservationBreaches } from './conservation.ts';
export { fifoBreaches } from './fifo.ts';
export { type Fact, type FactKind, type History, HistoryRecorder } from './history.ts';
export { breachesOf } from './laws.ts';
export { lifeCycleBreaches } from './life-cycle.ts';
export { lindleyBreaches } from './lindley.ts';
export { type LittleSides, littleBreaches, littleSides } from './little.ts';
export { queueLimitBreaches } from './queue-limit.ts';
export { busyScenarios } from './scenario-arbitrary.ts';
export type { RateStep, SenderTerms } from './terms.ts';
export { type Departure, promiseOf, traceOf } from './trace-of.ts';
export { historyOfTrace, type TraceHistory, type TraceRow } from './trace-rows.ts';
export { windowBreaches } from './window.ts';
export { workConservationBreaches } from './work-conservation.ts';
