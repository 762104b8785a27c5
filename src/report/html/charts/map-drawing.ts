import type { CapacityMap, MapField } from '../../../experiment/sweeping/capacity-map.ts';
import { percentOf } from '../../figures-in-words.ts';
import { letterOf } from '../../sweep/map-text.ts';
import { clip } from '../../table.ts';
import { type Html, html, raw } from '../html-text.ts';
import { drawing, RIGHT, TOP, tenth, WIDTH } from './frame.ts';
import { shadeOf } from './heat-drawing.ts';

/** A border on the map: between fields where something is so and fields where it is not. */
export interface Frontier {
  readonly words: string;
  /** Class of its line, and of its key in a legend. */
  readonly line: string;
  readonly key: string;
  readonly isSo: (field: MapField) => boolean;
}

const LEFT = 120;
const BOTTOM = 50;
const ROW_HEIGHT = 34;
const NAME_LENGTH = 14;
/** Of two frontiers along one border, so that both are seen. */
const APART = 3;

/** The fields of a map, the darker the more is lost, and the frontiers between them. */
export function mapDrawing(id: string, map: CapacityMap, frontiers: readonly Frontier[]): Html {
  const { across, down, fields } = map;
  const rows = fields.length;
  const height = TOP + rows * ROW_HEIGHT + BOTTOM;
  const x = (column: number): number =>
    tenth(LEFT + (column / across.labels.length) * (WIDTH - LEFT - RIGHT));
  // The first row is that of the smallest value, which stands below.
  const y = (row: number): number => TOP + (rows - row) * ROW_HEIGHT;
  const middle = (column: number): number => tenth((x(column) + x(column + 1)) / 2);
  return drawing(id, height, [
    ...fields.flatMap((row, place) => [
      html`<text class="label" x="${LEFT - 8}" y="${y(place) - 12}" text-anchor="end">${clip(down?.labels[place] ?? '', NAME_LENGTH)}</text>`,
      ...row.flatMap(
        (field, column) => fieldOf(field, [x(column), y(place + 1), x(column + 1), y(place)]) ?? [],
      ),
    ]),
    ...frontiers.map(
      ({ line, words, isSo }, place) =>
        html`<path class="${raw(line)}" fill="none" transform="translate(${place * APART} ${place * -APART})" d="${borders(fields, isSo, x, y)}"><title>${words}</title></path>`,
    ),
    ...across.labels.map(
      (label, column) =>
        html`<text class="label" x="${middle(column)}" y="${y(0) + 18}" text-anchor="middle">${clip(label, NAME_LENGTH)}</text>`,
    ),
    html`<text class="label" x="${LEFT}" y="${y(0) + 40}">${across.path}</text>`,
  ]);
}

type Corners = readonly [left: number, top: number, right: number, bottom: number];

function fieldOf(field: MapField | undefined, [left, top, right, bottom]: Corners): Html | undefined {
  if (field === undefined) return undefined;
  const { lost, broken } = field;
  const letters = broken.flatMap((isBroken, place) => (isBroken ? letterOf(place) : [])).join('');
  const shade = shadeOf(lost, 1);
  const words = `${percentOf(lost, 1)} refused or failed${letters === '' ? '' : `; ${letters} fails`}`;
  return html`<path class="${raw(shade === 0 ? 'empty' : `shade-${shade}`)}" ${raw(shade === 0 ? 'fill="none" pointer-events="all"' : '')} d="M${left + 1} ${top + 1}H${right - 1}V${bottom - 1}H${left + 1}Z"><title>${words}</title></path>${letters !== '' && html`<text class="mark-label" x="${tenth((left + right) / 2)}" y="${top + ROW_HEIGHT / 2 + 5}" text-anchor="middle">${letters}</text>`}`;
}

/** Lines between neighbours of which one is so and the other not. */
function borders(
  fields: CapacityMap['fields'],
  isSo: (field: MapField) => boolean,
  x: (column: number) => number,
  y: (row: number) => number,
): string {
  const parts: string[] = [];
  const differ = (a: MapField | undefined, b: MapField | undefined): boolean =>
    a !== undefined && b !== undefined && isSo(a) !== isSo(b);
  fields.forEach((row, place) =>
    row.forEach((field, column) => {
      if (differ(field, row[column + 1])) parts.push(`M${x(column + 1)} ${y(place)}V${y(place + 1)}`);
      if (differ(field, fields[place + 1]?.[column]))
        parts.push(`M${x(column)} ${y(place + 1)}H${x(column + 1)}`);
    }),
  );
  return parts.join('');
}
