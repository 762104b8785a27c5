import type { Proof } from '../measure/proof.ts';
import {
  type Counts,
  type ErrorCount,
  type Figures,
  LATENCIES,
  type Latency,
  type Result,
} from '../measure/result.ts';
import { figuresBy, totalsOf } from '../measure/select.ts';
import type { Plan } from '../scenario/plan.ts';
import { type Run, startRun } from '../simulate.ts';
import { costOf } from './cost.ts';
import { findAll } from './find.ts';
import type { Finding } from './finding.ts';
import { type RunFigures, runFiguresOf } from './run-figures.ts';
import { type RunShape, shapeOf } from './run-shape.ts';

/** What a batch keeps of one replication: some kilobytes of plain data, which a worker can hand over. */
export interface ReplicationFigures {
  readonly replication: number;
  readonly fingerprint: string;
  readonly simulatedUs: number;
  readonly totals: GroupFigures;
  /** By stream. */
  readonly traffic: readonly GroupFigures[];
  /** By sender. */
  readonly senders: readonly GroupFigures[];
  /** What was found for each expectation, in the order of the file. */
  readonly findings: readonly Finding[];
  /** Figures of the run as a whole. */
  readonly run: RunFigures;
  /** Whether something of its cost has no price, so that the total is only a part. */
  readonly isCostPartial: boolean;
  /** For charts. */
  readonly shape: RunShape;
  /** Undefined: it did not prove itself. */
  readonly proof: Proof | undefined;
}

/** The figures of a group of messages in one replication. */
export interface GroupFigures {
  readonly counts: Counts;
  readonly segments: Figures['segments'];
  readonly errors: readonly ErrorCount[];
  readonly latencies: Readonly<Record<Latency, LatencyFigures>>;
}

/** A latency in one replication, in microseconds; all but `n` undefined with n = 0. */
export interface LatencyFigures {
  readonly n: number;
  readonly mean: number | undefined;
  readonly min: number | undefined;
  readonly p50: number | undefined;
  readonly p90: number | undefined;
  readonly p95: number | undefined;
  readonly p99: number | undefined;
  readonly max: number | undefined;
}

/**
 * Runs one replication of a plan to its end: a pure function of the plan, its seed in it, and the replication. It proves
 * itself unless told otherwise.
 */
export function replicationOf(plan: Plan, replication: number, proof = true): ReplicationFigures {
  const run: Run = startRun(plan, { replication, proof });
  while (run.advance(Infinity));
  return figuresOfReplication(plan, run.finish());
}

/** What a batch keeps of a result. */
export function figuresOfReplication(plan: Plan, result: Result): ReplicationFigures {
  const cost = costOf(plan, result);
  return {
    replication: result.setting.replication,
    fingerprint: result.fingerprint,
    simulatedUs: result.simulatedUs,
    totals: groupOf(totalsOf(result)),
    traffic: figuresBy(result, 'traffic', plan.streams.length).map(groupOf),
    senders: figuresBy(result, 'sender', plan.senders.length).map(groupOf),
    findings: findAll(result, plan.expectations),
    run: runFiguresOf(result, cost),
    isCostPartial: cost.unpriced.length > 0,
    shape: shapeOf(result),
    proof: result.proof,
  };
}

function groupOf({ counts, segments, errors, latencies }: Figures): GroupFigures {
  const entries = LATENCIES.map((latency) => [latency, latencyOf(latencies[latency])]);
  // Each latency was just given its figures.
  return { counts, segments, errors, latencies: Object.fromEntries(entries) as GroupFigures['latencies'] };
}

function latencyOf(distribution: Figures['latencies'][Latency]): LatencyFigures {
  const { n, meanUs, minUs, maxUs } = distribution;
  const isEmpty = n === 0;
  return {
    n,
    mean: meanUs,
    min: isEmpty ? undefined : minUs,
    p50: distribution.quantileUs(0.5),
    p90: distribution.quantileUs(0.9),
    p95: distribution.quantileUs(0.95),
    p99: distribution.quantileUs(0.99),
    max: isEmpty ? undefined : maxUs,
  };
}
