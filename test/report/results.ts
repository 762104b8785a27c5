import type { CostFigures } from '../../src/experiment/cost.ts';
import type { RunReport } from '../../src/experiment/report-input.ts';
import { Distribution } from '../../src/measure/distribution.ts';
import {
  COUNTS,
  type CohortResult,
  type Counts,
  type ErrorCount,
  type Figures,
  FLOWS,
  type FlowSeries,
  LATENCIES,
  type Result,
  type Setting,
} from '../../src/measure/result.ts';
import { UNICODE } from '../../src/report/glyphs.ts';
import { PLAIN } from '../../src/report/palette.ts';
import type { Style } from '../../src/report/text.ts';

/** How a report looks without colours, with one known error code. */
export const PLAIN_STYLE: Style = {
  palette: PLAIN,
  glyphs: UNICODE,
  chartWidth: undefined,
  meaningOf: (code) => (code === 30001 ? 'Queue overflow' : undefined),
  command: 'mpsim run sale.yaml --seed 7',
};

export const SECOND = 1_000_000;
export const HOUR = 3600 * SECOND;
/** Fri 27 Nov 2026 09:00:00 -05:00. */
export const BLACK_FRIDAY: NonNullable<Setting['anchor']> = {
  epochMs: Date.UTC(2026, 10, 27, 14),
  offsetMinutes: -300,
  zone: undefined,
};

export function distributionOf(valuesUs: readonly number[]): Distribution {
  const distribution = new Distribution(true);
  for (const value of valuesUs) distribution.add(value);
  return distribution;
}

/** Figures of messages that all waited `waitsUs`; counts that are not given are 0, `submitted` is their sum. */
export function figuresWith(
  counts: Partial<Counts>,
  waitsUs: readonly number[] = [],
  errors: readonly ErrorCount[] = [],
): Figures {
  const zero = Object.fromEntries(COUNTS.map((count) => [count, 0])) as unknown as Counts;
  const submitted = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const latencies = Object.fromEntries(LATENCIES.map((latency) => [latency, distributionOf(waitsUs)]));
  return {
    counts: { ...zero, ...counts, submitted },
    segments: { submitted, sent: waitsUs.length },
    lastConcludedAtUs: undefined,
    errors,
    latencies: latencies as Figures['latencies'],
  };
}

export function cohort(figures: Figures, traffic = 0, sender = 0): CohortResult {
  return { traffic, sender, carrier: 0, billed: [], figures };
}

export function seriesOf(backlog: readonly number[]): FlowSeries {
  const flows = Object.fromEntries(FLOWS.map((flow) => [flow, new Float64Array(backlog.length)]));
  return { ...(flows as Omit<FlowSeries, 'backlogSegments'>), backlogSegments: Float64Array.from(backlog) };
}

export const SETTING: Setting = {
  scenario: 'sale',
  rulebook: 'twilio-guide',
  seed: '7',
  replication: 0,
  anchor: undefined,
  horizonUs: undefined,
  warmUp: undefined,
  senders: [senderNamed('promo', 1)],
  traffic: [{ id: 'blast', senders: [0] }],
  carriers: [{ id: 'default' }],
  incidents: [],
  assumptions: [],
};

export function senderNamed(id: string, segmentsPerSecond: number | undefined): Setting['senders'][number] {
  return {
    id,
    entry: id.replace(/#.*/, ''),
    address: '+14155550100',
    class: 'long-code',
    country: 'US',
    segmentsPerSecond,
    limitedBy: 'rate',
    burst: 1,
    queueLimitSegments: 14_400,
  };
}

/** A result in which two messages were delivered after one and two seconds, unless said otherwise. */
export function resultWith(changes: Partial<Result> = {}): Result {
  const setting = changes.setting ?? SETTING;
  const backlog = seriesOf([2, 1, 0]);
  return {
    setting,
    fingerprint: '00112233445566ff',
    simulatedUs: 2 * SECOND,
    drainedAtUs: 2 * SECOND,
    lastConcludedAtUs: 2 * SECOND,
    cohorts: [cohort(figuresWith({ delivered: 2 }, [SECOND, 2 * SECOND]))],
    senders: setting.senders.map(() => ({
      peakBacklogSegments: 2,
      peakBacklogAtUs: 0,
      segmentsLeft: 2,
      drainedAtUs: 2 * SECOND,
    })),
    peakBacklogSegments: 2,
    peakBacklogAtUs: 0,
    throughput: {
      intervalUs: SECOND,
      length: 3,
      total: backlog,
      senders: setting.senders.map(() => backlog),
    },
    hours: [],
    callbacks: undefined,
    offeredLoads: [],
    ...changes,
  };
}

/** Nothing was sent, and nothing rented. */
export const FREE: CostFigures = {
  currency: 'USD',
  cardDate: '2022',
  totalMillionths: 0,
  lines: [],
  unpriced: [],
};

export function reportOf(result: Result, rest: Partial<RunReport> = {}): RunReport {
  return { result, expectations: [], advice: [], cost: FREE, ...rest };
}
