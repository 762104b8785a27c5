import { greatestCommonDivisor, type Rate, rateOf } from '../src/kernel/rate.ts';
import { type Fact, type History, HistoryRecorder } from '../src/laws/history.ts';
import type { NetworkTerms } from '../src/laws/network.ts';
import type { RateStep, SenderTerms } from '../src/laws/terms.ts';
import { Distribution } from '../src/measure/distribution.ts';
import type { Result } from '../src/measure/result.ts';
import type { Plan, PlanIncident } from '../src/scenario/plan.ts';
import { startRun } from '../src/simulate.ts';

/** What a run gives: the history of its facts and its result. */
export interface FinishedRun {
  readonly history: History;
  readonly result: Result;
}

/** Runs a plan to its end under the eyes of a recorder, in slices of so many events. */
export function runOf(plan: Plan, slice = Infinity, replication = 0): FinishedRun {
  let history: History = [];
  const run = startRun(plan, {
    replication,
    observers: [
      (view) => {
        const recorder = new HistoryRecorder(view);
        history = recorder.history;
        return recorder;
      },
    ],
  });
  while (run.advance(slice));
  return { result: run.finish(), history };
}

/** Runs a plan to its end with nobody watching. */
export function resultOf(plan: Plan, slice = Infinity): Result {
  const run = startRun(plan);
  while (run.advance(slice));
  return run.finish();
}

const SHARES: readonly number[] = Array.from({ length: 101 }, (_, i) => i / 100);

/** All that a result says, as text to compare; distributions by their sums and a hundred quantiles. */
export function bytesOf(result: Result): string {
  return JSON.stringify(result, (_, value: unknown) =>
    value instanceof Distribution
      ? [
          value.n,
          value.minUs,
          value.maxUs,
          String(value.sumUs),
          SHARES.map((share) => value.quantileUs(share)),
        ]
      : value,
  );
}

/** What each sender promised: its rate under the incidents, worked out apart from the pipeline. */
export function termsOf(plan: Plan): readonly SenderTerms[] {
  return plan.senders.map((sender, place) => {
    const incidents = plan.incidents.filter(
      (incident) => incident.kind === 'sender-rate' && incident.senders.includes(place),
    );
    return {
      steps: stepsOf(sender.rate, incidents),
      burst: sender.burst,
      queueLimitSegments: sender.queueLimitSegments,
    };
  });
}

/** What all lanes promised, and what they share: each rate under the incidents, worked out apart from the pipeline. */
export function networkTermsOf(plan: Plan): NetworkTerms {
  const lanes = plan.lanes.map((lane, place) => {
    const incidents = plan.incidents.filter((incident) => touches(plan, incident, place));
    const { rate, burst, queueLimitTokens, tokensByCountry, levels, mediaLevels } = lane;
    const media = lane.media && { steps: stepsOf(lane.media.rate, incidents), burst: lane.media.burst };
    const steps = stepsOf(rate, incidents);
    return { steps, burst, queueLimitTokens, tokensByCountry, media, levels, mediaLevels };
  });
  return {
    lanes,
    levels: plan.levels.map(({ rate, burst }) => ({ steps: stepsOf(rate, []), burst })),
    laneOf: ({ sender, country, carrier }) => {
      const { campaign, lane } = plan.senders[sender]!;
      const route = country * plan.carriers.length + carrier;
      const governed = campaign === -1 ? -1 : plan.campaigns[campaign]!.laneByRoute[route]!;
      return governed === -1 ? lane : governed;
    },
    priorities: plan.streams.map(({ priority }) => priority),
    overflowCodes: [plan.overflow.direct.code, plan.overflow.service.code],
  };
}

function touches(plan: Plan, incident: PlanIncident, lane: number): boolean {
  if (incident.kind === 'campaign-rate') return plan.campaigns[incident.campaign]!.laneByRoute.includes(lane);
  return incident.kind === 'sender-rate' && incident.senders.some((own) => plan.senders[own]!.lane === lane);
}

function stepsOf(rate: Rate | undefined, incidents: readonly PlanIncident[]): readonly RateStep[] {
  const bounds = new Set([0, ...incidents.flatMap(({ atUs, untilUs }) => [atUs, untilUs])]);
  const instants = [...bounds].filter((us) => us !== Infinity).sort((a, b) => a - b);
  return instants.map((fromUs) => {
    const active = incidents.filter(({ atUs, untilUs }) => atUs <= fromUs && fromUs < untilUs);
    return { fromUs, rate: rateUnder(rate, active) };
  });
}

function rateUnder(rate: Rate | undefined, active: readonly PlanIncident[]): Rate | undefined {
  const factors = active.filter((incident) => 'numerator' in incident);
  if (factors.some(({ numerator }) => numerator === 0)) return { units: 0, perUs: 1 };
  if (rate === undefined) return undefined;
  let [units, perUs] = [rate.units, rate.perUs];
  for (const { numerator, denominator } of factors) {
    const [upper, lower] = [units * numerator, perUs * denominator];
    const divisor = greatestCommonDivisor(upper, lower);
    [units, perUs] = [upper / divisor, lower / divisor];
  }
  return rateOf(units, perUs);
}

/** When and how a message fared, whatever its number in the run: what must not depend on others. */
export interface Fate {
  readonly carrier: number;
  readonly segments: number;
  readonly status: number;
  readonly errorCode: number;
  readonly submittedAtUs: number;
  readonly firstSegmentAtUs: number;
  readonly lastSegmentAtUs: number;
  readonly finalAtUs: number;
}

/** The fate of every message of the streams, in order, by the stream's id. */
export function fatesOf(plan: Plan, history: History): ReadonlyMap<string, readonly Fate[]> {
  const last = new Map<number, Fact>();
  for (const fact of history) last.set(fact.serial, fact);
  return new Map(
    plan.streams.map(({ id }, stream) => [
      id,
      [...last.values()]
        .filter((fact) => fact.stream === stream)
        .sort((a, b) => a.index - b.index)
        .map(fateOf),
    ]),
  );
}

function fateOf(fact: Fact): Fate {
  const { carrier, segments, status, errorCode } = fact;
  const { submittedAtUs, firstSegmentAtUs, lastSegmentAtUs, finalAtUs } = fact;
  return {
    carrier,
    segments,
    status,
    errorCode,
    submittedAtUs,
    firstSegmentAtUs,
    lastSegmentAtUs,
    finalAtUs,
  };
}
