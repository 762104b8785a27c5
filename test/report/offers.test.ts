import { describe, expect, it } from 'vitest';
import type { OfferedLoad } from '../../src/measure/offers.ts';
import { latencyCsv } from '../../src/report/latency-csv.ts';
import { offerTable } from '../../src/report/offer-table.ts';
import { PLAIN } from '../../src/report/palette.ts';
import { summaryJson } from '../../src/report/summary.ts';
import { LINE_WIDTH } from '../../src/report/table.ts';
import { textReport } from '../../src/report/text.ts';
import { distributionOf, HOUR, PLAIN_STYLE, reportOf, resultWith, SECOND, SETTING } from './results.ts';

function loadWith(own: Partial<OfferedLoad> = {}, latenciesUs: readonly number[] = []): OfferedLoad {
  return {
    offered: 0,
    heldBack: 0,
    attempts: 0,
    accepted: 0,
    postponed: 0,
    longestPostponedUs: 0,
    endToEnd: distributionOf(latenciesUs),
    ...own,
  };
}

const blast = loadWith(
  {
    offered: 50_000,
    heldBack: 300,
    attempts: 61_204,
    accepted: 49_000,
    postponed: 31_000,
    longestPostponedUs: 2 * HOUR,
  },
  [SECOND, 2 * HOUR],
);
const prompt = loadWith({ offered: 2, attempts: 2 });
const traffic = ['blast', 'otp', 'more'].map((id) => ({ id, senders: [0] }));
const result = resultWith({ setting: { ...SETTING, traffic }, offeredLoads: [blast, undefined, prompt] });
const summary = JSON.parse(summaryJson(reportOf(result)));

describe('the report of offered load', () => {
  it('tells what clients wanted, what they submitted, and how long it took from there', () => {
    expect(offerTable(result, PLAIN)).toBe(
      [
        'Offered load  offered  attempts  accepted  postponed  at most',
        '  blast        50,000    61,204    49,000     31,000    2h00m',
        '  more              2         2         0          0        -',
        'Offer to receipt  n   mean    p50    p90    p95    p99    max',
        '  blast           2  1h00m  1.00s  2h00m  2h00m  2h00m  2h00m',
        '  Never submitted, as the run ended first: blast 300.',
      ].join('\n'),
    );
  });

  it('is absent where every client submits at once and once', () => {
    expect(offerTable(resultWith(), PLAIN)).toBeUndefined();
  });

  it('fits the page, and names no more streams than that', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({
      id: `a-stream-with-a-long-name-${i}`,
      senders: [0],
    }));
    const huge = loadWith(
      {
        offered: 10_000_000,
        heldBack: 9_999_999,
        attempts: 99_999_999,
        accepted: 10_000_000,
        postponed: 9_999_999,
        longestPostponedUs: 99 * HOUR,
      },
      new Array(1000).fill(HOUR),
    );
    const text = offerTable(
      resultWith({ setting: { ...SETTING, traffic: many }, offeredLoads: many.map(() => huge) }),
      PLAIN,
    )!;
    expect(text).toContain('and 3 more streams in summary.json');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(LINE_WIDTH);
  });

  it('has a warning of what was never submitted', () => {
    expect(textReport(reportOf(result), PLAIN_STYLE)).toContain(
      'Still held back by their clients when the run ends: 300 messages.',
    );
    expect(textReport(reportOf(resultWith()), PLAIN_STYLE)).not.toContain('held back');
  });
});

describe('the files of a report', () => {
  it('have the load and the latency from the offer of streams that hold back or try again, and of no other', () => {
    expect(summary.by.traffic.blast.load).toEqual({
      offered: 50_000,
      attempts: 61_204,
      accepted: 49_000,
      postponed: 31_000,
      longest_postponed_s: 7200,
      held_back: 300,
    });
    expect(summary.by.traffic.blast.metrics.end_to_end_offered).toMatchObject({
      n: 2,
      mean: 3600.5,
      max: 7200,
    });
    expect(summary.by.traffic.more.metrics.end_to_end_offered).toEqual({ n: 0 });
    expect(Object.keys(summary.by.traffic.otp)).toEqual(['messages', 'errors', 'metrics']);
    expect(summary.by.traffic.otp.metrics.end_to_end_offered).toBeUndefined();
    const rows = [...latencyCsv(reportOf(result))].join('').split('\r\n');
    expect(rows.filter((row) => row.includes('end_to_end_offered'))).toEqual([
      'traffic,blast,end_to_end_offered,2,3600.5,1,1,7200,7200,7200,7200',
      'traffic,more,end_to_end_offered,0,,,,,,,',
    ]);
  });
});
