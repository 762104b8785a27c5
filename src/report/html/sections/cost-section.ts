import { originOf, sentencesOf, thingInWords } from '../../cost-table.ts';
import { grouped } from '../../figures-in-words.ts';
import { amountInWords, decimalsOf } from '../../money-in-words.ts';
import { html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { tableOf } from '../parts.ts';

/** Lines that are shown; the others are added up in one more. */
const LINES_MAX = 60;

/** What the run costs, line by line, with where each price is from. */
export function costSection({ report: { cost } }: Page): Section | undefined {
  const { lines, currency, totalMillionths } = cost;
  const notes = html`${sentencesOf(cost).map((text) => html`<p class="note">${text.replace(/:$/, '.')}</p>`)}`;
  if (lines.length === 0)
    return cost.unpriced.length === 0 ? undefined : { id: 'cost', title: 'Cost', body: notes };
  const shown = lines.slice(0, LINES_MAX);
  const rest = lines.slice(LINES_MAX).reduce((sum, { amountMillionths }) => sum + amountMillionths, 0);
  const decimals = Math.max(...[...shown.map((line) => line.amountMillionths), rest].map(decimalsOf));
  const rows = [
    ...shown.map((line) => [
      html`${thingInWords(line)} <small>${originOf(line)}</small>`,
      grouped(line.quantity),
      line.price,
      amountInWords(line.amountMillionths, decimals),
    ]),
    ...(rest === 0 ? [] : [[`${lines.length - shown.length} others`, '', '', amountInWords(rest, decimals)]]),
    [
      html`<strong>total</strong>`,
      '',
      '',
      html`<strong>${amountInWords(totalMillionths, decimals)}</strong>`,
    ],
  ];
  const columns = [
    { title: 'what' },
    { title: 'quantity', isNumber: true },
    { title: 'price', isNumber: true },
    { title: currency, isNumber: true },
  ];
  return {
    id: 'cost',
    title: 'Cost',
    body: html`${tableOf('Cost', columns, rows, { hidesCaption: true })}${notes}`,
  };
}
