import { describe, expect, it } from 'vitest';
import { timeTicks, valueTicks } from '../../../src/report/html/axis-ticks.ts';
import { BLACK_FRIDAY, HOUR, resultWith, SECOND, SETTING } from '../results.ts';

describe('the ticks of an axis', () => {
  it('stand at round times of day on the clock of the scenario, wherever the run begins', () => {
    const anchor = { ...BLACK_FRIDAY, epochMs: BLACK_FRIDAY.epochMs + 10 * 60_000 };
    const ticks = timeTicks(resultWith({ setting: { ...SETTING, anchor } }), 3 * HOUR, 60 * SECOND);
    expect(ticks.map(({ words }) => words)).toEqual(['09:30', '10:00', '10:30', '11:00', '11:30', '12:00']);
    expect(ticks[0]!.at).toBe(20);
  });

  it('stand at round times after the start where the scenario has none', () => {
    const ticks = timeTicks(resultWith(), 40 * SECOND, SECOND);
    expect(ticks.map(({ words }) => words).slice(0, 3)).toEqual(['0s', '5.00s', '10.0s']);
  });

  it('reach from 0 to at least the largest value, in few round steps', () => {
    expect(valueTicks(50_000)).toEqual([0, 20_000, 40_000, 60_000]);
    expect(valueTicks(0)).toEqual([0, 1]);
    expect(valueTicks(3)).toEqual([0, 1, 2, 3]);
  });
});
