import { describe, expect, it } from 'vitest';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { type AttemptTerms, attemptBreaches } from '../../src/laws/attempts.ts';
import { concurrencyBreaches, quotaBreaches } from '../../src/laws/quotas.ts';
import { waitBreaches } from '../../src/laws/waits.ts';
import { EXPIRED, OVERFLOW, planOf, senderOf, streamOf } from '../plans.ts';
import { runOf } from '../runs.ts';

const retry: AttemptTerms = {
  codes: [EXPIRED],
  attempts: 2,
  backoffUs: US_PER_SECOND,
  factor: 1,
  maxBackoffUs: US_PER_SECOND,
  jitter: 'none',
};
const batchOf = (count: number) => ({ kind: 'batch', atUs: 0, count }) as const;
/** Three messages at once, one of which expires after 1 s, is tried again 1 s later, and then leaves. */
const { history } = runOf(
  planOf(
    [senderOf('a')],
    [
      streamOf('t', [batchOf(3)], {
        validityUs: US_PER_SECOND,
        retry,
      }),
    ],
  ),
);
const waits = { validityUs: US_PER_SECOND, sendAt: undefined, cancelAfterUs: undefined };

describe('the laws of waiting and trying again', () => {
  it('find nothing in an honest history', () => {
    expect(waitBreaches(history, [waits], EXPIRED, Infinity)).toEqual([]);
    expect(attemptBreaches(history, [retry], Infinity)).toEqual([]);
    expect(history.filter(({ kind }) => kind === 'sent').map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('find a message that leaves after its deadline, and one that expires before it', () => {
    const told = (validityUs: number) =>
      waitBreaches(history, [{ ...waits, validityUs }], EXPIRED, Infinity).join('\n');
    expect(told(US_PER_SECOND - 1)).toContain('message 1 left after its deadline of 999999 us');
    expect(told(US_PER_SECOND + 1)).toContain('message 2 expired at 1000000 us, not 1000001 us');
  });

  it('tell an overflow from an expiry although both have one code, and an expiry by its code', () => {
    const full = planOf([senderOf('a', { queueLimitSegments: 1 })], [streamOf('t', [batchOf(2)])]);
    expect(waitBreaches(runOf(full).history, [waits], OVERFLOW, Infinity)).toEqual([]);
    expect(waitBreaches(history, [waits], OVERFLOW, Infinity)).toEqual([
      `message 2 expired with code ${EXPIRED}, not ${OVERFLOW}`,
    ]);
  });

  it('find a message that is queued before its instant', () => {
    const sendAt = { afterUs: 5 };
    expect(waitBreaches(history, [{ ...waits, sendAt }], EXPIRED, Infinity)).toContain(
      'message 0 was queued at 0 us, not 5 us',
    );
  });

  it('find a message that waits though its time has come', () => {
    const open = history
      .filter(({ serial, kind }) => serial === 2 && (kind === 'submitted' || kind === 'queued'))
      .flatMap((fact) => (fact.kind === 'queued' ? [fact, { ...fact, kind: 'leftOpen' as const }] : [fact]));
    expect(waitBreaches(open, [waits], EXPIRED, 2 * US_PER_SECOND)).toEqual([
      'message 2 waits though its time has come',
    ]);
    expect(waitBreaches(open, [waits], EXPIRED, US_PER_SECOND)).toEqual([]);
  });

  it('find an attempt too many, one that is missing, and one that comes too soon', () => {
    const told = (own: Partial<AttemptTerms>) => attemptBreaches(history, [{ ...retry, ...own }], Infinity);
    expect(told({ attempts: 1 })).toEqual(['message 2 was tried again for nothing']);
    expect(told({ backoffUs: 2 * US_PER_SECOND, maxBackoffUs: 2 * US_PER_SECOND })).toEqual([
      'message 2 was tried again after 1000000 us, not 2000000 to 2000000 us',
    ]);
    const once = history.filter(({ attempt }) => attempt === 1);
    expect(attemptBreaches(once, [retry], Infinity)).toEqual(['message 2 was not tried again']);
    const changed = history.map((fact) => (fact.attempt === 2 ? { ...fact, country: 1 } : fact));
    expect(attemptBreaches(changed, [retry], Infinity)).toEqual([
      'message 2 was tried again as another message',
    ]);
  });
});

describe('the laws of what an account may do', () => {
  it('find a day with too many, and one that turned something away for nothing', () => {
    const quota = {
      concerns: ({ kind }: { readonly kind: string }) => kind === 'sent',
      unitsOf: () => 1,
      isTurnedAway: () => false,
      dayEndUs: () => Infinity,
    };
    expect(quotaBreaches(history, { ...quota, limit: 3 })).toEqual([]);
    expect(quotaBreaches(history, { ...quota, limit: 2 })).toHaveLength(1);
    expect(quotaBreaches(history, { ...quota, limit: 3, isTurnedAway: () => true })).toHaveLength(3);
  });

  it('find too many requests at once, and a refusal while there was room', () => {
    expect(concurrencyBreaches(history, { limit: 3, requestUs: 1, code: -1 })).toEqual([]);
    expect(concurrencyBreaches(history, { limit: 2, requestUs: 1, code: -1 })).toHaveLength(1);
    expect(concurrencyBreaches(history, { limit: 3, requestUs: 1, code: EXPIRED })).toHaveLength(1);
  });
});
