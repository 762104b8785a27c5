import { describe, expect, it } from 'vitest';
import { LINE_WIDTH } from '../../src/report/table.ts';
import { textReport, verdictText } from '../../src/report/text.ts';
import {
  BLACK_FRIDAY,
  cohort,
  distributionOf,
  figuresWith,
  HOUR,
  PLAIN_STYLE,
  reportOf,
  resultWith,
  SECOND,
  SETTING,
  senderNamed,
} from './results.ts';

describe('the text report', () => {
  const text = textReport(reportOf(resultWith()), PLAIN_STYLE);

  it('ends with fingerprint, seed and the command that repeats it', () => {
    const last = text.trimEnd().split('\n').slice(-2).join('\n');
    expect(last).toBe('Fingerprint 00112233445566ff, seed 7. To repeat:\n  mpsim run sale.yaml --seed 7');
  });

  it('prints the law of conservation with its numbers', () => {
    expect(text.replace(/\n +/g, ' ')).toContain(
      '2 submitted = 0 refused + 0 failed + 0 canceled + 2 delivered + 0 undelivered + 0 sent + 0 open',
    );
  });

  it('tells what is assumed before any figures', () => {
    const setting = { ...SETTING, assumptions: ['Carrier latency is assumed.'] };
    const assuming = textReport(reportOf(resultWith({ setting })), PLAIN_STYLE);
    expect(assuming.indexOf('Carrier latency is assumed.')).toBeLessThan(assuming.indexOf('Messages'));
  });

  it('stays within 80 columns with millions of messages, long names, clock times and every section', () => {
    const setting = {
      ...SETTING,
      scenario: 'black-friday',
      anchor: { ...BLACK_FRIDAY, zone: 'America/Argentina/ComodRivadavia' },
      senders: Array.from({ length: 70 }, (_, i) => senderNamed(`marketing-north-america#${i + 1}`, 100)),
      traffic: Array.from({ length: 9 }, (_, i) => ({
        id: `a-rather-long-name-of-a-stream-${i}`,
        senders: [i],
      })),
      incidents: [{ atUs: 0, untilUs: undefined, words: `sender ${'x'.repeat(90)}: down` }],
      assumptions: [
        'What is assumed here takes many words, so that it does not fit into a single line of eighty.',
      ],
    };
    const errors = [{ status: 'failed' as const, code: 30001, count: 12_345_678 }];
    const figures = figuresWith(
      { delivered: 87_654_321, failed: 12_345_678 },
      [725 * SECOND, 60 * HOUR],
      errors,
    );
    const latencies = { ...figures.latencies, end_to_end: distributionOf([90 * HOUR]) };
    const senders = setting.senders.map(() => ({
      peakBacklogSegments: 1_765_432,
      peakBacklogAtUs: 30 * HOUR,
      segmentsLeft: 1_765_432,
      drainedAtUs: 50 * HOUR,
    }));
    const result = resultWith({
      setting,
      senders,
      cohorts: setting.traffic.map((_, stream) => cohort(figures, stream, stream)),
      peakBacklogAtUs: 30 * HOUR,
      simulatedUs: 60 * HOUR,
      lastConcludedAtUs: 60 * HOUR,
      hours: [0, 1, 2].map((hour) => ({ startUs: hour * HOUR, latencies })),
    });
    const expectations = [
      {
        line: 123,
        text: 'end_to_end of traffic a-rather-long-name-of-a-stream-1 of sender marketing-north-america#12: p99 at most 10s',
        verdict: 'fail' as const,
        severity: 'fail' as const,
        value: 725 * SECOND,
        unit: 'us' as const,
        atMost: 1,
        atLeast: undefined,
        n: 3,
      },
    ];
    const long = textReport(reportOf(result, { expectations }), PLAIN_STYLE);
    for (const section of [
      'Errors',
      'Expectations',
      'Latency',
      'Senders',
      'Backlog',
      'Hour from',
      'Incidents',
    ]) {
      expect(long).toMatch(new RegExp(`^${section}`, 'm'));
    }
    expect(long.split('\n').filter((line) => [...line].length > LINE_WIDTH)).toEqual([]);
  });

  it('shows only the senders with the longest queues when there are many', () => {
    const setting = {
      ...SETTING,
      senders: Array.from({ length: 70 }, (_, i) => senderNamed(`promo#${i + 1}`, 1)),
    };
    const senders = setting.senders.map((_, sender) => ({
      peakBacklogSegments: sender,
      peakBacklogAtUs: 0,
      segmentsLeft: 1,
      drainedAtUs: SECOND,
    }));
    const many = textReport(reportOf(resultWith({ setting, senders })), PLAIN_STYLE);
    expect(many).toContain('and 58 more');
    expect(many).toContain('promo#70');
    expect(many).not.toMatch(/promo#58 /);
  });

  it('leaves out what there is nothing to tell of', () => {
    expect(text).not.toMatch(/Errors|Expectations|Incidents|Hour from|Assumed/);
  });

  it('says when quantiles are those of a histogram', () => {
    const figures = figuresWith(
      { delivered: 600 },
      Array.from({ length: 600 }, (_, i) => i * SECOND),
    );
    for (const distribution of Object.values(figures.latencies)) distribution.condense();
    const rounded = textReport(reportOf(resultWith({ cohorts: [cohort(figures)] })), PLAIN_STYLE);
    expect(rounded).toContain('within 0.1%');
    expect(text).toContain('Quantiles are exact');
  });

  it('paints only through the palette', () => {
    const mark = (text: string): string => `<${text}>`;
    const palette = { strong: mark, faint: mark, good: mark, warning: mark, bad: mark };
    expect(textReport(reportOf(resultWith()), { ...PLAIN_STYLE, palette }).replaceAll(/[<>]/g, '')).toBe(
      text.replaceAll(/[<>]/g, ''),
    );
  });
});

describe('the quiet report', () => {
  it('is the name and the verdict alone', () => {
    expect(verdictText(reportOf(resultWith()), PLAIN_STYLE)).toBe(
      [
        'sale',
        '  Rulebook twilio-guide, 1 sender',
        '',
        '  The last message lands 2.00 s after the start. The last segment leaves its',
        '    sender after 2.00 s.',
        '  All 2 messages are delivered.',
        '',
      ].join('\n'),
    );
  });
});
