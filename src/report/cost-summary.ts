import type { CostFigures, CostLine } from '../experiment/cost.ts';
import { MILLIONTHS_PER_UNIT } from '../kernel/money.ts';

/** `cost` of `summary.json`: amounts and prices in the currency, exact to six decimals, the total the sum of the lines. */
export function costSummary(cost: CostFigures): Readonly<Record<string, unknown>> {
  return {
    currency: cost.currency,
    total: cost.totalMillionths / MILLIONTHS_PER_UNIT,
    card_date: cost.cardDate,
    lines: cost.lines.map(lineOf),
    unpriced: cost.unpriced,
  };
}

/** On one level, so that it stands on a line of the file. */
function lineOf({ price, amountMillionths, source, note, ...thing }: CostLine): object {
  return {
    ...thing,
    price: Number(price),
    amount: amountMillionths / MILLIONTHS_PER_UNIT,
    source: source.title,
    source_date: given(source.date),
    source_url: given(source.url),
    note,
  };
}

function given(text: string): string | undefined {
  return text === '' ? undefined : text;
}
