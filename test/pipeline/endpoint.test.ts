import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant } from '../../src/kernel/quantiles.ts';
import { rateOf } from '../../src/kernel/rate.ts';
import { TIME_LIMIT_US, US_PER_DAY, US_PER_SECOND } from '../../src/kernel/time.ts';
import { Endpoint, type EndpointLuck, WorkQueue } from '../../src/pipeline/endpoint.ts';
import { callbacksOf, POLICY } from '../callbacks.ts';
import { cases } from '../seed.ts';

const rates = fc.constantFrom(
  rateOf(1, US_PER_SECOND),
  rateOf(3, US_PER_SECOND),
  rateOf(7, 3 * US_PER_SECOND),
  rateOf(999_983, 7 * US_PER_SECOND),
  rateOf(5, 2),
);

/** Begins of requests that arrive so long after one another. */
function beginsOf(rate: ReturnType<typeof rateOf>, gapsUs: readonly number[]): [number[], number[]] {
  const queue = new WorkQueue(rate);
  let nowUs = 0;
  const arrivals = gapsUs.map((gapUs) => {
    nowUs += gapUs;
    return nowUs;
  });
  return [arrivals, arrivals.map((us) => queue.beginAtUs(us))];
}

describe('the queue of an endpoint', () => {
  const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 3 }), fc.nat({ max: 3 * US_PER_SECOND })), {
    minLength: 1,
    maxLength: 60,
  });

  it('never begins more than its rate allows in any window, to the microsecond', () => {
    fc.assert(
      fc.property(rates, gaps, (rate, gapsUs) => {
        const [, begins] = beginsOf(rate, gapsUs);
        for (let first = 0; first < begins.length; first += 1) {
          for (let last = first + 1; last < begins.length; last += 1) {
            // The shortest half-open window that holds both; so many begins but one need less than its time.
            const windowUs = begins[last]! - begins[first]! + 1;
            expect((last - first) * rate.perUs).toBeLessThan(rate.units * windowUs);
          }
        }
      }),
      cases(300),
    );
  });

  it('begins each request at the first microsecond at which it can: Lindley, in exact fractions', () => {
    fc.assert(
      fc.property(rates, gaps, (rate, gapsUs) => {
        const [arrivals, begins] = beginsOf(rate, gapsUs);
        const units = BigInt(rate.units);
        // In units-ths of a microsecond.
        let free = 0n;
        const expected = arrivals.map((us) => {
          const arrival = BigInt(us) * units;
          const begin = arrival > free ? arrival : free;
          free = begin + BigInt(rate.perUs);
          return Number((begin + units - 1n) / units);
        });
        expect(begins).toEqual(expected);
      }),
      cases(300),
    );
  });

  it('keeps three a second exactly, for as long as it is never idle', () => {
    const [, begins] = beginsOf(rateOf(3, US_PER_SECOND), new Array<number>(3001).fill(0));
    expect(begins.slice(0, 4)).toEqual([0, 333_334, 666_667, US_PER_SECOND]);
    expect(begins[3000]).toBe(1000 * US_PER_SECOND);
  });

  it('never begins what would come after the end of simulated time', () => {
    const queue = new WorkQueue(rateOf(1, 10_000 * US_PER_DAY));
    const begins = Array.from({ length: 10 }, () => queue.beginAtUs(0));
    expect(begins.filter((us) => us > TIME_LIMIT_US).at(-1)).toBe(Infinity);
  });
});

const luckOf = (fate: number, latency = 0.5): EndpointLuck => ({ fate: () => fate, latency: () => latency });

describe('an endpoint', () => {
  it('answers after its latency', () => {
    const endpoint = new Endpoint(callbacksOf({ latencyUs: (u) => u * 1000 }));
    expect(endpoint.meet(7, luckOf(0.5, 0.25), 0, 0)).toEqual({ failure: undefined, atUs: 257 });
  });

  it('cannot be reached, or answers with an error, for its shares of luck', () => {
    const endpoint = new Endpoint(
      callbacksOf({ connectFailures: 0.25, errorReplies: 0.5, latencyUs: constant(3) }),
    );
    const ends = [0, 0.24, 0.25, 0.49, 0.5, 0.99].map((fate) => endpoint.meet(0, luckOf(fate), 0, 0));
    expect(ends.map(({ failure }) => failure)).toEqual([
      'connect',
      'connect',
      undefined,
      undefined,
      'error',
      'error',
    ]);
    expect(ends.map(({ atUs }) => atUs)).toEqual([10 * US_PER_SECOND, 10 * US_PER_SECOND, 3, 3, 3, 3]);
  });

  it('is too late a microsecond after the limit, not at it, with an error as with an answer', () => {
    const at = (latencyUs: number, fate: number): string | undefined =>
      new Endpoint(callbacksOf({ latencyUs: constant(latencyUs), errorReplies: 0.5 })).meet(
        0,
        luckOf(fate),
        0,
        0,
      ).failure;
    expect(at(15 * US_PER_SECOND, 0)).toBeUndefined();
    expect(at(15 * US_PER_SECOND + 1, 0)).toBe('timeout');
    expect(at(15 * US_PER_SECOND, 0.9)).toBe('error');
    expect(at(15 * US_PER_SECOND + 1, 0.9)).toBe('timeout');
  });

  it('gives up connecting when its time is up altogether', () => {
    const policy = { ...POLICY, totalTimeoutUs: 4 * US_PER_SECOND };
    const endpoint = new Endpoint(callbacksOf({ connectFailures: 1, policy }));
    expect(endpoint.meet(US_PER_SECOND, luckOf(0), 0, 0)).toEqual({
      failure: 'connect',
      atUs: 5 * US_PER_SECOND,
    });
  });

  it('works off one request after another; one that nobody waits for any more takes its turn too', () => {
    const policy = { ...POLICY, totalTimeoutUs: 1_500_000 };
    const endpoint = new Endpoint(callbacksOf({ capacity: rateOf(1, US_PER_SECOND), policy }));
    const ends = [0, 0, 0].map((nowUs) => endpoint.meet(nowUs, luckOf(0.5), 0, 0));
    expect(ends).toEqual([
      { failure: undefined, atUs: 0 },
      { failure: undefined, atUs: US_PER_SECOND },
      { failure: 'timeout', atUs: 1_500_000 },
    ]);
    expect(endpoint.meet(2 * US_PER_SECOND, luckOf(0.5), 0, 0).atUs).toBe(3 * US_PER_SECOND);
  });

  it('is not kept busy by those who cannot connect', () => {
    const endpoint = new Endpoint(callbacksOf({ capacity: rateOf(1, US_PER_SECOND), connectFailures: 0.5 }));
    endpoint.meet(0, luckOf(0.1), 0, 0);
    expect(endpoint.meet(0, luckOf(0.9), 0, 0)).toEqual({ failure: undefined, atUs: 0 });
  });
});
