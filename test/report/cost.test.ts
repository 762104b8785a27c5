import { describe, expect, it } from 'vitest';
import type { CostFigures, CostLine } from '../../src/experiment/cost.ts';
import { costTable } from '../../src/report/cost-table.ts';
import { amountInWords } from '../../src/report/money-in-words.ts';
import { PLAIN } from '../../src/report/palette.ts';
import { summaryJson } from '../../src/report/summary.ts';
import { FREE, reportOf, resultWith } from './results.ts';

const LIST = { title: 'Price list (third party)', url: 'https://prices.example', date: '2022' };
const BY_HAND = { title: 'Set by the scenario', url: '', date: '' };

const segments: CostLine = {
  item: 'segments',
  unit: 'segment',
  to: 'US',
  class: 'long-code',
  quantity: 12_345,
  price: '0.0075',
  amountMillionths: 92_587_500,
  source: LIST,
  note: 'As read.',
};
const numbers: CostLine = {
  item: 'numbers',
  unit: 'number-month',
  class: 'short-code',
  country: 'US',
  quantity: 1,
  price: '1000',
  amountMillionths: 1_000_000_000,
  source: BY_HAND,
  note: undefined,
};
const fee: CostLine = {
  ...segments,
  item: 'carrier-fee',
  unit: 'message',
  carrier: 'north',
  quantity: 2,
  price: '0.01',
  amountMillionths: 20_000,
};
const SALE: CostFigures = {
  ...FREE,
  lines: [segments, fee, numbers],
  totalMillionths: 1_092_607_500,
  unpriced: [
    { item: 'media', unit: 'message', to: 'ZZ', class: 'toll-free', quantity: 3 },
    { item: 'carrier-fee', unit: 'segment', to: 'US', class: 'long-code', carrier: 'south', quantity: 1 },
    { item: 'carrier-fee', unit: 'message', to: 'US', class: 'long-code', carrier: 'default', quantity: 2 },
    { item: 'numbers', unit: 'number-month', class: 'long-code', quantity: 1 },
  ],
};

describe('the costs in a report', () => {
  it('stand line by line, add up as shown, and say what is missing and where prices are from', () => {
    expect(costTable(SALE, PLAIN)).toBe(`\
Cost                                      quantity   price         USD
  segments to US, long code [1]             12,345  0.0075     92.5875
  fee of north, US, long code, media [1]         2    0.01      0.0200
  US short code by the month [2]                 1    1000  1,000.0000
  total                                                     1,092.6075
  Not in the total, for want of a price: 3 messages with media to ZZ, toll free;
    1 long code by the month.
  Not in the total: fees of carriers south, default on 1 segment and 2 messages
    with media; only those of other carriers are known.
  Prices of 2022, numbers for a whole month each:
  [1] Price list (third party), 2022. As read.
  [2] Set by the scenario.`);
  });

  it('are few lines, however many countries there are', () => {
    const lines = Array.from({ length: 50 }, () => segments);
    const text = costTable({ ...FREE, lines, totalMillionths: 50 * segments.amountMillionths }, PLAIN);
    expect(text.match(/segments to US/g)).toHaveLength(19);
    expect(text).toContain('31 others');
    expect(text).toContain('2,870.2125');
    expect(text).toContain('4,629.3750');
  });

  it('are a total of nothing where nothing costs anything', () => {
    expect(costTable(FREE, PLAIN)).toBe(
      'Cost     quantity  price   USD\n  total                   0.00\n  Prices of 2022.',
    );
  });
});

describe('cost in summary.json', () => {
  const { cost } = JSON.parse(summaryJson(reportOf(resultWith(), { cost: SALE })));

  it('has numbers that add up to the total', () => {
    expect(cost).toMatchObject({ currency: 'USD', total: 1092.6075, card_date: '2022' });
    expect(cost.lines.map(({ amount }: { amount: number }) => amount)).toEqual([92.5875, 0.02, 1000]);
  });

  it('has the price, the source and its date in each line', () => {
    expect(cost.lines[0]).toEqual({
      item: 'segments',
      unit: 'segment',
      to: 'US',
      class: 'long-code',
      quantity: 12_345,
      price: 0.0075,
      amount: 92.5875,
      source: 'Price list (third party)',
      source_date: '2022',
      source_url: 'https://prices.example',
      note: 'As read.',
    });
    expect(cost.lines[2]).not.toHaveProperty('source_url');
  });

  it('has what the card does not price', () => {
    expect(cost.unpriced).toEqual(SALE.unpriced);
  });
});

describe('an amount in words', () => {
  it.each([
    [0, '0.00'],
    [1_234_500_000, '1,234.50'],
    [24_900, '0.0249'],
    [-8_300, '-0.0083'],
    [1, '0.000001'],
  ])('of %i millionths is %s', (millionths, words) => {
    expect(amountInWords(millionths)).toBe(words);
  });
});
