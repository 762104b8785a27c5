import type { Alternative, Content } from '../messaging/content.ts';
import type { ForcingCharacter } from '../messaging/forcing-characters.ts';
import { BODY_LIMIT_UTF16 } from '../messaging/request-rules.ts';
import type { Segmentation } from '../messaging/segments.ts';
import { isTooLong, TOO_LONG_CODE } from './content-length.ts';
import { type ContentPricing, costInWords, timeInWords } from './content-pricing.ts';
import { type AlternativeTotals, addContent, type ContentTotals, noContent } from './content-totals.ts';
import { counted, grouped } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { wrap } from './table.ts';

/** How what bodies cost is put into words. */
export interface ContentStyle {
  readonly pricing: ContentPricing;
  /** What each body of several is called, `Line` for `Line 1:` and so on; undefined: it is a single one. */
  readonly numbered: string | undefined;
  /** Where the price is from, a sentence that stands last; undefined: nothing needs to be said. */
  readonly priceNote: string | undefined;
  readonly palette: Palette;
}

/** What bodies cost, for people: a few lines for each, and a total of several. In pieces, one a body. */
export function* contentText(contents: Iterable<Content>, style: ContentStyle): Generator<string> {
  const totals = noContent();
  for (const content of contents) {
    addContent(totals, content);
    const title = style.numbered === undefined ? '' : `${style.numbered} ${totals.bodies}: `;
    yield `${bodyLines(title, content, style).join('\n')}\n`;
  }
  if (style.numbered !== undefined) yield `${totalLines(totals, style).join('\n')}\n`;
  if (style.priceNote !== undefined)
    yield `${wrap(style.priceNote, 0, 2).map(style.palette.faint).join('\n')}\n`;
}

/** Characters that are told of one body; more help nobody. */
const FORCING_MAX = 8;

function bodyLines(title: string, content: Content, style: ContentStyle): readonly string[] {
  const { forcedBy, smartEncoding, replacement } = content;
  const cost = costInWords(content.segments, style.pricing);
  const head = `${title}${segmentationInWords(content)}${cost === undefined ? '' : `, ${cost}`}`;
  const others = forcedBy.length - FORCING_MAX;
  return [
    style.palette.strong(head),
    ...(isTooLong(content) ? wrap(tooLongInWords(content), 2, 2).map(style.palette.bad) : []),
    ...forcedBy.slice(0, FORCING_MAX).flatMap((forcing) => wrap(forcingInWords(forcing), 2, 2)),
    ...(others > 0 ? [`  and ${counted(others, 'other character')}`] : []),
    ...alternativeLines('Smart encoding', smartEncoding, style),
    ...alternativeLines('Replacement', replacement, style),
  ];
}

function tooLongInWords({ utf16Units }: Content): string {
  const [units, limit] = [utf16Units, BODY_LIMIT_UTF16].map(grouped);
  return `Refused with ${TOO_LONG_CODE}: ${units} UTF-16 units, and a body has ${limit} at most`;
}

function segmentationInWords({ encoding, segments, unitsBySegment }: Segmentation): string {
  return `${encoding}, ${counted(segments, 'segment')} (${unitsInWords(unitsBySegment)})`;
}

/** Runs that are told of one body. */
const RUNS_MAX = 6;

/** Units by segment, equal ones together: `10 × 153 + 70 units`. */
function unitsInWords(unitsBySegment: readonly number[]): string {
  const runs: { readonly units: number; segments: number }[] = [];
  for (const units of unitsBySegment) {
    const last = runs.at(-1);
    if (last?.units === units) last.segments += 1;
    else if (runs.length <= RUNS_MAX) runs.push({ units, segments: 1 });
    else break;
  }
  const shown = runs
    .slice(0, RUNS_MAX)
    .map(({ units, segments }) => (segments === 1 ? `${units}` : `${grouped(segments)} × ${units}`));
  const more = runs.length > RUNS_MAX ? ' + …' : '';
  const only = unitsBySegment.length === 1 ? unitsBySegment[0] : undefined;
  return `${shown.join(' + ')}${more} ${only === 1 ? 'unit' : 'units'}`;
}

/** What can be seen and changes nothing around it; all else might break the line or the terminal. */
const VISIBLE = /^[\p{L}\p{N}\p{P}\p{S}]$/u;

function forcingInWords({
  character,
  codePoint,
  name,
  index,
  line,
  column,
  count,
}: ForcingCharacter): string {
  const what = [VISIBLE.test(character) ? character : undefined, codePoint, name].filter(
    (word) => word !== undefined,
  );
  const times = count === 1 ? '' : `, ${grouped(count)} times`;
  return `${what.join(' ')} forces UCS-2 at ${line}:${column} (index ${index})${times}`;
}

function alternativeLines(
  name: string,
  alternative: Alternative | undefined,
  { pricing }: ContentStyle,
): readonly string[] {
  if (alternative === undefined) return [];
  const effect = effectInWords(alternative.savedSegments, pricing);
  return wrap(`${name}: ${segmentationInWords(alternative)}; ${effect}`, 2, 2);
}

function effectInWords(savedSegments: number, pricing: ContentPricing): string {
  if (savedSegments === 0) return 'saves nothing';
  const segments = Math.abs(savedSegments);
  const cost = costInWords(segments, pricing);
  const time = timeInWords(segments, pricing);
  const what = `${counted(segments, 'segment')}, ${time}${cost === undefined ? '' : `, ${cost}`}`;
  return savedSegments > 0 ? `saves ${what}` : `takes more: ${what}`;
}

function totalLines(totals: ContentTotals, { pricing, palette }: ContentStyle): readonly string[] {
  const { bodies, segments, ucs2, tooLong, smartEncoding, replacement } = totals;
  const cost = costInWords(segments, pricing);
  const time = segments === 0 ? [] : [timeInWords(segments, pricing)];
  const parts = [
    counted(bodies, 'body', 'bodies'),
    `${grouped(ucs2)} in UCS-2`,
    counted(segments, 'segment'),
    ...time,
    ...(cost === undefined ? [] : [cost]),
  ];
  return [
    palette.strong(`Total: ${parts.join(', ')}`),
    ...(tooLong === 0
      ? []
      : [palette.bad(`  Refused with ${TOO_LONG_CODE}, too long: ${counted(tooLong, 'body', 'bodies')}`)]),
    ...alternativeTotalLines('Smart encoding', smartEncoding, pricing),
    ...alternativeTotalLines('Replacement', replacement, pricing),
  ];
}

function alternativeTotalLines(
  name: string,
  { bodies, savedSegments }: AlternativeTotals,
  pricing: ContentPricing,
): readonly string[] {
  if (bodies === 0) return [];
  const changes = `changes ${counted(bodies, 'body', 'bodies')}`;
  return wrap(`${name}: ${changes}; ${effectInWords(savedSegments, pricing)}`, 2, 2);
}
