import { NO_FAULT } from '../../messaging/request-rules.ts';
import { ADVISED_COUNTS } from '../../rulebooks/advised-counts.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import type { Source } from '../../rulebooks/sources.ts';
import type { Plan, PlanStream } from '../../scenario/plan.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Chosen } from './choices.ts';

/** Why a choice is not legal, and who says so. */
export interface Illegality {
  readonly reason: string;
  readonly source: Source | undefined;
}

const KIND_WORDS = {
  'long-code': 'A long code',
  'toll-free': 'A toll-free number',
  'short-code': 'A short code',
} as const;

/** Why a kind cannot serve the traffic of an entry, whatever the number; undefined where it can. */
export function routeProblem(plan: Plan, { entry, kind }: Chosen): Illegality | undefined {
  const own = new Set(plan.senders.flatMap((sender, place) => (sender.entry === entry ? [place] : [])));
  for (const stream of plan.streams) {
    for (const sender of stream.senders.filter((one) => own.has(one)))
      for (const country of countriesOf(stream)) {
        const { routeFaults, routeFailures } = plan.senders[sender]!;
        const fault = routeFaults[country] ?? NO_FAULT;
        const code = fault === NO_FAULT ? (routeFailures[country] ?? 0) : plan.acceptance[fault]!.code;
        if (code !== 0)
          return {
            reason: `${KIND_WORDS[kind]} of ${entry} does not reach ${plan.countries[country]}: its messages end with ${code}.`,
            source: undefined,
          };
      }
  }
  return undefined;
}

function countriesOf({ recipients }: PlanStream): readonly number[] {
  const countries = recipients.kind === 'shares' ? recipients.countries : [...new Set(recipients.countries)];
  return countries.filter((country) => country >= 0);
}

/** Why so many are not legal; undefined where they are. */
export function countProblem(
  scenario: Scenario,
  { services }: Rulebook,
  chosen: readonly Chosen[],
): Illegality | undefined {
  for (const { kind, count } of chosen) {
    const advised = ADVISED_COUNTS.find((one) => one.class === kind);
    if (advised !== undefined && count > advised.atMost)
      return { reason: advised.why, source: advised.source };
  }
  for (const service of scenario['messaging-services'] ?? []) {
    const size = service.senders.reduce((sum, name) => {
      const one = chosen.find(({ entry }) => entry === name);
      return sum + (one?.count ?? 1);
    }, 0);
    if (size > services.poolLimit)
      return {
        reason: `The pool of ${service.id} would have ${size} senders, and ${services.poolLimit} is the limit.`,
        source: services.source,
      };
  }
  return undefined;
}
