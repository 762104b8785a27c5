import { type CapacityMap, type MapField, runsOf } from '../../experiment/sweeping/capacity-map.ts';
import type { Glyphs } from '../glyphs.ts';
import type { Palette } from '../palette.ts';
import { LINE_WIDTH, table, wrap } from '../table.ts';

/** Letters of expectations on the map. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The letter of an expectation on the map; those beyond the alphabet share the last. */
export function letterOf(place: number): string {
  return LETTERS[Math.min(place, LETTERS.length - 1)]!;
}

/** The map of a sweep in characters, and under it from where to where there is loss and each expectation fails. */
export function mapText(map: CapacityMap, palette: Palette, glyphs: Glyphs): string {
  return [
    palette.strong('Capacity map'),
    ...axesInWords(map).map(palette.faint),
    ...picture(map, palette, glyphs),
    ...legend(map, glyphs).map(palette.faint),
    '',
    frontierTable(map, palette),
  ].join('\n');
}

/** What stands down and across, and where all else is held. */
export function axesInWords({ across, down, held, isBinned }: CapacityMap): readonly string[] {
  return [
    ...(down === undefined ? [] : wrap(`down: ${down.path}`, 2, 2)),
    ...wrap(`across: ${across.path}`, 2, 2),
    ...held.flatMap(({ path, value }) => wrap(`everywhere: ${path} = ${value}`, 2, 2)),
    ...(isBinned ? wrap('Each field is the mean of the draws from its value up to the next.', 2, 2) : []),
  ];
}

function picture({ across, down, fields }: CapacityMap, palette: Palette, glyphs: Glyphs): readonly string[] {
  const marks = fields.map((row) => row.map((field) => markOf(field, glyphs)));
  const labels = down?.labels ?? [''];
  const margin = Math.max(...labels.map((label) => label.length)) + 2;
  const markWidth = Math.max(...marks.flat().map((mark) => [...mark].length)) + 1;
  const labelled = Math.max(markWidth, ...across.labels.map((label) => label.length + 1));
  const isLabelled = margin + labelled * across.labels.length <= LINE_WIDTH;
  const width = isLabelled ? labelled : markWidth;
  const head = isLabelled
    ? across.labels.map((label) => label.padStart(width)).join('')
    : ` ${across.labels[0]} to ${across.labels.at(-1)}`;
  const lines = marks.map((row, place) => {
    const cells = row.map((mark) => ' '.repeat(Math.max(0, width - [...mark].length)) + mark).join('');
    return `${labels[place]!.padStart(margin)}${cells}`.trimEnd();
  });
  // The largest stands above, as on paper.
  return [...lines.reverse(), palette.faint(`${' '.repeat(margin)}${head}`)];
}

function markOf(field: MapField | undefined, { nothing, spark }: Glyphs): string {
  if (field === undefined) return ' ';
  const { lost, broken } = field;
  const heat = lost === 0 ? nothing : spark[Math.min(spark.length - 1, Math.floor(lost * spark.length))]!;
  return heat + broken.flatMap((isBroken, place) => (isBroken ? letterOf(place) : [])).join('');
}

function legend({ expectations, fields }: CapacityMap, { nothing, spark }: Glyphs): readonly string[] {
  const percent = Math.round(100 / spark.length);
  const losses = `${nothing} nothing is refused or fails; ${spark[0]} less than ${percent}% does, … ${spark.at(-1)} more than ${100 - percent}%`;
  const isBroken = (place: number): boolean => fields.flat().some((field) => field?.broken[place] === true);
  return [
    ...wrap(losses, 2, 2),
    ...expectations.flatMap((text, place) =>
      isBroken(place) ? wrap(`${letterOf(place)} fails: ${text}`, 2, 4) : [],
    ),
  ];
}

/** Row by row: from which value on, or up to which, there is loss and each expectation fails. */
function frontierTable({ across, down, fields, expectations }: CapacityMap, palette: Palette): string {
  const conditions = [
    ['lost', (field: MapField) => field.lost > 0] as const,
    ...expectations.map(
      (_, place) => [`${letterOf(place)} fails`, (field: MapField) => field.broken[place] === true] as const,
    ),
  ];
  const rows = fields.map((row, place) => [
    down?.labels[place] ?? 'all',
    ...conditions.map(([, isSo]) =>
      extentInWords(
        row.map((field) => field !== undefined && isSo(field)),
        across.labels,
      ),
    ),
  ]);
  return table(['Frontier', ...conditions.map(([name]) => `<${name}`)], rows.toReversed(), palette);
}

/** `from 30000`, `up to 20`, `always`, `never`; `3..5, from 9` where it comes and goes. */
export function extentInWords(flags: readonly boolean[], labels: readonly string[]): string {
  const runs = runsOf(flags);
  const last = labels.length - 1;
  if (runs.length === 0) return 'never';
  return runs
    .map(([from, to]) => {
      if (from === 0 && to === last) return 'always';
      if (to === last) return `from ${labels[from]}`;
      if (from === 0) return `up to ${labels[to]}`;
      return from === to ? `at ${labels[from]}` : `${labels[from]} to ${labels[to]}`;
    })
    .join(', ');
}
