import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../src/report/csv.ts';
import { latencyCsv } from '../../src/report/latency-csv.ts';
import { throughputCsv } from '../../src/report/throughput-csv.ts';
import { cases } from '../seed.ts';
import {
  cohort,
  distributionOf,
  figuresWith,
  HOUR,
  reportOf,
  resultWith,
  SETTING,
  senderNamed,
  seriesOf,
} from './results.ts';

describe('CSV', () => {
  it('reads back as it was written, whatever the cells hold', () => {
    const rows = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(rows, (cells) => {
        expect(parse(csvOf(cells), { relax_column_count: true, record_delimiter: '\r\n' })).toEqual(cells);
      }),
      cases(100),
    );
  });

  it('ends lines in CR LF, as RFC 4180 has it', () => {
    expect(
      csvOf([
        ['a', 1],
        ['b, c', undefined],
      ]),
    ).toBe('a,1\r\n"b, c",\r\n');
  });
});

describe('throughput.csv', () => {
  const setting = { ...SETTING, senders: [senderNamed('busy', 1), senderNamed('idle', 1)] };
  const throughput = {
    intervalUs: 500_000,
    length: 2,
    total: seriesOf([1, 0]),
    senders: [seriesOf([1, 0]), seriesOf([0, 0])],
  };
  const rows = parse(
    [...throughputCsv(reportOf(resultWith({ setting, throughput })))].join(''),
  ) as string[][];

  it('has the agreed header', () => {
    expect(rows[0]!.join()).toBe(
      'interval_start_s,sender,submitted,refused,admitted_segments,left_segments,sent,delivered,undelivered,failed,canceled,backlog_segments',
    );
  });

  it('has a total for every interval and a sender only where something happened or backlog stands', () => {
    expect(rows.slice(1).map(([start, sender]) => [start, sender])).toEqual([
      ['0', '*'],
      ['0', 'busy'],
      ['0.5', '*'],
    ]);
  });

  it('asks a series for each column once, for a series may have to gather it', () => {
    let asked = 0;
    const counting = Object.defineProperty({ ...seriesOf([1, 1]) }, 'sent', {
      get: () => {
        asked += 1;
        return new Float64Array(2);
      },
    });
    const report = reportOf(
      resultWith({ setting, throughput: { ...throughput, senders: [counting, counting] } }),
    );
    expect([...throughputCsv(report)].join('')).toContain('busy');
    expect(asked).toBe(2);
  });
});

describe('latency.csv', () => {
  const latencies = figuresWith({ delivered: 1 }, [HOUR]).latencies;
  const result = resultWith({
    cohorts: [cohort(figuresWith({ delivered: 1 }, [1_500_000]))],
    hours: [{ startUs: HOUR, latencies: { ...latencies, queue_wait: distributionOf([]) } }],
  });
  const rows = parse([...latencyCsv(reportOf(result))].join('')) as string[][];

  it('has the agreed header and four metrics a group', () => {
    expect(rows[0]!.join()).toBe('group,id,metric,n,mean_s,min_s,p50_s,p90_s,p95_s,p99_s,max_s');
    expect(rows.slice(1).map(([group, id]) => `${group} ${id}`)).toEqual(
      ['all *', 'traffic blast', 'sender promo', 'submitted_hour 3600'].flatMap((name) => [
        name,
        name,
        name,
        name,
      ]),
    );
  });

  it('tells seconds, and nothing but n where nothing was measured', () => {
    expect(rows[1]!.slice(3)).toEqual(['1', '1.5', '1.5', '1.5', '1.5', '1.5', '1.5', '1.5']);
    expect(rows.find(([group]) => group === 'submitted_hour')!.slice(2)).toEqual([
      'queue_wait',
      '0',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
    ]);
  });
});
