import type { Fact, History } from './history.ts';

/** So many units in each day. */
export interface QuotaTerms {
  readonly limit: number;
  /** What it counts, or turns away. */
  readonly concerns: (fact: Fact) => boolean;
  readonly unitsOf: (fact: Fact) => number;
  /** Whether it turned this away. */
  readonly isTurnedAway: (fact: Fact) => boolean;
  /** The end of the day that an instant lies in. */
  readonly dayEndUs: (atUs: number) => number;
}

/** In no day does more pass than the limit, and nothing is turned away that would have fitted into its day. */
export function quotaBreaches(history: History, terms: QuotaTerms): readonly string[] {
  const used = new Map<number, number>();
  return history.filter(terms.concerns).flatMap((fact) => {
    const day = terms.dayEndUs(fact.atUs);
    const after = (used.get(day) ?? 0) + terms.unitsOf(fact);
    const turnedAway = terms.isTurnedAway(fact);
    if (!turnedAway) used.set(day, after);
    if (turnedAway === after > terms.limit) return [];
    return [
      `message ${fact.serial}, number ${after} of its day, was ${turnedAway ? 'turned away' : 'let pass'}`,
    ];
  });
}

/** No more requests are under way than the limit, each for `requestUs`, and none is refused while there is room. */
export function concurrencyBreaches(
  history: History,
  { limit, requestUs, code }: { readonly limit: number; readonly requestUs: number; readonly code: number },
): readonly string[] {
  const refused = new Set(history.filter(({ errorCode }) => errorCode === code).map(({ serial }) => serial));
  const begun: number[] = [];
  return history.flatMap((fact) => {
    if (fact.kind !== 'submitted') return [];
    const underWay = begun.filter((us) => us + requestUs > fact.atUs).length;
    const isRefused = refused.has(fact.serial);
    if (!isRefused) begun.push(fact.atUs);
    if (isRefused === underWay >= limit) return [];
    return [`request ${fact.serial}, with ${underWay} under way, was ${isRefused ? 'refused' : 'let pass'}`];
  });
}
