import type { CohortResult } from '../../src/measure/result.ts';
import type { PriceCard } from '../../src/rulebooks/prices.ts';
import type { Source } from '../../src/rulebooks/sources.ts';
import { figuresWith } from '../report/results.ts';

export const SOURCE: Source = { title: 'A list', url: 'https://prices.example', date: '2024' };

/** A card on which nothing costs anything, but for what is said. */
export function cardOf(own: Partial<PriceCard> = {}): PriceCard {
  return {
    currency: 'EUR',
    date: '2024',
    segments: [],
    media: [],
    carrierFees: [],
    numbers: [],
    failed: undefined,
    ...own,
  };
}

/** A cohort of the first stream, sender and carrier in which nothing happened, but for what is said. */
export function cohortOf(own: Partial<CohortResult>): CohortResult {
  return { traffic: 0, sender: 0, carrier: 0, billed: [], figures: figuresWith({}), ...own };
}
