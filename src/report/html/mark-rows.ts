import type { AxisMark, LatencyChart } from './chart.ts';

/** An upright line of a latency chart, and where its words stand in the strip above the curve. */
export interface PlacedMark extends AxisMark {
  readonly kind: 'quantile' | 'bound' | 'broken';
  /** From 0, the uppermost; a row holds the words of one mark. */
  readonly row: number;
  /** Words stand left of the line where there is no room at its right. */
  readonly isLate: boolean;
}

/** Height of a row of words, in pixels. */
export const MARK_ROW = 15;
/** From this part of the axis on, words stand left of their line. */
const LATE = 0.6;

/** Gives each mark a row of its own, such that no line runs through words: those far right stand above those far left. */
export function placedMarks({ quantiles, bounds, shares }: LatencyChart): readonly PlacedMark[] {
  const marks = [
    ...quantiles.map((mark) => ({ ...mark, kind: 'quantile' as const })),
    ...bounds.map(({ at, words, holds }) => ({
      at,
      words,
      kind: holds ? ('bound' as const) : ('broken' as const),
    })),
  ].map((mark) => ({ ...mark, isLate: mark.at > shares.length * LATE }));
  const late = marks.filter(({ isLate }) => isLate).sort((a, b) => b.at - a.at);
  const early = marks.filter(({ isLate }) => !isLate).sort((a, b) => a.at - b.at);
  return [...late, ...early].map((mark, row) => ({ ...mark, row }));
}
