import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Anchor } from '../../src/kernel/civil-time.ts';
import { readAnchor } from '../../src/scenario/forms/moments.ts';
import { readTrace, type Trace, type TraceReading, traceOf } from '../../src/scenario/forms/traces.ts';
import { cases } from '../seed.ts';

function trace(text: string, anchor?: Anchor): Trace {
  const reading = readTrace(text, anchor);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.trace;
}

function complaints(reading: TraceReading): string[] {
  return reading.ok ? [] : reading.problems.map(({ line, why }) => `${line}: ${why}`);
}

describe('a trace', () => {
  test('is read whatever the order of its columns', () => {
    const read = trace('segments,from,to,time\n1,promo,+14155550100,0\n25,,nobody,0.000001\n');
    expect([...read.atUs]).toEqual([0, 1]);
    expect(read.to).toEqual(['+14155550100', 'nobody']);
    expect(read.from).toEqual(['promo', '']);
    expect([...(read.segments ?? [])]).toEqual([1, 25]);
    expect(read.body).toBeUndefined();
  });

  test('leaves To and Body as they are written, for acceptance to judge', () => {
    const read = trace('time,to,body\n1,,\n2,+0," two\nlines "\n');
    expect(read.to).toEqual(['', '+0']);
    expect(read.body).toEqual(['', ' two\nlines ']);
  });

  test('takes seconds, durations, times of day and dates', () => {
    const anchor = readAnchor('2026-11-27T09:00:00-05:00');
    if (!anchor.ok) throw new Error(anchor.why);
    const rows = ['1.5', '2500ms', '09:00:03', '2026-11-27T14:00:03.5Z'].map((time) => `${time},+1,x\n`);
    expect([...trace(`time,to,body\n${rows.join('')}`, anchor.value).atUs]).toEqual([
      1_500_000, 2_500_000, 3_000_000, 3_500_000,
    ]);
  });

  test('is put in order of time, equal times as they stand', () => {
    const read = trace('time,to,body\n5,a,1\n1,b,2\n5,c,3\n1,d,4\n');
    expect(read.to).toEqual(['b', 'd', 'a', 'c']);
    expect(read.body).toEqual(['2', '4', '1', '3']);
    expect([...read.atUs]).toEqual([1e6, 1e6, 5e6, 5e6]);
  });

  test('keeps every row, in a stable order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 }), (seconds) => {
        const read = trace(`time,to,segments\n${seconds.map((s, row) => `${s},${row},1`).join('\n')}`);
        const expected = seconds.map((s, row) => ({ s, row })).sort((a, b) => a.s - b.s || a.row - b.row);
        expect(read.to).toEqual(expected.map(({ row }) => String(row)));
        expect([...read.atUs]).toEqual(expected.map(({ s }) => s * 1e6));
      }),
      cases(100),
    );
  });

  test.each([
    ['', '1: the file is empty'],
    ['time,to,body\n', '1: the file has no rows below its header'],
    [
      'time,to\n',
      '1: the header needs one of the columns body and segments; write time,to,body or time,to,segments, with from if needed',
    ],
    [
      'time,to,body,segments\n1\n',
      '1: the header needs one of the columns body and segments; write time,to,body or time,to,segments, with from if needed',
    ],
    [
      'to,body\n',
      '1: the header lacks the column time; write time,to,body or time,to,segments, with from if needed',
    ],
    [
      'time,to,text\n',
      '1: a trace has no column "text"; write time,to,body or time,to,segments, with from if needed',
    ],
    ['time,to,to,body\n', '1: the header names the column to twice'],
    ['time,to,body\n1,+1\n', '2: has 2 fields, and the header names 3: time,to,body'],
    [
      'time,to,body\nsoon,+1,x\n',
      '2: "soon" is not a time; write seconds after the start, such as 12.5, or a date-time',
    ],
    [
      'time,to,body\n-1,+1,x\n',
      '2: "-1" is not a time; write seconds after the start, such as 12.5, or a date-time',
    ],
    ['time,to,body\n9999999999,+1,x\n', '2: 9999999999 is more than 100 years after the start'],
    [
      'time,to,body\n10:00,+1,x\n',
      '2: 10:00 is a time of day, and the scenario has no start; add start or write 90m',
    ],
    ['time,to,segments\n1,+1,26\n', '2: "26" is not a number of segments; write a whole number from 1 to 25'],
    ['time,to,segments\n1,+1,0\n', '2: "0" is not a number of segments; write a whole number from 1 to 25'],
    ['time,to,body\n1,+1,x\n2,+1,"x\n3,+1,x\n', '3: a quote is opened and never closed'],
  ])('%j is refused', (text, complaint) => {
    expect(complaints(readTrace(text, undefined))).toEqual([complaint]);
  });

  test('with a broken line 90,000 is refused in one sentence that names it', () => {
    const lines = Array.from({ length: 100_000 }, (_, row) => `${row},+14155550100,1`);
    lines[89_998] = '89998,+14155550100,"1';
    expect(complaints(readTrace(`time,to,segments\n${lines.join('\n')}\n`, undefined))).toEqual([
      '90000: a quote is opened and never closed',
    ]);
  });

  test('tells twenty problems and how many more there are', () => {
    const reading = readTrace(`time,to,segments\n${'1,+1,99\n'.repeat(50)}`, undefined);
    expect(complaints(reading)).toHaveLength(20);
    expect(reading.ok ? 0 : reading.more).toBe(30);
  });

  test('of a scenario is read once for all who ask', () => {
    const files = { 'a.csv': 'time,to,segments\n1,+1,2\n' };
    expect(traceOf(files, 'a.csv', undefined)).toBe(traceOf(files, 'a.csv', undefined));
  });
});
