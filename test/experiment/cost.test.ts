import { describe, expect, it } from 'vitest';
import { type CostFigures, costOf } from '../../src/experiment/cost.ts';
import type { CohortResult } from '../../src/measure/result.ts';
import type { PriceCard } from '../../src/rulebooks/prices.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { senderOf } from '../plans.ts';
import { figuresWith } from '../report/results.ts';
import { cardOf, cohortOf, SOURCE } from './cards.ts';

const LONG_CODE = senderOf('long');
const SHORT_CODE = senderOf('short', { class: 'short-code', address: '12345' });
const source = SOURCE;

/** The cost of cohorts whose senders are a US long code and a US short code, over carriers `north` and `south`. */
function cost(
  card: Partial<PriceCard>,
  cohorts: readonly CohortResult[],
  senders: Plan['senders'] = [LONG_CODE, SHORT_CODE],
): CostFigures {
  const carriers = [{ id: 'north' }, { id: 'south' }];
  const plan = { prices: cardOf(card), senders, carriers, countries: ['US', 'CA'] };
  return costOf(plan, { cohorts });
}

const US = 0;
const CA = 1;
const usSegments = (segments: number) => ({ country: US, segments, media: 0 });

describe('the cost of a run', () => {
  it('has a line for the segments to each country from each class of senders, the first price that fits', () => {
    const segments = [
      { to: ['CA'], classes: ['short-code' as const], price: '0.03', source, note: 'As read.' },
      { price: '0.0075', source },
    ];
    const cohorts = [
      cohortOf({ billed: [usSegments(40), { country: CA, segments: 60, media: 0 }] }),
      cohortOf({ carrier: 1, billed: [usSegments(2)] }),
      cohortOf({ sender: 1, billed: [{ country: CA, segments: 10, media: 0 }] }),
    ];
    const { lines, totalMillionths, currency, cardDate } = cost({ segments }, cohorts);
    const line = { item: 'segments', unit: 'segment', price: '0.0075', source, note: undefined };
    expect(lines).toEqual([
      { ...line, to: 'CA', class: 'long-code', quantity: 60, amountMillionths: 450_000 },
      { ...line, to: 'US', class: 'long-code', quantity: 42, amountMillionths: 315_000 },
      {
        ...line,
        to: 'CA',
        class: 'short-code',
        quantity: 10,
        price: '0.03',
        amountMillionths: 300_000,
        note: 'As read.',
      },
    ]);
    expect([totalMillionths, currency, cardDate]).toEqual([1_065_000, 'EUR', '2024']);
  });

  it('counts media by message, whatever its texts cost', () => {
    const card = { segments: [{ price: '1', source }], media: [{ price: '0.022', source }] };
    const { lines } = cost(card, [cohortOf({ billed: [{ country: US, segments: 0, media: 3 }] })]);
    expect(lines).toMatchObject([{ item: 'media', unit: 'message', quantity: 3, amountMillionths: 66_000 }]);
  });

  it('adds the fees of each carrier by segment, and by message with media', () => {
    const fee = { to: ['US'], classes: ['long-code' as const], source };
    const carrierFees = [
      { ...fee, counts: 'segments' as const, carrier: 'north', price: '0.003' },
      { ...fee, counts: 'segments' as const, carrier: 'south', price: '0.004' },
      { ...fee, counts: 'media' as const, price: '0.01' },
    ];
    const cohorts = [
      cohortOf({ billed: [{ country: US, segments: 10, media: 1 }] }),
      cohortOf({ carrier: 1, billed: [usSegments(10), { country: CA, segments: 10, media: 5 }] }),
      cohortOf({ sender: 1, billed: [usSegments(10)] }),
    ];
    const { lines } = cost({ carrierFees }, cohorts);
    expect(lines).toMatchObject([
      { item: 'carrier-fee', carrier: 'south', unit: 'segment', quantity: 10, amountMillionths: 40_000 },
      { item: 'carrier-fee', carrier: 'north', unit: 'segment', quantity: 10, amountMillionths: 30_000 },
      { item: 'carrier-fee', carrier: 'north', unit: 'message', quantity: 1, amountMillionths: 10_000 },
    ]);
  });

  it('takes the fee for messages that failed, but for the codes that are free of it', () => {
    const errors = [
      { status: 'failed' as const, code: 30001, count: 7 },
      { status: 'failed' as const, code: 30003, count: 2 },
      { status: 'failed' as const, code: 30036, count: 5 },
      { status: 'undelivered' as const, code: 30003, count: 11 },
      { status: 'refused' as const, code: 21211, count: 13 },
    ];
    const failed = { price: '0.001', freeCodes: [30036], source };
    const cohorts = [cohortOf({ figures: figuresWith({}, [], errors) })];
    expect(cost({ failed }, cohorts, []).lines).toMatchObject([
      { item: 'failed', unit: 'message', quantity: 9, amountMillionths: 9_000 },
    ]);
    expect(cost({}, cohorts, [])).toMatchObject({ lines: [], unpriced: [], totalMillionths: 0 });
  });

  it('has a whole month of every number, used or not', () => {
    const numbers = [
      { classes: ['long-code' as const], countries: ['US', 'CA'], pricePerMonth: '1.15', source },
      { classes: ['short-code' as const], pricePerMonth: '1000', source },
    ];
    const { lines } = cost({ numbers }, [], [LONG_CODE, LONG_CODE, SHORT_CODE]);
    expect(lines).toMatchObject([
      { item: 'numbers', class: 'short-code', country: 'US', quantity: 1, amountMillionths: 1_000_000_000 },
      { item: 'numbers', class: 'long-code', country: 'US', quantity: 2, amountMillionths: 2_300_000 },
    ]);
  });

  it('names what the card does not price instead of taking it for free', () => {
    const segments = [{ to: ['US'], price: '0.0075', source }];
    const numbers = [{ classes: ['long-code' as const], countries: ['US'], pricePerMonth: '1.15', source }];
    const billed = [usSegments(4), { country: CA, segments: 5, media: 6 }];
    const british = senderOf('london', { country: 'GB' });
    const { lines, unpriced } = cost({ segments, numbers }, [cohortOf({ billed })], [british]);
    expect(lines).toMatchObject([{ item: 'segments', to: 'US' }]);
    expect(unpriced).toEqual([
      { item: 'segments', unit: 'segment', to: 'CA', class: 'long-code', quantity: 5 },
      { item: 'media', unit: 'message', to: 'CA', class: 'long-code', quantity: 6 },
      { item: 'numbers', unit: 'number-month', class: 'long-code', country: 'GB', quantity: 1 },
    ]);
  });

  it('misses the fee of a carrier only where others take one', () => {
    const carrierFees = [
      { counts: 'segments' as const, to: ['US'], carrier: 'north', price: '0.003', source },
    ];
    const billed = [usSegments(4), { country: CA, segments: 5, media: 0 }];
    const segments = [{ price: '0.0075', source }];
    const { unpriced } = cost({ segments, carrierFees }, [cohortOf({ carrier: 1, billed })], [LONG_CODE]);
    expect(unpriced.filter(({ item }) => item === 'carrier-fee')).toEqual([
      { item: 'carrier-fee', unit: 'segment', to: 'US', class: 'long-code', carrier: 'south', quantity: 4 },
    ]);
  });

  it('has no line for what is priced at nothing, and no rent for letters', () => {
    const letters = senderOf('ACME', { class: 'alphanumeric', country: undefined });
    const segments = [{ price: '0.00', source }];
    const figures = cost({ segments }, [cohortOf({ billed: [usSegments(4)] })], [letters]);
    expect(figures).toMatchObject({ lines: [], unpriced: [], totalMillionths: 0 });
  });

  it('prices a destination of no country by rows that fit any', () => {
    const billed = [{ country: -1, segments: 2, media: 0 }];
    const segments = [
      { to: ['US'], price: '9', source },
      { price: '0.5', source },
    ];
    expect(cost({ segments }, [cohortOf({ billed })]).lines).toMatchObject([
      { to: 'ZZ', quantity: 2, amountMillionths: 1_000_000 },
    ]);
  });
});
