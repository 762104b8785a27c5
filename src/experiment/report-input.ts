import type { Latency, Result } from '../measure/result.ts';
import type { ExpectedSeverity } from '../scenario/plan.ts';
import type { CostFigures } from './cost.ts';
import type { StreamTimes } from './time-split/stream-times.ts';

/** All that a report of one run shows: what was measured, how it compares with what was expected, what would help. */
export interface RunReport {
  readonly result: Result;
  /** In the order of the file. */
  readonly expectations: readonly Judgement[];
  readonly advice: readonly Advice[];
  readonly cost: CostFigures;
  /** Where the time of each stream's messages went; undefined where nobody asked. */
  readonly times?: readonly StreamTimes[] | undefined;
  /** The file of the scenario, as its author wrote it; undefined where it came from code or a journal. */
  readonly scenarioText?: string | undefined;
}

/** An expectation and what became of it. */
export interface Judgement {
  /** Line in the scenario file, from 1; 0 when the scenario came from code. */
  readonly line: number;
  /** As the author would say it: `send_latency of traffic otp: p95 at most 10s`. */
  readonly text: string;
  /**
   * `no data`: the selector matched nothing that the statistic could be taken of; `inconclusive`: the interval over
   * replications lies on both sides of the bound.
   */
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | 'no data';
  /** Whether the run is broken by it; otherwise whatever else than `pass` is only told. */
  readonly severity: ExpectedSeverity;
  /** In the unit of the bound; undefined when there is no data. */
  readonly value: number | undefined;
  /**
   * `us` a duration and `instant` a time of the run, both in microseconds; `share` a fraction of 1; `rate` by the
   * second; `money` in whole millionths of the currency.
   */
  readonly unit: 'us' | 'count' | 'segments' | 'share' | 'instant' | 'rate' | 'money';
  /** ISO 4217, of money. */
  readonly currency?: string | undefined;
  /** Of a latency: which one, of which stream (by index; all where undefined), for charts that show the bound. */
  readonly latency?: { readonly metric: Latency; readonly traffic?: number | undefined } | undefined;
  readonly atMost: number | undefined;
  readonly atLeast: number | undefined;
  /** How many values or messages it was taken of; over replications, how many of these had the value. */
  readonly n: number;
  /** Over replications: the interval that was judged. Undefined for a single run, or too few replications. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** For a batch that overflows or misses its expectation: how many senders would do. */
export interface Advice {
  /** Id of the traffic stream. */
  readonly traffic: string;
  /** Id of the sender entry that would need more numbers. */
  readonly entry: string;
  readonly have: number;
  readonly need: number;
  /** `nothing overflows`, or the expectation's text. */
  readonly goal: string;
  /** Line of the expectation; undefined where there is none behind it. */
  readonly line: number | undefined;
}
