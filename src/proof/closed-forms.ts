import { Distribution } from '../measure/distribution.ts';
import { type ClosedForm, isWorse } from '../measure/proof.ts';
import type { CohortResult, Measures } from '../measure/result.ts';
import { keepsAll } from '../measure/select.ts';
import type { Plan } from '../scenario/plan.ts';
import { blastOf } from './blast.ts';
import { type PoissonSender, poissonWaits } from './poisson.ts';
import { type SoleStream, soleStreams } from './sole-streams.ts';

/** The formulas whose assumptions hold of some sender, with what they predict and what the run came to. */
export function closedForms(plan: Plan, measures: Measures): readonly ClosedForm[] {
  const sole = soleStreams(plan);
  if (sole.length === 0) return [];
  const cohorts = cohortsBySender(measures);
  const blasts = sole.flatMap((stream) => {
    if (stream.arrivals.kind !== 'batch') return [];
    const parts = (cohorts.get(stream.sender) ?? []).map(({ figures }) => figures.latencies.queue_wait);
    const [only] = parts;
    const waits = parts.length === 1 ? only! : Distribution.merge(parts, keepsAll(measures));
    return blastOf(stream, plan.senders[stream.sender]!.id, waits) ?? [];
  });
  const poisson = poissonWaits(
    sole.flatMap((stream) => poissonSender(plan, stream, cohorts.get(stream.sender) ?? [])),
  );
  return [...worstOf(blasts), ...(poisson === undefined ? [] : [poisson])];
}

/** Only if each of its requests became a message that was sent, for else those that did are another process. */
function poissonSender(
  plan: Plan,
  stream: SoleStream,
  cohorts: readonly CohortResult[],
): readonly PoissonSender[] {
  if (stream.arrivals.kind !== 'poisson') return [];
  const isWhole = cohorts.every(({ figures }) => figures.latencies.queue_wait.n === figures.counts.submitted);
  if (!isWhole) return [];
  const waits = cohorts.map(({ figures }) => figures.latencies.queue_wait);
  return [
    {
      stream,
      id: plan.senders[stream.sender]!.id,
      messages: waits.reduce((sum, { n }) => sum + n, 0),
      waitsUs: waits.reduce((sum, { sumUs }) => sum + sumUs, 0n),
    },
  ];
}

/** Of many blasts the one that differs most from its formula, else the largest. */
function worstOf(blasts: readonly ClosedForm[]): readonly ClosedForm[] {
  const [first, ...others] = blasts;
  if (first === undefined) return [];
  const worst = others.reduce((a, b) => (isWorse(b, a) ? b : a), first);
  return [{ ...worst, senders: blasts.length }];
}

function cohortsBySender({ cohorts }: Measures): ReadonlyMap<number, readonly CohortResult[]> {
  const bySender = new Map<number, CohortResult[]>();
  for (const cohort of cohorts) {
    const own = bySender.get(cohort.sender);
    if (own === undefined) bySender.set(cohort.sender, [cohort]);
    else own.push(cohort);
  }
  return bySender;
}
