import { amountMillionths } from '../kernel/money.ts';
import type { CohortResult } from '../measure/result.ts';
import { inOneStep, type Steps } from '../measure/select.ts';
import type { SenderClass } from '../messaging/senders.ts';
import { COST_ITEMS, type CostItem, type PriceCard } from '../rulebooks/prices.ts';
import type { Source } from '../rulebooks/sources.ts';
import type { Plan } from '../scenario/plan.ts';
import { Quantities } from './quantities.ts';

/** Things that have one price. */
export interface Priceable {
  readonly item: CostItem;
  readonly unit: 'segment' | 'message' | 'number-month';
  /** Destination country; `ZZ` is none. */
  readonly to?: string;
  /** Class of the sender, or of the number. */
  readonly class?: SenderClass;
  /** Id of the carrier that takes the fee. */
  readonly carrier?: string;
  /** Country of the number; absent: it has none. */
  readonly country?: string;
}

/** Things that a price card does not price, and how many. */
export interface Unpriced extends Priceable {
  readonly quantity: number;
}

export interface CostLine extends Unpriced {
  /** Of one, a decimal text. */
  readonly price: string;
  /** Price times quantity, in whole millionths of the currency. */
  readonly amountMillionths: number;
  readonly source: Source;
  /** How the source is read, where it leaves room. */
  readonly note: string | undefined;
}

/** What a run costs: plain data. */
export interface CostFigures {
  /** ISO 4217. */
  readonly currency: string;
  /** The date of the price card. */
  readonly cardDate: string;
  /** The sum of the lines, in whole millionths of the currency. */
  readonly totalMillionths: number;
  /** By item in the order of COST_ITEMS, the largest amount first. What is priced at 0 has none. */
  readonly lines: readonly CostLine[];
  /** What is not in the total, for want of a price. In the same order. */
  readonly unpriced: readonly Unpriced[];
}

/** What a plan says that is about money. */
export type PricedPlan = Pick<Plan, 'prices' | 'senders' | 'countries'> & {
  readonly carriers: readonly { readonly id: string }[];
};

/** A price as a card has it. */
export interface Price {
  readonly price: string;
  readonly source: Source;
  readonly note?: string;
}

/**
 * What messages cost, and the numbers of the plan for a whole month each, however short the run. Messages cost what
 * was sent, by segment or by message with media, whatever became of it; those that failed pay the fee of the card, if
 * their code is not free of it; requests that were refused cost nothing. Source: Twilio, support article 223181728,
 * and 27502337507483 of 2024-09-30 on failed messages. O(cohorts x countries).
 */
export function costOf(
  plan: PricedPlan,
  { cohorts }: { readonly cohorts: readonly CohortResult[] },
): CostFigures {
  return costOfPart(plan, cohorts, plan.senders);
}

/** The same in steps of some milliseconds. */
export function costInSteps(
  plan: PricedPlan,
  { cohorts }: { readonly cohorts: readonly CohortResult[] },
): Steps<CostFigures> {
  return partInSteps(plan, cohorts, plan.senders);
}

/** What the messages of some cohorts cost, and some of the plan's numbers. As {@link costOf}. */
export function costOfPart(
  plan: PricedPlan,
  cohorts: readonly CohortResult[],
  numbers: PricedPlan['senders'],
): CostFigures {
  return inOneStep(partInSteps(plan, cohorts, numbers));
}

/** Cohorts in one step. */
const COHORTS_A_STEP = 500;

