import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conservationBreaches,
  fifoBreaches,
  historyOfTrace,
  lifeCycleBreaches,
  lindleyBreaches,
  littleBreaches,
  promiseOf,
  rateOf,
  type TraceRow,
  traceOf,
  windowBreaches,
  workConservationBreaches,
} from '../../src/laws/index.ts';
import type { Recorder } from '../../src/report/recorder.ts';
import { traceLines } from '../../src/report/trace-lines.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { startRun } from '../../src/simulate.ts';
import { plans } from '../plans.ts';
import { runOf, termsOf } from '../runs.ts';
import { cases } from '../seed.ts';

function rowsOf(plan: Plan): readonly TraceRow[] {
  let text = '';
  let recorder: Recorder | undefined;
  const run = startRun(plan, {
    observers: [
      (view) => {
        recorder = traceLines(plan, view, (piece) => {
          text += piece;
        });
        return recorder;
      },
    ],
  });
  while (run.advance(Infinity));
  run.finish();
  recorder!.end();
  return text
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

describe('the history of a trace', () => {
  it('has the kinds, messages and instants of what the run told, and keeps the same laws', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { history, senders } = historyOfTrace(rowsOf(plan));
        const told = runOf(plan).history;
        const essence = (facts: typeof told) =>
          facts.map(({ kind, serial, atUs, segments, index }) => [kind, serial, atUs, segments, index]);
        expect(essence(history)).toEqual(essence(told));
        const terms = termsOf(plan);
        const named = senders.map((id) => terms[plan.senders.findIndex((sender) => sender.id === id)]!);
        for (const breaches of [
          conservationBreaches(history),
          lifeCycleBreaches(history),
          fifoBreaches(history),
          windowBreaches(history, named),
        ])
          expect(breaches).toEqual([]);
      }),
      cases(100),
    );
  });

  it('is refused of a row that is none', () => {
    expect(() => historyOfTrace([{ t: 0, kind: 'sent', message: 3 }])).toThrow(
      'message 3 is sent before it is submitted',
    );
    expect(() =>
      historyOfTrace([
        { t: 0, kind: 'submitted', message: 0 },
        { t: 0, kind: 'lost', message: 0 },
      ]),
    ).toThrow('lost is no kind of row of a trace');
  });
});

describe('the history of a limiter', () => {
  const promised = [promiseOf({ segments: 1, perUs: 1_000_000 })];
  const onTime = [0, 1, 2].map((second) => ({ queuedAtUs: 0, atUs: second * 1_000_000 }));

  it('keeps every law when each goes as soon as it may', () => {
    const history = traceOf(onTime);
    for (const breaches of [
      conservationBreaches(history),
      lifeCycleBreaches(history),
      fifoBreaches(history),
      windowBreaches(history, promised),
      workConservationBreaches(history, promised, Infinity),
      lindleyBreaches(history, 0, rateOf(1, 1_000_000)),
      littleBreaches(history, 1),
    ])
      expect(breaches).toEqual([]);
  });

  it('breaks the window bound when one goes too soon, and idles when one goes too late', () => {
    const [first, second] = onTime;
    expect(windowBreaches(traceOf([first!, { ...second!, atUs: 999_998 }]), promised)).toHaveLength(1);
    const late = traceOf([first!, { ...second!, atUs: 1_000_001 }]);
    expect(workConservationBreaches(late, promised, Infinity)).toHaveLength(1);
  });

  it('is refused of times that are not whole, or out of order', () => {
    expect(() => traceOf([{ atUs: 0.5 }])).toThrow('departure 0 should have whole numbers');
    expect(() => traceOf([{ atUs: 1 }, { queuedAtUs: 3, atUs: 2 }])).toThrow('departure 1 should have');
  });
});
