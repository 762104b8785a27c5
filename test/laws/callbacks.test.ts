import { describe, expect, it } from 'vitest';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { callbackBreaches, type DueCallback } from '../../src/laws/callbacks.ts';
import { STATUS_CODE } from '../../src/messaging/status.ts';
import { callbackRunOf, callbacksOf } from '../callbacks.ts';
import { planOf, senderOf, streamOf } from '../plans.ts';

const plan = planOf(
  [senderOf('a', { queueLimitSegments: 2 })],
  [streamOf('t', [{ kind: 'batch', atUs: 0, count: 3 }])],
);
const terms = { ...callbacksOf(), throughService: [false] };
const { history, told } = callbackRunOf(plan, terms);
const due: readonly DueCallback[] = told.filter(({ kind }) => kind === 'due');

describe('the law of callbacks', () => {
  it('finds nothing in an honest run', () => {
    expect(due).toHaveLength(7);
    expect(callbackBreaches(history, due, terms)).toEqual([]);
  });

  it('finds a callback that is missing, and one that is made twice', () => {
    expect(callbackBreaches(history, due.slice(1), terms)).toEqual([
      'queued of message 0 at 0 us was not called back',
    ]);
    expect(callbackBreaches(history, [due[0]!, ...due], terms)).toEqual([
      'queued of message 0 at 0 us was called back for nothing',
    ]);
  });

  it('finds one that falls due at another instant', () => {
    const shifted = due.map((callback, place) =>
      place === 6 ? { ...callback, dueAtUs: callback.dueAtUs + 1 } : callback,
    );
    expect(callbackBreaches(history, shifted, terms)).toEqual([
      `delivered of message 1 at ${3 * US_PER_SECOND} us was not called back`,
      `delivered of message 1 at ${3 * US_PER_SECOND + 1} us was called back for nothing`,
    ]);
  });

  it('finds those that come out of order', () => {
    expect(callbackBreaches(history, [...due].reverse(), terms).join('\n')).toContain(
      'was called back after a later change',
    );
  });

  it('finds a first status and a status that nobody asked for', () => {
    const queued = due.filter(({ status }) => status === STATUS_CODE.queued);
    const breaches = (own: Partial<typeof terms>): readonly string[] =>
      callbackBreaches(history, queued, { ...terms, statuses: ['queued'], ...own });
    expect(breaches({})).toEqual([]);
    expect(breaches({ initialQueued: false })).toHaveLength(queued.length);
    expect(breaches({ statuses: [] })).toHaveLength(queued.length);
    expect(breaches({ initialQueued: false, throughService: [true] })).toEqual([]);
  });
});
