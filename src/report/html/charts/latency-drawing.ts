import type { AxisMark, LatencyChart } from '../chart.ts';
import { type Html, html, raw } from '../html-text.ts';
import { drawing, type Frame, frameOf, gridLine, pathThrough, tenth, WIDTH } from './frame.ts';

const HEIGHT = 260;
/** Bars reach so high at the most, below the names of the marks. */
const BAR_TOP = 0.8;

/** How a latency is spread, drawn: bars are shares, the line is the share at or below. */
export function latencyDrawing(chart: LatencyChart): Html {
  const { id, shares, cumulative, ticks, quantiles, bounds } = chart;
  const frame = frameOf(shares.length, HEIGHT);
  const most = Math.max(...shares);
  const line = [[frame.x(0), frame.y(0)] as const].concat(
    cumulative.map((share, bin) => [frame.x(bin + 1), frame.y(share)] as const),
  );
  return drawing(id, HEIGHT, [
    ...[0, 0.5, 1].map((share) => gridLine(frame, share, `${share * 100}%`)),
    html`<path class="bars" d="${barsPath(shares, most, frame)}"/>`,
    html`<path class="line cumulative" d="${pathThrough(line)}"/>`,
    ...ticks.map(({ at, words }) => {
      const [x, y] = [frame.x(at), frame.y(0)];
      return html`<path class="tick" d="M${x} ${y}v4"/><text class="label" x="${x}" y="${y + 18}" text-anchor="middle">${words}</text>`;
    }),
    ...quantiles.map((mark, place) => markLine(mark, frame, 'quantile', 14 + 14 * place)),
    ...bounds.map((mark, place) =>
      markLine(mark, frame, mark.holds ? 'bound' : 'bound broken', 14 + 14 * (quantiles.length + place)),
    ),
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

/** An upright line; its words stand left of it where there is no room at its right. */
function markLine({ at, words }: AxisMark, frame: Frame, kind: string, drop: number): Html {
  const x = frame.x(at);
  const isLate = x > WIDTH * 0.75;
  const [textX, anchor] = isLate ? [x - 5, 'end'] : [x + 5, 'start'];
  return html`<path class="mark ${raw(kind)}" d="M${x} ${frame.y(0)}V${frame.y(1)}"/><text class="mark-label ${raw(kind)}" x="${textX}" y="${frame.y(1) + drop}" text-anchor="${raw(anchor)}">${words}</text>`;
}
