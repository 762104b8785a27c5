import type { Tornado } from '../../../experiment/sweeping/tornado.ts';
import { effectInWords } from '../../sweep/tornado-text.ts';
import { clip } from '../../table.ts';
import { type Html, html } from '../html-text.ts';
import { drawing, tenth, WIDTH } from './frame.ts';

const LEFT = 250;
const RIGHT = 280;
const ROW = 30;
const BAR = 18;
const NAME_LENGTH = 32;

/** One bar a path, the largest first. */
export function tornadoDrawing(id: string, tornado: Tornado): Html {
  const most = Math.max(...tornado.bars.map(({ effect }) => Math.abs(effect)));
  const bars = tornado.bars.map((bar, row) => {
    const width = most === 0 ? 0 : tenth((Math.abs(bar.effect) / most) * (WIDTH - LEFT - RIGHT));
    const middle = ROW * row + ROW / 2 + 4;
    const [start, top] = [LEFT, ROW * row + (ROW - BAR) / 2];
    return html`<text class="bar-name" x="${LEFT - 10}" y="${middle}" text-anchor="end">${clip(bar.path, NAME_LENGTH)}</text><path class="bars" d="M${start} ${top}h${width}v${BAR}h${-width}Z"/><text class="label" x="${tenth(start + width + 8)}" y="${middle}">${effectInWords(bar, tornado)}</text>`;
  });
  return drawing(id, ROW * tornado.bars.length + 6, bars);
}
