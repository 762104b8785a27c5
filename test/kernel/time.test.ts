import { describe, expect, it } from 'vitest';
import { assert, assertNever, InternalError } from '../../src/kernel/assert.ts';
import { secondsOf, TIME_LIMIT_US, US_PER_DAY, US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';

describe('simulated time', () => {
  it('stays exact up to its limit of 100 years', () => {
    expect(TIME_LIMIT_US).toBe(100 * 365.25 * US_PER_DAY);
    expect(Number.isSafeInteger(2 * TIME_LIMIT_US)).toBe(true);
    expect(secondsOf(TIME_LIMIT_US - 1).toFixed(6)).toBe('3155759999.999999');
  });

  it('is told in seconds', () => {
    expect([0, 1, 1_500_000, US_PER_HOUR].map(secondsOf)).toEqual([0, 0.000001, 1.5, 3600]);
    expect(US_PER_DAY / US_PER_SECOND).toBe(86_400);
  });
});

describe('an assertion', () => {
  it('passes over what holds, without making its message', () => {
    expect(() =>
      assert(true, () => {
        throw new Error('made');
      }),
    ).not.toThrow();
  });

  it('ends the run when we are wrong', () => {
    expect(() => assert(false, () => 'two and two are five')).toThrow(
      new InternalError('two and two are five'),
    );
    // A value that no case of a closed union has.
    expect(() => assertNever('late' as never)).toThrow('unexpected "late"');
  });
});
