import type { Glyphs } from './glyphs.ts';
import type { Palette } from './palette.ts';

/** One chart of columns above a line. */
export interface ColumnChart {
  readonly title: string;
  /** One value a column, from 0 to {@link top}. */
  readonly heights: readonly number[];
  /** The value of a full column, above 0. */
  readonly top: number;
  /** What {@link top} is called at the side. */
  readonly topLabel: string;
  readonly levels: readonly string[];
  readonly paint: (text: string) => string;
}

/** Lines between the title and the axis. */
const ROWS = 5;

/**
 * Its title, its columns with the value of a full one at the side, and its axis. A value above 0 always shows.
 *
 * @param axisLine what stands below the columns: as many characters.
 */
export function columnChart(
  chart: ColumnChart,
  sideWidth: number,
  axisLine: string,
  palette: Palette,
  { axis }: Glyphs,
): readonly string[] {
  const rows = columnRows(chart.heights, chart.top, chart.levels).map((row, place) => {
    const side = `${(place === 0 ? chart.topLabel : '').padStart(sideWidth)} ${place === 0 ? axis.top : axis.side}`;
    return `  ${palette.faint(side)}${row.trim() && chart.paint(row.trimEnd())}`;
  });
  return [
    `  ${chart.title}`,
    ...rows,
    `  ${palette.faint(`${'0'.padStart(sideWidth)} ${axis.corner}${axisLine}`)}`,
  ];
}

function columnRows(heights: readonly number[], top: number, levels: readonly string[]): readonly string[] {
  const full = levels.length;
  // Steps from the bottom; the least of something is one step.
  const steps = heights.map((height) => Math.ceil(Math.min(1, height / top) * ROWS * full));
  return Array.from({ length: ROWS }, (_, row) => {
    const below = (ROWS - 1 - row) * full;
    return steps.map((step) => (step <= below ? ' ' : levels[Math.min(full, step - below) - 1]!)).join('');
  });
}
