import { describe, expect, it } from 'vitest';
import { type Rate, rateOf } from '../../src/kernel/rate.ts';
import { US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import { Buckets } from '../../src/pipeline/pacing.ts';

const ONE = rateOf(1, US_PER_SECOND);
const THREE = rateOf(3, US_PER_SECOND);
const DOWN: Rate = { units: 0, perUs: 1 };

/** The instants at which a lane that never runs empty takes its next tokens. */
function takes(buckets: Buckets, fromUs: number, count: number): readonly number[] {
  let nowUs = fromUs;
  return Array.from({ length: count }, () => {
    nowUs = buckets.readyAtUs(0, nowUs);
    buckets.take(0, nowUs);
    return nowUs;
  });
}

function bucketOf(rate: Rate | undefined, burst = 1, waitingFromUs = 0): Buckets {
  const buckets = new Buckets([{ rate, burst }]);
  buckets.beginWaiting(0, waitingFromUs);
  return buckets;
}

describe('a bucket', () => {
  it('is full at the start, and then gives a token as often as its rate says', () => {
    expect(takes(bucketOf(ONE), 0, 4)).toEqual([0, 1e6, 2e6, 3e6]);
    expect(takes(bucketOf(ONE, 3), 0, 5)).toEqual([0, 0, 0, 1e6, 2e6]);
  });

  it('keeps the part of a microsecond that a rate does not divide', () => {
    expect(takes(bucketOf(THREE), 0, 7)).toEqual([0, 333_334, 666_667, 1e6, 1_333_334, 1_666_667, 2e6]);
    expect(takes(bucketOf(rateOf(5, 2)), 0, 11)).toEqual([0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4]);
  });

  it('does not give back to a lane that was idle more than its burst', () => {
    const buckets = bucketOf(ONE, 2);
    takes(buckets, 0, 3);
    buckets.beginWaiting(0, US_PER_HOUR);
    expect(takes(buckets, US_PER_HOUR, 3)).toEqual([US_PER_HOUR, US_PER_HOUR, US_PER_HOUR + US_PER_SECOND]);
  });

  it('does not carry the part of a microsecond over an idle time', () => {
    const buckets = bucketOf(THREE);
    takes(buckets, 0, 2);
    buckets.beginWaiting(0, 700_000);
    expect(takes(buckets, 700_000, 2)).toEqual([700_000, 1_033_334]);
  });

  it('is ready now when it was ready before', () => {
    const buckets = bucketOf(ONE);
    takes(buckets, 0, 1);
    expect([0, 999_999, 1_000_000, 5_000_000].map((us) => buckets.readyAtUs(0, us))).toEqual([
      1e6, 1e6, 1e6, 5e6,
    ]);
  });

  it('tells how many whole tokens it has', () => {
    const buckets = bucketOf(ONE, 3);
    expect(buckets.tokens(0, 0)).toBe(3);
    takes(buckets, 0, 3);
    expect([0, 999_999, 1_000_000, 2_500_000, 9_000_000].map((us) => buckets.tokens(0, us))).toEqual([
      0, 0, 1, 2, 3,
    ]);
    expect(bucketOf(undefined).tokens(0, 5)).toBe(Infinity);
  });

  it('tells how many tokens a second it earns', () => {
    const buckets = bucketOf(ONE, 3);
    expect(buckets.tokensPerSecond(0)).toBe(1);
    buckets.setRate(0, 0, rateOf(5, 4_000_000));
    expect(buckets.tokensPerSecond(0)).toBe(1.25);
    buckets.setRate(0, 0, rateOf(0, 1));
    expect(buckets.tokensPerSecond(0)).toBe(0);
    expect(bucketOf(undefined).tokensPerSecond(0)).toBe(Infinity);
  });

  it('of an unlimited sender always has a token, but while it is down', () => {
    const buckets = bucketOf(undefined);
    expect(takes(buckets, 5, 3)).toEqual([5, 5, 5]);
    buckets.setRate(0, 10, DOWN);
    expect(buckets.readyAtUs(0, 10)).toBe(Infinity);
    buckets.setRate(0, 20, undefined);
    expect(takes(buckets, 20, 2)).toEqual([20, 20]);
  });
});

describe('a bucket whose rate changes', () => {
  it('keeps what it has and earns what is missing at the new rate', () => {
    const buckets = bucketOf(ONE);
    takes(buckets, 0, 1);
    buckets.setRate(0, 500_000, rateOf(2, US_PER_SECOND));
    expect(takes(buckets, 500_000, 3)).toEqual([750_000, 1_250_000, 1_750_000]);
    buckets.setRate(0, 2_000_000, rateOf(1, 2 * US_PER_SECOND));
    expect(takes(buckets, 2_000_000, 2)).toEqual([3_000_000, 5_000_000]);
  });

  it('gives nothing while down and goes on where it was', () => {
    const buckets = bucketOf(ONE);
    takes(buckets, 0, 1);
    buckets.setRate(0, 250_000, DOWN);
    expect(buckets.readyAtUs(0, 250_000)).toBe(Infinity);
    buckets.setRate(0, US_PER_HOUR, ONE);
    expect(buckets.readyAtUs(0, US_PER_HOUR)).toBe(US_PER_HOUR + 750_000);
  });

  it('loses no token that it has had for a while', () => {
    const buckets = new Buckets([{ rate: THREE, burst: 2 }]);
    buckets.setRate(0, 5, rateOf(1, 7 * US_PER_SECOND));
    buckets.setRate(0, 5, DOWN);
    buckets.setRate(0, US_PER_SECOND, THREE);
    buckets.beginWaiting(0, US_PER_SECOND);
    expect(takes(buckets, US_PER_SECOND, 3)).toEqual([1e6, 1e6, 1_333_334]);
  });

  it('that was full from the start is full when it is up again', () => {
    const buckets = new Buckets([{ rate: THREE, burst: 1 }]);
    buckets.setRate(0, 0, rateOf(3, 2 * US_PER_SECOND));
    buckets.setRate(0, 0, DOWN);
    buckets.beginWaiting(0, 0);
    buckets.setRate(0, US_PER_SECOND, THREE);
    expect(takes(buckets, US_PER_SECOND, 2)).toEqual([1e6, 1_333_334]);
  });

  it('pays back the part of a microsecond that it was ahead by, when it falls', () => {
    const buckets = bucketOf(THREE);
    // The second token was there at 333,333 and a third, and was taken two units ahead at 333,334.
    expect(takes(buckets, 0, 2)).toEqual([0, 333_334]);
    buckets.setRate(0, 333_334, rateOf(1, US_PER_SECOND));
    expect(takes(buckets, 333_334, 2)).toEqual([1_333_334, 2_333_334]);
  });

  it('pays back once, in whatever units it is kept', () => {
    const buckets = bucketOf(THREE);
    takes(buckets, 0, 2);
    buckets.setRate(0, 333_334, rateOf(1, 7 * US_PER_SECOND));
    expect(buckets.readyAtUs(0, 333_334)).toBe(7_333_334);
    buckets.setRate(0, 333_334, rateOf(1, 8 * US_PER_SECOND));
    expect(buckets.readyAtUs(0, 333_334)).toBe(8_333_334);
  });

  it('that has earned in vain since has nothing to pay back', () => {
    const buckets = bucketOf(THREE);
    takes(buckets, 0, 2);
    buckets.setRate(0, US_PER_SECOND, rateOf(1, US_PER_SECOND));
    buckets.beginWaiting(0, US_PER_SECOND);
    expect(takes(buckets, US_PER_SECOND, 2)).toEqual([1e6, 2e6]);
  });

  it('cannot be kept exactly beyond the whole numbers of a double, and says so', () => {
    const buckets = new Buckets([{ rate: rateOf(1, 999_999_999_989), burst: 1 }]);
    expect(() => buckets.setRate(0, 0, rateOf(1, 999_999_999_961))).toThrow('cannot be kept exactly');
  });
});
