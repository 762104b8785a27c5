import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/measure/result.ts';
import {
  figuresBy,
  figuresInSteps,
  figuresInTurn,
  figuresOf,
  mergeInSteps,
  totalsOf,
} from '../../src/measure/select.ts';
import { simulate } from '../../src/simulate.ts';
import { scenarioWith } from '../scenario/scenarios.ts';

const SENDERS = 1000;

/** Two streams over a thousand senders: two cohorts each. */
function manySenders(): Result {
  const stream = { from: 'many', to: { US: '100%' }, body: 'Hi', arrivals: { batch: 3000, at: '0s' } };
  return simulate(
    scenarioWith({
      senders: [{ id: 'many', numbers: { from: '+14155550100', count: SENDERS } }],
      traffic: [
        { id: 'a', ...stream },
        { id: 'b', ...stream },
      ],
    }),
  );
}

function stepsOf(steps: Iterable<undefined>): number {
  return [...steps].length;
}

describe('The figures of a run', () => {
  it('are merged once of many cohorts, whoever asks for them', () => {
    const result = manySenders();
    expect(totalsOf(result)).toBe(totalsOf(result));
    expect(figuresOf(result, {})).toBe(totalsOf(result));
    const streams = figuresBy(result, 'traffic', 2);
    expect(figuresBy(result, 'traffic', 2)[1]).toBe(streams[1]);
    expect(figuresOf(result, { traffic: 1 })).toBe(streams[1]);
  });

  it('are merged in steps of a few hundred distributions, and are the same as in one', () => {
    const [result, whole] = [manySenders(), manySenders()];
    // The total of 2,000 cohorts and two streams of 1,000, each with four latencies.
    expect(stepsOf(mergeInSteps(result))).toBeGreaterThanOrEqual(4 * (7 + 3 + 3));
    expect(stepsOf(mergeInSteps(result))).toBe(0);
    expect(totalsOf(result)).toEqual(totalsOf(whole));
    expect(figuresBy(result, 'traffic', 2)).toEqual(figuresBy(whole, 'traffic', 2));
    expect(figuresBy(result, 'sender', SENDERS)).toEqual(figuresBy(whole, 'sender', SENDERS));
    const half = { senders: Array.from({ length: SENDERS / 2 }, (_, sender) => sender) };
    expect(stepsOf(figuresInSteps(result, half))).toBeGreaterThanOrEqual(4 * 3);
  });

  it('of a sender that few cohorts have are not kept, and come one at a time', () => {
    const result = manySenders();
    const senders = figuresInTurn(result, 'sender', SENDERS)[Symbol.iterator]();
    const [index, first] = senders.next().value!;
    expect([index, first.counts.submitted]).toEqual([0, 6]);
    expect(figuresOf(result, { senders: [0] })).toEqual(first);
    expect(figuresOf(result, { senders: [0] })).not.toBe(first);
  });
});
