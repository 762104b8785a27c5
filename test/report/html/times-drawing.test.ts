import { describe, expect, it } from 'vitest';
import { TIME_PARTS, type TimePart } from '../../../src/measure/time-split/split-columns.ts';
import {
  hasSeveralScales,
  type TimesBar,
  timesDrawing,
} from '../../../src/report/html/charts/times-drawing.ts';

const SECOND = 1e6;

function bar(name: string, own: Partial<Record<TimePart, number>>): TimesBar {
  // Each part is given a number.
  const parts = Object.fromEntries(TIME_PARTS.map((part) => [part, own[part] ?? 0])) as TimesBar['parts'];
  return { name, parts, totalUs: Object.values(parts).reduce((sum, us) => sum + us, 0) };
}

const PROMO = [bar('promo', { sender: 3000 * SECOND, carrier: 600 * SECOND })];
const CODES = [bar('codes', { carrier: 5 * SECOND })];

describe('bars of where the time went', () => {
  it('stand on one scale as long as all can be seen', () => {
    expect(hasSeveralScales([PROMO, [bar('news', { sender: 300 * SECOND })]])).toBe(false);
  });

  it('stand on another scale where they would be too short to see', () => {
    expect(hasSeveralScales([CODES, PROMO])).toBe(true);
    const drawn = timesDrawing('times', [CODES, PROMO]).text;
    expect(drawn.indexOf('promo')).toBeLessThan(drawn.indexOf('codes'));
    // An hour of an hour, then five seconds of five.
    expect(
      [...drawn.matchAll(/<rect class="part (\w+)" x="([\d.]+%)" y="\d+" width="([\d.]+%)"/g)].map((found) =>
        found.slice(1),
      ),
    ).toEqual([
      ['sender', '0%', '83.33%'],
      ['carrier', '83.33%', '16.67%'],
      ['carrier', '0%', '83.33%'],
    ]);
  });
});
