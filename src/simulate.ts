import { Measure } from './measure/measure.ts';
import type { Result } from './measure/result.ts';
import { inOneStep, type Steps } from './measure/select.ts';
import { warmUpEndUs } from './measure/warm-up.ts';
import { StatusCallbacks } from './pipeline/callbacks.ts';
import { cohortsOf } from './pipeline/cohorts.ts';
import { type Facts, type MessageView, tellAll } from './pipeline/facts.ts';
import { Ledger } from './pipeline/ledger.ts';
import { Pipeline } from './pipeline/pipeline.ts';
import { Prover } from './proof/prover.ts';
import { compile } from './scenario/compile.ts';
import type { Plan, PlanStream } from './scenario/plan.ts';
import type { Scenario } from './scenario/scenario.ts';
import { settingOf } from './setting.ts';
import { trafficOf } from './traffic/traffic.ts';

/** Makes observers of a run, given the view of its messages: traces, message lists, law checkers. */
export type ObserverFactory = (view: MessageView) => Facts;

/**
 * Which of the independent repetitions of a seed, who watches, and whether the run proves itself. Neither observers nor
 * the proof change what happens.
 */
export interface RunOptions {
  /** 0 unless said. */
  readonly replication?: number;
  readonly observers?: readonly ObserverFactory[];
  /** False: the result has no proof; true unless said. */
  readonly proof?: boolean;
}

/** A run under way, in slices, so that a shell can show progress, stop it, or follow a live clock. */
export interface Run {
  /** Handles `maxEvents` events; true while there are more. */
  advance(maxEvents: number): boolean;
  /** Simulated time so far, in microseconds. */
  readonly nowUs: number;
  /** Requests so far. */
  readonly submitted: number;
  /** The result; call it once {@link advance} has returned false. */
  finish(): Result;
  /** The same in steps, between which a shell can stop it. In place of {@link finish}. */
  finishInSteps(): Steps<Result>;
}

/** The whole program: a scenario becomes a result. A pure function of scenario, seed (in it) and replication. */
export function simulate(scenario: Scenario, options: RunOptions = {}): Result {
  const run = startRun(compile(scenario), options);
  while (run.advance(Infinity));
  return run.finish();
}

/**
 * Sets up a run: traffic submits, the pipeline decides, the measure (and every observer) hears the facts. Where the
 * warm-up has to be found yet, replication 0 is run first, unwatched.
 */
export function startRun(plan: Plan, options: RunOptions = {}): Run {
  return isUnsettled(plan) ? afterPilot(plan, options) : startSettledRun(plan, options);
}

function startSettledRun(plan: Plan, options: RunOptions): Run {
  const replication = options.replication ?? 0;
  const traffic = trafficOf(plan, replication);
  const cohorts = cohortsOf(plan);
  const ledger = new Ledger(delaysMessages(plan));
  const prover = options.proof === false ? undefined : new Prover(plan, ledger);
  const measure = new Measure(
    ledger,
    cohorts,
    plan.senders.length,
    plan.countries.length,
    plan.warmUp?.untilUs,
    prover,
  );
  const observers = (options.observers ?? []).map((observer) => observer(ledger));
  const callbacks =
    plan.callbacks && new StatusCallbacks(plan, plan.callbacks, replication, ledger, measure.ofCallbacks());
  const offers = measure.ofOffers(plan.streams.map(holdsBack));
  const listeners = [measure, callbacks?.facts, offers, ...observers].filter((one) => one !== undefined);
  const pipeline = new Pipeline(plan, replication, traffic, cohorts, ledger, tellAll(listeners));
  function* finishInSteps(): Steps<Result> {
    pipeline.finish();
    callbacks?.finish();
    traffic.forEach((stream, place) => offers?.leftBehind(place, stream.leftBehind()));
    const measures = yield* measure.resultsInSteps();
    const proof = prover?.proofOf(measures, pipeline.submitted);
    return { setting: settingOf(plan, replication), ...measures, ...(proof && { proof }) };
  }
  return {
    advance: (maxEvents) => pipeline.advance(maxEvents),
    get nowUs() {
      return pipeline.schedule.nowUs;
    },
    get submitted() {
      return pipeline.submitted;
    },
    finish: () => inOneStep(finishInSteps()),
    finishInSteps,
  };
}

/** Whether some messages wait before they are queued, or are submitted later than their client first wanted. */
function delaysMessages({ streams }: Plan): boolean {
  return streams.some((stream) => stream.sendAt !== undefined || holdsBack(stream));
}

/** Whether what the client wants to send may differ from what it submits. */
function holdsBack({ hours, pace, retry }: PlanStream): boolean {
  return hours !== undefined || pace !== undefined || retry !== undefined;
}

function isUnsettled({ warmUp }: Plan): boolean {
  return warmUp !== undefined && warmUp.untilUs === undefined;
}

/** The plan with its warm-up, which MSER-5 finds in replication 0: the same for all replications of a seed. */
export function settleWarmUp(plan: Plan): Plan {
  if (!isUnsettled(plan)) return plan;
  const pilot = startPilot(plan);
  while (pilot.advance(Infinity));
  return settledBy(plan, pilot.finish());
}

function startPilot(plan: Plan): Run {
  return startSettledRun({ ...plan, warmUp: undefined }, { proof: false });
}

function settledBy(plan: Plan, { throughput }: Result): Plan {
  const endUs = warmUpEndUs(throughput);
  return {
    ...plan,
    warmUp: { method: 'mser-5', untilUs: endUs ?? 0, isRunTooShort: endUs === undefined },
  };
}

function afterPilot(plan: Plan, options: RunOptions): Run {
  let isPilot = true;
  let run = startPilot(plan);
  return {
    advance: (maxEvents) => {
      if (run.advance(maxEvents)) return true;
      if (!isPilot) return false;
      isPilot = false;
      run = startSettledRun(settledBy(plan, run.finish()), options);
      return true;
    },
    get nowUs() {
      return run.nowUs;
    },
    get submitted() {
      return run.submitted;
    },
    finish: () => run.finish(),
    finishInSteps: () => run.finishInSteps(),
  };
}
