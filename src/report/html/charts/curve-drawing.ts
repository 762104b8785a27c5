import type { CurveChart, CurvePoints } from '../chart.ts';
import { type Html, html } from '../html-text.ts';
import { bands, drawing, frameOf, gridLine, leftFor, pathThrough, WIDTH } from './frame.ts';

const HEIGHT = 300;

/** Lines and bands on scales of any kind, before incidents where there are any. */
export function curveDrawing({ id, curves, across, up, behind }: CurveChart): Html {
  const left = leftFor(up.map(({ words }) => words));
  const frame = frameOf(1, HEIGHT, left);
  const place = (points: CurvePoints): CurvePoints => points.map(([x, y]) => [frame.x(x), frame.y(y)]);
  const base = frame.y(0);
  return drawing(id, HEIGHT, [
    ...bands(behind, frame),
    ...up.map(({ at, words }) => gridLine(frame, at, words, left)),
    ...across.map(({ at, words }) => {
      const x = frame.x(at);
      return html`<path class="tick" d="M${x} ${base}v4"/><text class="label" x="${x}" y="${base + 21}" text-anchor="${x > WIDTH - 50 ? 'end' : 'middle'}">${words}</text>`;
    }),
    ...curves.flatMap(({ tone, band }) =>
      band === undefined
        ? []
        : [
            html`<path class="spread ${tone}" d="${pathThrough(place([...band.upper, ...band.lower.toReversed()]))}Z"/>`,
          ],
    ),
    ...curves.map(({ tone, points }) => html`<path class="line ${tone}" d="${pathThrough(place(points))}"/>`),
  ]);
}
