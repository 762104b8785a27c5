import type { LatencyChart } from '../chart.ts';
import { type Html, html, raw } from '../html-text.ts';
import { MARK_ROW, type PlacedMark, placedMarks } from '../mark-rows.ts';
import { BOTTOM, drawing, type Frame, frameOf, gridLine, pathThrough, TOP, tenth } from './frame.ts';

/** Of what is below the names of the marks. */
const HEIGHT = 236;
/** Bars reach so high at the most, to be told from the line. */
const BAR_TOP = 0.8;

/** How a latency is spread, drawn: bars are shares, the line is the share at or below. */
export function latencyDrawing(chart: LatencyChart): Html {
  const { id, shares, cumulative, ticks } = chart;
  const marks = placedMarks(chart);
  const height = HEIGHT + MARK_ROW * marks.length;
  const plot = HEIGHT - TOP - BOTTOM;
  const whole = frameOf(shares.length, height);
  const frame: Frame = { ...whole, y: (share) => whole.y((share * plot) / (height - TOP - BOTTOM)) };
  const most = Math.max(...shares);
  const line = [[frame.x(0), frame.y(0)] as const].concat(
    cumulative.map((share, bin) => [frame.x(bin + 1), frame.y(share)] as const),
  );
  return drawing(id, height, [
    ...[0, 0.5, 1].map((share) => gridLine(frame, share, `${share * 100}%`)),
    html`<path class="bars" d="${barsPath(shares, most, frame)}"/>`,
    ...marks.map((mark) => markLine(mark, frame)),
    html`<path class="line cumulative" d="${pathThrough(line)}"/>`,
    ...ticks.map(({ at, words }) => {
      const [x, y] = [frame.x(at), frame.y(0)];
      return html`<path class="tick" d="M${x} ${y}v4"/><text class="label" x="${x}" y="${y + 18}" text-anchor="middle">${words}</text>`;
    }),
    ...marks.map((mark) => markWords(mark, frame)),
  ]);
}

function barsPath(shares: readonly number[], most: number, frame: Frame): string {
  return shares
    .flatMap((share, bin) => {
      if (share === 0) return [];
      const [x, end] = [frame.x(bin), frame.x(bin + 1)];
      return `M${tenth(x + 0.5)} ${frame.y(0)}V${frame.y((share / most) * BAR_TOP)}H${tenth(end - 0.5)}V${frame.y(0)}Z`;
    })
    .join('');
}

/** An upright line as far as its words. */
function markLine({ at, kind, row }: PlacedMark, frame: Frame): Html {
  return html`<path class="mark ${kind}" d="M${frame.x(at)} ${frame.y(0)}V${top(row) + 3}"/>`;
}

function markWords({ at, words, kind, row, isLate }: PlacedMark, frame: Frame): Html {
  const x = frame.x(at);
  const [textX, anchor] = isLate ? [tenth(x - 5), 'end'] : [tenth(x + 5), 'start'];
  return html`<text class="mark-label ${kind}" x="${textX}" y="${top(row) + 12}" text-anchor="${raw(anchor)}">${words}</text>`;
}

function top(row: number): number {
  return TOP - 10 + MARK_ROW * row;
}
