import { ASCII, UNICODE } from '../report/glyphs.ts';
import { LINE_WIDTH } from '../report/table.ts';
import type { Style } from '../report/text.ts';

/** When charts are printed: `auto` on a terminal only. */
export const CHARTS = ['auto', 'always', 'never'] as const;
export type Charts = (typeof CHARTS)[number];

/** What is asked of the pictures in a report. */
export interface PictureOptions {
  readonly charts: Charts;
  readonly ascii?: boolean | undefined;
}

/** Below, charts tell nothing; above, lines are hard to follow. */
const WIDTH_LEAST = 40;
const WIDTH_MOST = 200;

/** The character set and the width of charts for a stream; the width of a terminal is its own. */
export function pictureFor(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  { charts, ascii }: PictureOptions,
): Pick<Style, 'glyphs' | 'chartWidth'> {
  const glyphs = ascii === true ? ASCII : UNICODE;
  const areCharts = charts === 'always' || (charts === 'auto' && stream.isTTY === true);
  // A terminal that does not know its width says 0.
  const columns = stream.columns || LINE_WIDTH;
  return {
    glyphs,
    chartWidth: areCharts ? Math.min(WIDTH_MOST, Math.max(WIDTH_LEAST, columns)) : undefined,
  };
}
