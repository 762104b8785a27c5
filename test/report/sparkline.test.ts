import { describe, expect, it } from 'vitest';
import { UNICODE } from '../../src/report/glyphs.ts';
import { sparkline } from '../../src/report/sparkline.ts';

describe('a sparkline', () => {
  it('rises with its values, and shows nothing as a dot', () => {
    expect(sparkline(Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8), 80, UNICODE)).toBe('·▁▂▃▄▅▆▇█');
  });

  it('shows the largest value of each stretch when there are more values than columns', () => {
    const values = new Float64Array(600);
    values[599] = 5;
    expect(sparkline(values, 3, UNICODE)).toBe('··█');
  });

  it('shows the least backlog as something', () => {
    expect(sparkline(Float64Array.of(1, 1_000_000), 2, UNICODE)).toBe('▁█');
  });
});
