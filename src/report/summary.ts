import type { Judgement, RunReport } from '../experiment/report-input.ts';
import { MILLIONTHS_PER_UNIT } from '../kernel/money.ts';
import { secondsOf } from '../kernel/time.ts';
import type { OfferedLoad } from '../measure/offers.ts';
import { COUNTS, type ErrorCount, type Figures, LATENCIES, type Result } from '../measure/result.ts';
import { figuresInTurn, totalsOf } from '../measure/select.ts';
import { callbackSummary } from './callback-summary.ts';
import { costSummary } from './cost-summary.ts';
import { type Entries, layOut } from './json-layout.ts';
import { metricOf, seconds } from './metric.ts';
import { proofSummary } from './proof-summary.ts';
import { utilisationOf } from './utilisation.ts';
import { warmUpSummary } from './warm-up-words.ts';

/**
 * `summary.json`, what programs read: version `mpsim-summary/1`, keys in a fixed order, times in seconds to the
 * microsecond, quantiles absent where n = 0, utilisation absent for unlimited senders. Requests whose From is not ours
 * are in the totals and in `by.traffic` only. Ends with a newline.
 */
export function summaryJson(report: RunReport): string {
  return [...summaryPieces(report)].join('');
}

/** The same in pieces that each take some milliseconds: with thousands of senders the whole takes a while. */
export function* summaryPieces(report: RunReport): Iterable<string> {
  const { result } = report;
  const { setting } = result;
  const totals = totalsOf(result);
  const summary = {
    schema: 'mpsim-summary/1',
    scenario: setting.scenario,
    rulebook: setting.rulebook,
    seed: setting.seed,
    replication: setting.replication,
    fingerprint: result.fingerprint,
    simulated_s: secondsOf(result.simulatedUs),
    warm_up: warmUpSummary(setting),
    messages: messagesOf(totals),
    segments: { submitted: totals.segments.submitted, sent: totals.segments.sent },
    errors: errorsOf(totals),
    metrics: metricsOf(totals),
    cost: costSummary(report.cost),
    callbacks: callbackSummary(result.callbacks),
    by: { traffic: byTraffic(result), sender: bySender(result) },
    expectations: report.expectations.map(expectationOf),
    proof: proofSummary(result.proof),
  };
  yield* layOut(summary);
  yield '\n';
}

type Numbers = Record<string, number | undefined>;

interface Group {
  readonly messages: Numbers;
  readonly errors: Numbers;
  readonly metrics: Record<string, Numbers>;
}

function groupOf(figures: Figures): Group {
  return { messages: messagesOf(figures), errors: errorsOf(figures), metrics: metricsOf(figures) };
}

function messagesOf({ counts }: Figures): Numbers {
  return Object.fromEntries(COUNTS.map((count) => [count, counts[count]]));
}

/** One code may end messages in several ways: its counts are added. */
function errorsOf({ errors }: { readonly errors: readonly ErrorCount[] }): Numbers {
  const byCode: Record<string, number> = {};
  for (const { code, count } of errors) byCode[code] = (byCode[code] ?? 0) + count;
  return byCode;
}

function metricsOf({ latencies }: Figures): Record<string, Numbers> {
  return Object.fromEntries(LATENCIES.map((latency) => [latency, metricOf(latencies[latency])]));
}

function* byTraffic(result: Result): Entries {
  const { traffic } = result.setting;
  for (const [stream, figures] of figuresInTurn(result, 'traffic', traffic.length))
    yield [traffic[stream]!.id, withLoad(groupOf(figures), result.offeredLoads[stream])];
}

/** What the client wanted, where it may differ from what it submitted. */
function withLoad(group: Group, load: OfferedLoad | undefined): Group & { readonly load?: Numbers } {
  if (load === undefined) return group;
  return {
    ...group,
    metrics: { ...group.metrics, end_to_end_offered: metricOf(load.endToEnd) },
    load: {
      offered: load.offered,
      attempts: load.attempts,
      accepted: load.accepted,
      postponed: load.postponed,
      longest_postponed_s: seconds(load.longestPostponedUs),
      held_back: load.heldBack,
    },
  };
}

function* bySender(result: Result): Entries {
  const { senders } = result.setting;
  for (const [sender, figures] of figuresInTurn(result, 'sender', senders.length)) {
    const setting = senders[sender]!;
    const levels = result.senders[sender]!;
    const used = utilisationOf(levels.segmentsLeft, setting, result.simulatedUs);
    const group = {
      ...groupOf(figures),
      peak_backlog_segments: levels.peakBacklogSegments,
      utilisation: used === undefined ? undefined : Math.round(used * 1_000_000) / 1_000_000,
      drained_at_s: seconds(levels.drainedAtUs),
    };
    yield [setting.id, group];
  }
}

/** An expectation as `summary.json` has it: `severity` only where it is not the usual one; `low` and `high` only of an interval. Money in its currency. */
export function expectationOf(judgement: Judgement): Record<string, string | number | undefined> {
  const { line, text, verdict, severity, value, unit, currency, low, high } = judgement;
  const given = (figure: number | undefined): number | undefined => {
    if (unit === 'us' || unit === 'instant') return seconds(figure);
    return unit === 'money' && figure !== undefined ? figure / MILLIONTHS_PER_UNIT : figure;
  };
  return {
    line,
    verdict,
    severity: severity === 'warn' ? severity : undefined,
    value: given(value),
    low: given(low),
    high: given(high),
    currency,
    text,
  };
}
