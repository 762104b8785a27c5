import type { CostFigures, CostLine, Priceable, Unpriced } from '../experiment/cost.ts';
import { counted, grouped } from './figures-in-words.ts';
import { amountInWords, decimalsOf } from './money-in-words.ts';
import type { Palette } from './palette.ts';
import { clip, table, wrap } from './table.ts';

/** Lines that are shown; the others are added up in one more. */
const LINES_MAX = 20;
const ITEM_WIDTH = 44;

/** What the run costs, line by line; then what is not in the total, and where the prices are from. */
export function costTable(cost: CostFigures, palette: Palette): string {
  const { lines, currency, totalMillionths } = cost;
  const shown = lines.length > LINES_MAX ? lines.slice(0, LINES_MAX - 1) : lines;
  const rest = sumOf(lines.slice(shown.length));
  const amounts = [...shown.map(({ amountMillionths }) => amountMillionths), rest];
  const decimals = Math.max(...amounts.map(decimalsOf));
  const origins = distinct(shown.map(originOf));
  const rows = shown.map((line) => [
    `${clip(thingInWords(line), ITEM_WIDTH)} [${origins.indexOf(originOf(line)) + 1}]`,
    grouped(line.quantity),
    line.price,
    amountInWords(line.amountMillionths, decimals),
  ]);
  const others = lines.length - shown.length;
  if (others > 0) rows.push([`${others} others`, '', '', amountInWords(rest, decimals)]);
  rows.push(['total', '', '', amountInWords(totalMillionths, decimals)]);
  const notes = [...sentencesOf(cost), ...origins.map((origin, place) => `[${place + 1}] ${origin}`)];
  return [
    table(['Cost', 'quantity', 'price', currency], rows, palette),
    ...notes.flatMap((text) => wrap(text, 2, 2)).map(palette.faint),
  ].join('\n');
}

/** Where a price is from, and how that is read. */
export function originOf({ source: { title, date }, note }: CostLine): string {
  return `${title}${date === '' ? '' : `, ${date}`}.${note === undefined ? '' : ` ${note}`}`;
}

function sumOf(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { amountMillionths }) => sum + amountMillionths, 0);
}

const ITEM_WORDS = {
  segments: 'segments',
  media: 'messages with media',
  failed: 'failed messages',
} as const;

/** What is paid for: `segments to US, long code`. */
export function thingInWords(thing: Priceable): string {
  const words = thing.class?.replace('-', ' ');
  switch (thing.item) {
    case 'segments':
    case 'media':
      return `${ITEM_WORDS[thing.item]} to ${thing.to}, ${words}`;
    case 'failed':
      return ITEM_WORDS.failed;
    case 'carrier-fee':
      return `fee of ${thing.carrier}, ${thing.to}, ${words}${thing.unit === 'message' ? ', media' : ''}`;
    case 'numbers':
      return `${thing.country === undefined ? words : `${thing.country} ${words}`} by the month`;
  }
}

/** What is not in the total, and of when the prices are. */
export function sentencesOf({ lines, unpriced, cardDate }: CostFigures): readonly string[] {
  const month = lines.some(({ item }) => item === 'numbers') ? ', numbers for a whole month each' : '';
  return [
    ...withoutPrice(unpriced.filter(({ item }) => item !== 'carrier-fee')),
    ...withoutFee(unpriced.filter(({ item }) => item === 'carrier-fee')),
    `Prices of ${cardDate}${month}${lines.length === 0 ? '.' : ':'}`,
  ];
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function withoutPrice(things: readonly Unpriced[]): readonly string[] {
  if (things.length === 0) return [];
  const words = things
    .slice(0, LINES_MAX)
    .map((thing) => `${grouped(thing.quantity)} ${thingInWords(thing)}`);
  const others = things.length > LINES_MAX ? ['others'] : [];
  return [`Not in the total, for want of a price: ${[...words, ...others].join('; ')}.`];
}

function withoutFee(fees: readonly Unpriced[]): readonly string[] {
  if (fees.length === 0) return [];
  const carriers = distinct(fees.map(({ carrier }) => carrier ?? ''));
  const units = (unit: Unpriced['unit']): number =>
    fees.reduce((sum, fee) => sum + (fee.unit === unit ? fee.quantity : 0), 0);
  const [segments, media] = [units('segment'), units('message')];
  const parts = [
    ...(segments === 0 ? [] : [counted(segments, 'segment')]),
    ...(media === 0 ? [] : [counted(media, 'message with media', 'messages with media')]),
  ];
  const whose = carriers.length === 1 ? `of carrier ${carriers[0]}` : `of carriers ${carriers.join(', ')}`;
  return [
    `Not in the total: fees ${whose} on ${parts.join(' and ')}; only those of other carriers are known.`,
  ];
}
