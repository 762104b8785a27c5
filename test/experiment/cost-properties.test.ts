import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from '../../src/experiment/cost.ts';
import type { CohortResult } from '../../src/measure/result.ts';
import type { SenderClass } from '../../src/messaging/senders.ts';
import type { PriceCard } from '../../src/rulebooks/prices.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { plans } from '../plans.ts';
import { resultOf, runOf } from '../runs.ts';
import { cases } from '../seed.ts';
import { cardOf, SOURCE } from './cards.ts';

const CLASSES: readonly SenderClass[] = ['long-code', 'toll-free', 'short-code', 'alphanumeric'];
/** Millionths, as the card writes them. */
const price = fc
  .integer({ min: 0, max: 3_000_000 })
  .map((millionths) => `${Math.floor(millionths / 1e6)}.${String(millionths % 1e6).padStart(6, '0')}`);
const classes = fc.subarray([...CLASSES], { minLength: 1 });
const countries = fc.subarray(['US', 'GB', 'DE'], { minLength: 1 });
const unitPrice = fc.record({ classes, to: countries, price, source: fc.constant(SOURCE) });
const card: fc.Arbitrary<PriceCard> = fc
  .record({
    segments: fc.array(unitPrice, { maxLength: 3 }),
    media: fc.array(unitPrice, { maxLength: 3 }),
    carrierFees: fc.array(
      fc.record({
        counts: fc.constantFrom('segments' as const, 'media' as const),
        classes,
        to: countries,
        carrier: fc.constantFrom('c0', 'c1'),
        price,
        source: fc.constant(SOURCE),
      }),
      { maxLength: 4 },
    ),
    failed: fc.option(fc.record({ price, freeCodes: fc.constant([21617]), source: fc.constant(SOURCE) }), {
      nil: undefined,
    }),
  })
  .map(cardOf);

/** Any plan with senders of all classes, media on some streams and any prices, but for numbers. */
const pricedPlans: fc.Arbitrary<Plan> = fc
  .tuple(plans, card, fc.infiniteStream(fc.boolean()), fc.infiniteStream(fc.constantFrom(...CLASSES)))
  .map(([plan, prices, withMedia, classOf]) => ({
    ...plan,
    prices,
    senders: plan.senders.map((sender) => ({ ...sender, class: classOf.next().value })),
    streams: plan.streams.map((stream) =>
      withMedia.next().value ? { ...stream, media: { count: 1, failure: 0, converted: undefined } } : stream,
    ),
  }));

/** The price of one thing, in millionths; 0 without. */
function millionths(text: string | undefined): number {
  return Math.round(Number(text ?? '0') * 1e6);
}

/** What each message costs, worked out one by one. */
function costByMessage(plan: Plan): number {
  const { prices } = plan;
  let total = 0;
  for (const { kind, sender, country, carrier, media, segments, errorCode } of runOf(plan).history) {
    if (kind === 'failed' && prices.failed?.freeCodes.includes(errorCode) === false)
      total += millionths(prices.failed.price);
    if (kind !== 'sent') continue;
    const to = plan.countries[country]!;
    const fits = (row: { readonly classes?: readonly SenderClass[]; readonly to?: readonly string[] }) =>
      row.classes!.includes(plan.senders[sender]!.class) && row.to!.includes(to);
    const fee = prices.carrierFees.find(
      (row) =>
        (row.counts === 'media') === (media === 1) && row.carrier === plan.carriers[carrier]!.id && fits(row),
    );
    const own = (media === 1 ? prices.media : prices.segments).find(fits);
    total += segments * (millionths(own?.price) + millionths(fee?.price));
  }
  return total;
}

describe('the cost of any run', () => {
  it('is that of its messages, one by one, and the sum of its lines', () => {
    fc.assert(
      fc.property(pricedPlans, (plan) => {
        const { totalMillionths, lines } = costOf(plan, resultOf(plan));
        expect(totalMillionths).toBe(costByMessage(plan));
        expect(totalMillionths).toBe(lines.reduce((sum, line) => sum + line.amountMillionths, 0));
      }),
      cases(100),
    );
  });

  it('is the sum of what its streams cost', () => {
    fc.assert(
      fc.property(pricedPlans, (plan) => {
        const { cohorts } = resultOf(plan);
        const costFor = (some: readonly CohortResult[]) => costOf(plan, { cohorts: some }).totalMillionths;
        const byStream = plan.streams.map((_, stream) =>
          costFor(cohorts.filter(({ traffic }) => traffic === stream)),
        );
        expect(byStream.reduce((sum, cost) => sum + cost, 0)).toBe(costFor(cohorts));
      }),
      cases(60),
    );
  });

  it('is nothing when every request is refused', () => {
    fc.assert(
      fc.property(pricedPlans, (plan) => {
        const optedOut = { ...plan, streams: plan.streams.map((stream) => ({ ...stream, optedOut: 1 })) };
        const result = resultOf(optedOut);
        expect(costOf(optedOut, result)).toMatchObject({ totalMillionths: 0, lines: [] });
      }),
      cases(40),
    );
  });
});
