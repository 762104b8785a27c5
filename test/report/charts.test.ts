import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/measure/result.ts';
import { flowChart } from '../../src/report/flow-chart.ts';
import { ASCII, type Glyphs, UNICODE } from '../../src/report/glyphs.ts';
import { latencyHistogram } from '../../src/report/latency-histogram.ts';
import { PLAIN } from '../../src/report/palette.ts';
import { textReport } from '../../src/report/text.ts';
import {
  BLACK_FRIDAY,
  figuresWith,
  HOUR,
  PLAIN_STYLE,
  reportOf,
  resultWith,
  SECOND,
  SETTING,
  senderNamed,
  seriesOf,
} from './results.ts';

const WIDTHS: readonly number[] = [60, 80, 120, 200];
const SETS: readonly (readonly [string, Glyphs])[] = [
  ['Unicode', UNICODE],
  ['ASCII', ASCII],
];

/** A batch of messages that one sender sends at two a second, over intervals of half a minute. */
function batchOf(messages: number, changes: Partial<Result> = {}): Result {
  const perInterval = 60;
  const length = Math.ceil(messages / perInterval);
  const backlog = Array.from({ length }, (_, i) => Math.max(0, messages - (i + 1) * perInterval));
  const total = seriesOf(backlog);
  total.submitted[0] = messages;
  total.sent.forEach((_, i, sent) => {
    sent[i] = (backlog[i - 1] ?? messages) - backlog[i]!;
  });
  return resultWith({
    peakBacklogSegments: messages,
    throughput: { intervalUs: 30 * SECOND, length, total, senders: [] },
    ...changes,
  });
}

function chartOf(result: Result, width: number, glyphs: Glyphs = UNICODE): string {
  return flowChart(result, width, PLAIN, glyphs) ?? '';
}

function widestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

describe('the chart over time', () => {
  it.each(SETS)('fits the window in %s, and uses it', (_, glyphs) => {
    for (const width of WIDTHS) {
      for (const messages of [1, 60, 6_000, 2_000_000]) {
        expect(widestLine(chartOf(batchOf(messages), width, glyphs))).toBe(width);
      }
    }
  });

  it('draws arrivals, sent and backlog with characters of their own', () => {
    for (const [, glyphs] of SETS) {
      const drawn = [glyphs.arrivals, glyphs.sent, glyphs.backlog].map((levels) => levels.at(-1));
      expect(new Set(drawn).size).toBe(3);
      for (const full of drawn) expect(chartOf(batchOf(6000), 80, glyphs)).toContain(full);
    }
  });

  it('shows a batch as one column, a queue that drains as a slope, and a steady rate as a plain', () => {
    const lines = chartOf(batchOf(6000), 60).split('\n');
    const [, title, top] = lines;
    expect([title, top]).toEqual(['  Arrivals, messages a second', '     100 ┤⣿']);
    expect(lines[8]).toBe('  Sent, messages a second');
    expect(lines[9]).toBe(`       2 ┤${'█'.repeat(50)}`);
    expect(lines[15]).toBe('  Backlog, segments; peak 6,000 at 0s');
    const slope = lines.slice(16, 21).map((line) => line.length);
    expect(slope).toEqual(slope.toSorted((a, b) => a - b));
  });

  it('shows the least of something', () => {
    const result = batchOf(2_000_000);
    result.throughput.total.submitted[600] = 1;
    const bottom = chartOf(result, 80).split('\n')[6]!;
    expect(bottom.match(/⣀/g)).toHaveLength(1);
  });

  it('has round times of the clock on the wall below it, or offsets from the start', () => {
    expect(chartOf(batchOf(14_400), 80).split('\n').at(-1)).toMatch(/^ {10}0s +15m +30m +45m +1h +1h15m/);
    const quarterPast = { ...BLACK_FRIDAY, epochMs: BLACK_FRIDAY.epochMs + 7 * 60_000 };
    const result = batchOf(14_400, { setting: { ...SETTING, anchor: quarterPast } });
    expect(chartOf(result, 80).split('\n').at(-1)).toMatch(/^ +09:15 +09:30 +09:45 +10:00/);
  });

  it('tells a queue that never outlived an interval', () => {
    const total = seriesOf([0, 0]);
    total.submitted[0] = 5;
    total.sent[0] = 5;
    const result = resultWith({
      throughput: { intervalUs: SECOND, length: 2, total, senders: [] },
      peakBacklogSegments: 5,
    });
    expect(chartOf(result, 80)).toContain('peak 5 at 0s, soon gone');
    expect(chartOf({ ...result, peakBacklogAtUs: undefined }, 80)).toContain('Backlog, none');
  });

  it('counts slow traffic by the minute, the hour or the day', () => {
    const slow = (intervalUs: number): string => {
      const total = seriesOf([0]);
      total.submitted[0] = 3;
      return chartOf(resultWith({ throughput: { intervalUs, length: 1, total, senders: [] } }), 80);
    };
    expect(slow(60 * SECOND)).toContain('messages a minute');
    expect(slow(HOUR)).toContain('messages an hour');
    expect(slow(24 * HOUR)).toContain('messages a day');
  });

  it('is none where nothing was submitted', () => {
    expect(flowChart(resultWith(), 80, PLAIN, UNICODE)).toBeUndefined();
  });
});

