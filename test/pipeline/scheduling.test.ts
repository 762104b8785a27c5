import { describe, expect, it } from 'vitest';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { byMessage } from '../../src/laws/history.ts';
import type { Plan, PlanStream } from '../../src/scenario/plan.ts';
import { ACCEPTANCE, planOf, senderOf, streamOf, traceOf } from '../plans.ts';
import { runOf } from '../runs.ts';

const S = US_PER_SECOND;

/** How each message of one stream ended, in order: code, or the second at which its first segment left. */
function fates(instants: readonly number[], own: Partial<PlanStream>, plan: Partial<Plan> = {}) {
  const stream = streamOf('t', [traceOf(instants.map((second) => second * S))], own);
  const { history } = runOf(planOf([senderOf('a')], [stream], plan));
  return [...byMessage(history).values()].map((facts) => {
    const last = facts.at(-1)!;
    return last.errorCode !== 0 ? last.errorCode : last.firstSegmentAtUs / S;
  });
}

const account = { concurrency: undefined, daily: undefined, scheduledAtMost: 2 };
const acceptance = [
  ...ACCEPTANCE,
  { rule: 'schedule-count', code: 35125, throughService: 'refused' } as const,
];

describe('a scheduled message', () => {
  it('leaves at its instant, or so long after its request', () => {
    expect(fates([0, 1], { sendAt: { atUs: 10 * S } })).toEqual([10, 11]);
    expect(fates([0, 5], { sendAt: { afterUs: 10 * S } })).toEqual([10, 15]);
    expect(fates([0, 20], { sendAt: { atUs: 10 * S } })).toEqual([10, 20]);
  });

  it('is refused when as many wait as may, and taken again when one of them has gone', () => {
    const limited = { account, acceptance };
    expect(fates([0, 1, 2, 11, 12], { sendAt: { afterUs: 10 * S } }, limited)).toEqual([
      10, 11, 35125, 21, 22,
    ]);
  });

  it('is refused when its instant is too near, over or too far', () => {
    const window = {
      scheduleAheadUs: { least: 5 * S, most: 20 * S },
      acceptance: [
        ...ACCEPTANCE,
        { rule: 'schedule-window', code: 35114, throughService: 'refused' } as const,
      ],
    };
    expect(fates([0, 10, 25, 26, 40], { sendAt: { atUs: 30 * S } }, window)).toEqual([
      35114, 30, 31, 35114, 35114,
    ]);
    expect(fates([0], { sendAt: { afterUs: 5 * S } }, window)).toEqual([5]);
    expect(fates([0], { sendAt: { afterUs: 4 * S } }, window)).toEqual([35114]);
  });

  it('gives its place free when it is canceled', () => {
    const canceled = { sendAt: { afterUs: 10 * S }, cancel: { share: 1, afterUs: 3 * S } };
    expect(fates([0, 1, 2, 3, 4], canceled, { account, acceptance })).toEqual([
      Number.NaN,
      Number.NaN,
      35125,
      35125,
      Number.NaN,
    ]);
  });
});
