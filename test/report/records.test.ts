import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { messageRows } from '../../src/report/message-rows.ts';
import type { Recorder, RecorderOf } from '../../src/report/recorder.ts';
import { traceLines } from '../../src/report/trace-lines.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { startRun } from '../../src/simulate.ts';

const SCENARIO: Scenario = {
  name: 'records',
  rulebook: 'twilio-guide',
  seed: '3',
  run: { for: '1m' },
  senders: [{ id: 'one', number: '+14155550100', 'queue-horizon': '5s' }],
  traffic: [
    { id: 'blast', from: 'one', to: { US: '100%' }, body: 'Привет', arrivals: { batch: 6, at: '58s' } },
  ],
  carriers: {
    default: { latency: { constant: '1s' }, outcomes: { delivered: '50%', undelivered: { 30003: '50%' } } },
  },
  incidents: [],
  expect: [],
  files: {},
};

function recorded(recorderOf: RecorderOf, scenario: Scenario = SCENARIO): string {
  const plan = compile(scenario);
  let text = '';
  let recorder: Recorder | undefined;
  const run = startRun(plan, {
    observers: [
      (view) => {
        recorder = recorderOf(plan, view, (piece) => {
          text += piece;
        });
        return recorder;
      },
    ],
  });
  while (run.advance(Infinity));
  run.finish();
  recorder?.end();
  return text;
}

describe('messages.csv', () => {
  const rows = parse(recorded(messageRows), { columns: true }) as Record<string, string>[];

  it('has the agreed columns and a row for every request', () => {
    expect(Object.keys(rows[0]!).join()).toBe(
      'message,traffic,index,attempt,sender,to_country,encoding,segments,status,error_code,submitted_s,first_segment_s,sent_s,final_s',
    );
    expect(rows.map((row) => Number(row.message)).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('tells a message that overflowed', () => {
    expect(rows.find(({ status }) => status === 'failed')).toMatchObject({
      message: '5',
      sender: 'one',
      to_country: 'US',
      encoding: 'UCS-2',
      segments: '1',
      error_code: '30001',
      submitted_s: '58',
      first_segment_s: '',
      sent_s: '',
      final_s: '58',
    });
  });

  it('tells a message that got its receipt', () => {
    expect(rows.find(({ message }) => message === '0')).toMatchObject({
      submitted_s: '58',
      first_segment_s: '58',
      sent_s: '58',
      final_s: '59',
    });
  });

  it('tells what the end of the run leaves open, in the order of submission', () => {
    const open = rows.filter(({ final_s }) => final_s === '');
    expect(open.map(({ message, status, sent_s }) => [message, status, sent_s])).toEqual([
      ['1', 'sent', '59'],
      ['2', 'queued', ''],
      ['3', 'queued', ''],
      ['4', 'queued', ''],
    ]);
  });
});

describe('trace.ndjson', () => {
  const events = recorded(traceLines)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

  it('is in time order, in whole microseconds', () => {
    const times = events.map(({ t }) => t);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every(Number.isSafeInteger)).toBe(true);
  });

  it('tells the life of a message', () => {
    const life = events.filter(({ message }) => message === 0);
    expect(life.map(({ kind, t }) => [kind, t])).toEqual([
      ['submitted', 58e6],
      ['queued', 58e6],
      ['segment', 58e6],
      ['sent', 58e6],
      [expect.stringMatching(/^(un)?delivered$/), 59e6],
    ]);
    expect(life[0]).toEqual({
      t: 58e6,
      kind: 'submitted',
      message: 0,
      traffic: 'blast',
      index: 0,
      sender: 'one',
      to: 'US',
      segments: 1,
      encoding: 'UCS-2',
    });
  });

  it('gives the code of a failure, and ends with what is open', () => {
    expect(events.find(({ kind }) => kind === 'failed')).toEqual({
      t: 58e6,
      kind: 'failed',
      message: 5,
      code: 30001,
    });
    expect(events.slice(-4).map(({ kind, message, t }) => [kind, message, t])).toEqual([
      ['open', 1, 60e6],
      ['open', 2, 60e6],
      ['open', 3, 60e6],
      ['open', 4, 60e6],
    ]);
  });

  it('tells an undelivered message with its code, and a message without a receipt', () => {
    const outcome = (outcomes: Record<string, unknown>): unknown =>
      recorded(traceLines, { ...SCENARIO, carriers: { default: { latency: { constant: '1s' }, outcomes } } })
        .split('\n')
        .find(
          (line) =>
            line.includes('"t":58000000,"kind":"no-receipt"') || line.includes('"kind":"undelivered"'),
        );
    expect(outcome({ 'no-receipt': '100%' })).toBe('{"t":58000000,"kind":"no-receipt","message":0}');
    expect(outcome({ undelivered: { 30007: '100%' } })).toMatch(
      /"kind":"undelivered","message":0,"code":30007}$/,
    );
  });
});
