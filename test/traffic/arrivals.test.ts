import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namedStream } from '../../src/kernel/random.ts';
import { type Rate, rateOf, unitsPerSecond } from '../../src/kernel/rate.ts';
import { US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import type { PlanArrivals } from '../../src/scenario/plan.ts';
import { instantsOf } from '../../src/traffic/arrivals.ts';
import { cases } from '../seed.ts';

/** All instants of the phases, up to `limit` of them. */
function instants(phases: readonly PlanArrivals[], limit = 100_000): readonly number[] {
  const next = instantsOf(phases, (phase) => namedStream('1', 0, 't', `arrivals ${phase}`));
  const all: number[] = [];
  for (let atUs = next(); atUs !== Infinity && all.length < limit; atUs = next()) all.push(atUs);
  return all;
}

function evenly(rate: Rate, fromUs: number, untilUs: number, count = Infinity): PlanArrivals {
  return { kind: 'rate', rate, fromUs, untilUs, count };
}

describe('a batch', () => {
  it('comes at one instant, and then nothing does', () => {
    expect(instants([{ kind: 'batch', atUs: 7, count: 3 }])).toEqual([7, 7, 7]);
    expect(instants([{ kind: 'batch', atUs: 7, count: 0 }])).toEqual([]);
    const next = instantsOf([{ kind: 'batch', atUs: 7, count: 1 }], () => () => 0);
    expect([next(), next(), next()]).toEqual([7, Infinity, Infinity]);
  });
});

describe('a constant rate', () => {
  it('is evenly spaced, the first at its beginning, none at its end', () => {
    expect(instants([evenly(rateOf(2, US_PER_SECOND), 5, 5 + 2 * US_PER_SECOND)])).toEqual([
      5, 500_005, 1_000_005, 1_500_005,
    ]);
  });

  it('puts the i-th at the whole microsecond at or before i periods, without drifting', () => {
    const rates = fc.tuple(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 10_000_000 }));
    fc.assert(
      fc.property(rates, fc.nat({ max: 1_000_000 }), ([units, perUs], fromUs) => {
        const rate = rateOf(units, perUs);
        const all = instants([evenly(rate, fromUs, Infinity, 300)]);
        expect(all).toHaveLength(300);
        for (const [i, atUs] of all.entries())
          expect(BigInt(atUs - fromUs)).toBe((BigInt(i) * BigInt(rate.perUs)) / BigInt(rate.units));
      }),
      cases(100),
    );
  });

  it('ends with its count or its end, whichever comes first', () => {
    const rate = rateOf(1, US_PER_SECOND);
    expect(instants([evenly(rate, 0, 10 * US_PER_SECOND, 3)])).toHaveLength(3);
    expect(instants([evenly(rate, 0, 2 * US_PER_SECOND, 3)])).toHaveLength(2);
    expect(instants([evenly(rate, 0, 0, 3)])).toHaveLength(0);
  });
});

describe('a ramp', () => {
  const ramp = (from: number, to: number, untilUs: number): PlanArrivals => ({
    kind: 'ramp',
    fromRate: rateOf(from, US_PER_SECOND),
    toRate: rateOf(to, US_PER_SECOND),
    fromUs: US_PER_SECOND,
    untilUs: US_PER_SECOND + untilUs,
  });

  it('has as many as the integral of its rate, up and down', () => {
    expect(instants([ramp(0, 10, US_PER_HOUR)])).toHaveLength(18_000);
    expect(instants([ramp(10, 0, US_PER_HOUR)])).toHaveLength(18_000);
    expect(instants([ramp(2, 7, US_PER_HOUR)])).toHaveLength(16_200);
    expect(instants([ramp(4, 4, US_PER_HOUR)])).toHaveLength(14_400);
    expect(instants([ramp(0, 0, US_PER_HOUR)])).toHaveLength(1);
  });

  it('puts the i-th where the integral of the rate reaches i', () => {
    const rate = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: 1, max: 120 }), (low, high, seconds) => {
        const all = instants([ramp(low, high, seconds * US_PER_SECOND)]);
        for (const [i, atUs] of all.entries()) {
          const t = (atUs - US_PER_SECOND) / US_PER_SECOND;
          const integral = (s: number) => low * s + ((high - low) * s * s) / (2 * seconds);
          // Told at the microsecond at or before: the integral has reached i within the next one.
          expect(integral(t)).toBeLessThanOrEqual(i + 1e-6);
          expect(integral(t + 2e-6)).toBeGreaterThanOrEqual(i - 1e-6);
        }
        expect(all).toEqual([...all].sort((a, b) => a - b));
        if (low + high > 0)
          expect(Math.abs(all.length - ((low + high) * seconds) / 2)).toBeLessThanOrEqual(1);
      }),
      cases(60),
    );
  });

  it('of one rate comes as the constant rate does', () => {
    const rate = rateOf(3, US_PER_SECOND);
    const flat: PlanArrivals = {
      kind: 'ramp',
      fromRate: rate,
      toRate: rate,
      fromUs: 0,
      untilUs: US_PER_HOUR,
    };
    const even = instants([evenly(rate, 0, US_PER_HOUR)]);
    const found = instants([flat]);
    expect(found).toHaveLength(even.length);
    expect(Math.max(...found.map((atUs, i) => Math.abs(atUs - even[i]!)))).toBeLessThanOrEqual(1);
  });
});