function* partInSteps(
  plan: PricedPlan,
  cohorts: readonly CohortResult[],
  numbers: PricedPlan['senders'],
): Steps<CostFigures> {
  const { prices } = plan;
  const quantities = new Quantities<Priceable>();
  for (const [place, cohort] of cohorts.entries()) {
    if (place % COHORTS_A_STEP === 0) yield;
    addBilled(quantities, plan, cohort);
    addFailed(quantities, prices, cohort);
  }
  for (const { class: senderClass, country } of numbers) {
    const number = { item: 'numbers', unit: 'number-month', class: senderClass } as const;
    quantities.add(country === undefined ? number : { ...number, country }, 1);
  }
  const lines: CostLine[] = [];
  const unpriced: Unpriced[] = [];
  for (const [thing, quantity] of quantities.entries()) {
    const price = priceOf(prices, thing);
    if (price !== undefined) lines.push(lineOf(thing, quantity, price));
    else if (isMissed(prices, thing)) unpriced.push({ ...thing, quantity });
  }
  return {
    currency: prices.currency,
    cardDate: prices.date,
    totalMillionths: lines.reduce((sum, line) => sum + line.amountMillionths, 0),
    lines: lines
      .filter(({ amountMillionths: amount }) => amount > 0)
      .sort((a, b) => placeOf(a) - placeOf(b) || b.amountMillionths - a.amountMillionths),
    unpriced: unpriced.sort((a, b) => placeOf(a) - placeOf(b) || b.quantity - a.quantity),
  };
}

function placeOf({ item }: Priceable): number {
  return COST_ITEMS.indexOf(item);
}

function lineOf(thing: Priceable, quantity: number, { price, source, note }: Price): CostLine {
  const amount = amountMillionths(price, quantity);
  return { ...thing, quantity, price, amountMillionths: amount, source, note };
}

function addBilled(quantities: Quantities<Priceable>, plan: PricedPlan, cohort: CohortResult): void {
  const { id: carrier } = plan.carriers[cohort.carrier]!;
  for (const { country, segments, media } of cohort.billed) {
    const route = { to: plan.countries[country] ?? 'ZZ', class: plan.senders[cohort.sender]!.class };
    quantities.add({ item: 'segments', unit: 'segment', ...route }, segments);
    quantities.add({ item: 'media', unit: 'message', ...route }, media);
    quantities.add({ item: 'carrier-fee', unit: 'segment', ...route, carrier }, segments);
    quantities.add({ item: 'carrier-fee', unit: 'message', ...route, carrier }, media);
  }
}

function addFailed(
  quantities: Quantities<Priceable>,
  { failed }: PriceCard,
  { figures }: CohortResult,
): void {
  if (failed === undefined) return;
  const { freeCodes } = failed;
  for (const { status, code, count } of figures.errors) {
    const pays = status === 'failed' && !freeCodes.includes(code);
    if (pays) quantities.add({ item: 'failed', unit: 'message' }, count);
  }
}

/** The price of a thing on a card, of the first row that fits; undefined where the card has none. */
export function priceOf(card: PriceCard, thing: Priceable): Price | undefined {
  switch (thing.item) {
    case 'segments':
    case 'media':
      return card[thing.item].find((row) => fits(row.classes, thing.class) && fits(row.to, thing.to));
    case 'carrier-fee':
      return feesOf(card, thing).find((fee) => fee.carrier === undefined || fee.carrier === thing.carrier);
    case 'failed':
      return card.failed;
    case 'numbers': {
      const row = card.numbers.find(
        ({ classes, countries }) => fits(classes, thing.class) && fits(countries, thing.country),
      );
      return row && { ...row, price: row.pricePerMonth };
    }
  }
}

/** Fees of all carriers on the way that the thing takes. */
function feesOf(
  { carrierFees }: PriceCard,
  { unit, class: senderClass, to }: Priceable,
): PriceCard['carrierFees'] {
  const counts = unit === 'segment' ? 'segments' : 'media';
  return carrierFees.filter(
    (fee) => fee.counts === counts && fits(fee.classes, senderClass) && fits(fee.to, to),
  );
}

/**
 * Whether a thing without a price should have one: carriers that the card is silent about take no fee where no other
 * carrier does, and an alphanumeric id is no number that anybody rents.
 */
function isMissed(card: PriceCard, thing: Priceable): boolean {
  if (thing.item === 'carrier-fee') return feesOf(card, thing).length > 0;
  return thing.item !== 'numbers' || thing.class !== 'alphanumeric';
}

/** An absent list fits any. */
function fits<T>(list: readonly T[] | undefined, value: T | undefined): boolean {
  return list === undefined || (value !== undefined && list.includes(value));
}