describe('the latency histogram', () => {
  const spread = figuresWith(
    { delivered: 600 },
    Array.from({ length: 600 }, (_, i) => (i * i + 1) * 100_000),
  );
  const even = figuresWith(
    { delivered: 1400 },
    Array.from({ length: 1400 }, (_, i) => i * 10_000),
  );

  function histogramOf(width: number, glyphs: Glyphs, figures = spread): string {
    return latencyHistogram(figures, width, PLAIN, glyphs) ?? '';
  }

  it.each(SETS)('fits the window in %s', (_, glyphs) => {
    for (const width of [60, 80, 120, 200]) {
      const widest = widestLine(histogramOf(width, glyphs));
      expect(widest).toBeLessThanOrEqual(width);
      expect(widest).toBeGreaterThan(width - 14);
    }
  });

  it('marks where half, 95 and 99 of a hundred are through', () => {
    const marks = histogramOf(80, UNICODE, even).match(/^.* p\d\d.*$/gm)!;
    expect(marks.map((line) => line.replace(/ +[\d,]+ +[\d.]+% +█+/, ''))).toEqual([
      '  6s to 7s p50',
      '  13s to 14s p95 p99',
    ]);
  });

  it('counts every message once in its bars', () => {
    const counts = [...histogramOf(80, ASCII).matchAll(/ (\d+) +<?[\d.]+% {2}#/g)].map(([, n]) => Number(n));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(600);
  });

  it('tells of the way to the last segment where no receipt ever came', () => {
    const silent = {
      ...even,
      latencies: { ...even.latencies, end_to_end: figuresWith({}).latencies.end_to_end },
    };
    expect(histogramOf(80, UNICODE)).toMatch(/^End to end /);
    expect(histogramOf(80, UNICODE, silent)).toMatch(/^Send latency /);
    expect(latencyHistogram(figuresWith({}), 80, PLAIN, UNICODE)).toBeUndefined();
  });
});

describe('a report with charts', () => {
  it('shows the queue once: as a chart in place of the row of bars', () => {
    const report = reportOf(batchOf(6000));
    const plain = textReport(report, PLAIN_STYLE);
    const charted = textReport(report, { ...PLAIN_STYLE, chartWidth: 80 });
    expect(plain).toContain('\nBacklog  peak 6,000');
    expect(plain).not.toContain('Over time');
    expect(charted).toContain('\nOver time  ');
    expect(charted).not.toContain('\nBacklog  peak');
  });
});

describe('a report in ASCII', () => {
  it('spells rows of bars and clipped names, but not the command, which is there to be copied', () => {
    const setting = { ...SETTING, senders: [senderNamed('a-name-of-a-sender-that-is-clipped', 1)] };
    const style = { ...PLAIN_STYLE, glyphs: ASCII, command: 'mpsim run größe….yaml --seed 7' };
    const text = textReport(reportOf(batchOf(6000, { setting })), style);
    expect(text).toContain('a-name-~clipped');
    expect(text).toMatch(/\n {2}@@@+%+#+\*+\++=+-+:+\.*\n/);
    expect(text).toContain(style.command);
    expect(text.replace(style.command, '')).toMatch(/^[\n -~]*$/);
  });
});