describe('a Poisson stream', () => {
  const rate = rateOf(3, US_PER_SECOND);
  const stream = (own: Partial<Extract<PlanArrivals, { kind: 'rate' | 'poisson' }>>): PlanArrivals => ({
    kind: 'poisson',
    rate,
    fromUs: 100,
    untilUs: Infinity,
    count: 1000,
    ...own,
  });

  it('has the gaps that its draws say, in whole microseconds that do not add up errors', () => {
    const uniform = namedStream('1', 0, 't', 'arrivals 0');
    let elapsed = 0;
    for (const atUs of instants([stream({})])) {
      elapsed -= Math.log(1 - uniform()) / unitsPerSecond(rate);
      expect(Math.abs(atUs - 100 - elapsed * US_PER_SECOND)).toBeLessThan(1.001);
    }
  });

  it('is the same at its beginning, whatever its end', () => {
    const all = instants([stream({})]);
    expect(instants([stream({ count: 10 })])).toEqual(all.slice(0, 10));
    expect(instants([stream({ untilUs: all[20]! })])).toEqual(all.filter((atUs) => atUs < all[20]!));
  });

  it('at twice the rate is the same in half the time', () => {
    const fast = instants([stream({ fromUs: 0, rate: rateOf(6, US_PER_SECOND) })]);
    const slow = instants([stream({ fromUs: 0 })]);
    for (const [i, atUs] of slow.entries()) expect(Math.abs(atUs - 2 * fast[i]!)).toBeLessThanOrEqual(2);
  });

  it('survives a draw of exactly 0', () => {
    const next = instantsOf([stream({ count: 2 })], () => () => 0);
    expect([next(), next(), next()]).toEqual([100, 100, Infinity]);
  });
});

describe('a profile', () => {
  it('is silent where its rate is 0, between its pieces, and after them', () => {
    const piece = (fromS: number, untilS: number, perSecond: number) => ({
      fromUs: fromS * US_PER_SECOND,
      untilUs: untilS * US_PER_SECOND,
      perUs: perSecond / US_PER_SECOND,
    });
    const all = instants([
      { kind: 'profile', pieces: [piece(10, 20, 5), piece(20, 30, 0), piece(40, 50, 5)] },
    ]);
    const inside = (from: number, until: number) =>
      all.filter((atUs) => atUs >= from * US_PER_SECOND && atUs < until * US_PER_SECOND).length;
    expect(inside(10, 20)).toBeGreaterThan(20);
    expect(inside(40, 50)).toBeGreaterThan(20);
    expect(inside(10, 20) + inside(40, 50)).toBe(all.length);
    expect(instants([{ kind: 'profile', pieces: [] }])).toEqual([]);
  });

  it('does not care where a stretch of one rate is cut', () => {
    const until = 100 * US_PER_SECOND;
    const whole = instants([{ kind: 'profile', pieces: [{ fromUs: 0, untilUs: until, perUs: 2e-6 }] }]);
    const cut = instants([
      {
        kind: 'profile',
        pieces: [0, 1, 2, 3].map((i) => ({
          fromUs: (i * until) / 4,
          untilUs: ((i + 1) * until) / 4,
          perUs: 2e-6,
        })),
      },
    ]);
    expect(cut).toHaveLength(whole.length);
    for (const [i, atUs] of cut.entries()) expect(Math.abs(atUs - whole[i]!)).toBeLessThanOrEqual(1);
  });
});

describe('a trace', () => {
  it('comes as it is written', () => {
    expect(instants([{ kind: 'trace', atUs: Float64Array.of(3, 3, 8) }])).toEqual([3, 3, 8]);
  });
});

describe('several phases', () => {
  it('are merged in time order, each with its own draws', () => {
    const second = rateOf(1, US_PER_SECOND);
    const phases: readonly PlanArrivals[] = [
      { kind: 'batch', atUs: 2 * US_PER_SECOND, count: 2 },
      evenly(second, 0, 4 * US_PER_SECOND),
      { kind: 'poisson', rate: second, fromUs: 0, untilUs: 10 * US_PER_SECOND, count: Infinity },
    ];
    const merged = instants(phases);
    const uniforms = phases.map((_, phase) => () => namedStream('1', 0, 't', `arrivals ${phase}`));
    const alone = phases.flatMap((phase, i) => {
      const next = instantsOf([phase], () => uniforms[i]!());
      const all: number[] = [];
      for (let atUs = next(); atUs !== Infinity; atUs = next()) all.push(atUs);
      return all;
    });
    expect(merged).toEqual(alone.sort((a, b) => a - b));
    expect(merged.length).toBeGreaterThan(6);
  });

  it('of which none has any are none', () => {
    expect(
      instants([
        { kind: 'batch', atUs: 0, count: 0 },
        { kind: 'trace', atUs: Float64Array.of() },
      ]),
    ).toEqual([]);
  });
});
