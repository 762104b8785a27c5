import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rate, rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { departuresOf } from '../../src/laws/history.ts';
import { lindleyBreaches } from '../../src/laws/lindley.ts';
import { windowBreaches } from '../../src/laws/window.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { planOf, RATES, segmentsInTurn, senderOf, streamOf, traceOf } from '../plans.ts';
import { runOf, termsOf } from '../runs.ts';
import { cases } from '../seed.ts';

interface Submission {
  readonly atUs: number;
  readonly segments: number;
}

const submission: fc.Arbitrary<Submission> = fc.record({
  atUs: fc.oneof(
    fc.integer({ min: 0, max: 15 }).map((seconds) => seconds * US_PER_SECOND),
    fc.integer({ min: 0, max: 15 * US_PER_SECOND }),
    fc.integer({ min: 0, max: 50 }),
  ),
  segments: fc.integer({ min: 1, max: 3 }),
});
const submissions = fc
  .array(submission, { minLength: 1, maxLength: 60 })
  .map((all) => all.sort((a, b) => a.atUs - b.atUs));
/**
 * Up to a segment a microsecond. Beyond, a bucket that is looked at in whole microseconds keeps within the window bound
 * but not to the instants of one that is full for a part of a microsecond.
 */
const rates = fc.oneof(
  fc.constantFrom(...RATES.filter(({ units, perUs }) => units <= perUs)),
  fc
    .tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 3_000_000 }))
    .map(([units, more]) => rateOf(units, units + more)),
);

function planFor(all: readonly Submission[], rate: Rate, burst: number): Plan {
  return planOf(
    [senderOf('a', { rate, burst })],
    [
      streamOf('t', [traceOf(all.map(({ atUs }) => atUs))], {
        bodies: segmentsInTurn(all.map(({ segments }) => segments)),
      }),
    ],
  );
}

/**
 * A token bucket in continuous time, told as a textbook does: a level that rises with the rate up to the burst, and a
 * segment that takes 1 as soon as it is at the head and the level is 1. Levels and instants are exact fractions, all
 * over the same denominator; only the answer is rounded, up to the microsecond at which a departure is seen.
 */
function levelOfTokens(all: readonly Submission[], rate: Rate, burst: number): readonly number[] {
  const units = BigInt(rate.units);
  const token = BigInt(rate.perUs);
  const full = BigInt(burst) * token;
  // Instants in 1/units of a microsecond, so that the level rises by 1 in each, and a token is perUs of them.
  let level = full;
  let now = 0n;
  const departures: number[] = [];
  for (const { atUs, segments } of all) {
    const submitted = BigInt(atUs) * units;
    for (let segment = 0; segment < segments; segment += 1) {
      const headAt = submitted > now ? submitted : now;
      level += headAt - now;
      if (level > full) level = full;
      const wait = level < token ? token - level : 0n;
      now = headAt + wait;
      level += wait - token;
      departures.push(Number((now + units - 1n) / units));
    }
  }
  return departures;
}

describe('a token bucket', () => {
  it('lets go of every segment at the instant at which a level of tokens in continuous time does', () => {
    fc.assert(
      fc.property(submissions, rates, fc.integer({ min: 1, max: 8 }), (all, rate, burst) => {
        const { history } = runOf(planFor(all, rate, burst));
        expect(departuresOf(history, 0).map(({ atUs }) => atUs)).toEqual(levelOfTokens(all, rate, burst));
      }),
      cases(300),
    );
  });

  it('keeps the window bound at every pair of departures, which the pass over them finds as well', () => {
    fc.assert(
      fc.property(submissions, rates, fc.integer({ min: 1, max: 8 }), (all, rate, burst) => {
        const plan = planFor(all, rate, burst);
        const { history } = runOf(plan);
        const instants = departuresOf(history, 0).map(({ atUs }) => BigInt(atUs));
        const [units, perUs] = [BigInt(rate.units), BigInt(rate.perUs)];
        const breaks = (allowed: bigint): boolean =>
          instants.some((from, i) =>
            instants
              .slice(i)
              .some((to, more) => BigInt(more + 1) * perUs > allowed * perUs + units * (to + 1n - from)),
          );
        expect(breaks(BigInt(burst))).toBe(false);
        const [own] = termsOf(plan);
        for (const stricter of [burst, burst - 1])
          expect(windowBreaches(history, [{ ...own!, burst: stricter }]).length > 0).toBe(
            breaks(BigInt(stricter)),
          );
      }),
      cases(150),
    );
  });

  it("of burst 1 makes every wait that of Lindley's recursion, exactly", () => {
    fc.assert(
      fc.property(submissions, rates, (all, rate) => {
        const { history } = runOf(planFor(all, rate, 1));
        expect(lindleyBreaches(history, 0, rate)).toEqual([]);
      }),
      cases(300),
    );
  });

  it.each([
    ['3/s', rateOf(3, US_PER_SECOND), 3],
    ['1.25/s', rateOf(5, 4 * US_PER_SECOND), 1.25],
    ['7 in 3 s', rateOf(7, 3 * US_PER_SECOND), 7 / 3],
  ])('of %s loses nothing to rounding in twelve hundred seconds', (_, rate, perSecond) => {
    const count = perSecond * 1200;
    const plan = planOf(
      [senderOf('a', { rate })],
      [streamOf('t', [{ kind: 'batch', atUs: 0, count: count + 1 }])],
    );
    expect(runOf(plan).result.drainedAtUs).toBe(1200 * US_PER_SECOND);
  });
});

describe('a queue limit of 4 hours at one segment a second', () => {
  const batch = (segments: readonly number[]) =>
    runOf(
      planOf(
        [senderOf('a', { queueLimitSegments: 14_400 })],
        [
          streamOf('t', [{ kind: 'batch', atUs: 0, count: segments.length }], {
            bodies: segmentsInTurn(segments),
          }),
        ],
      ),
    ).history;
  const ones = (count: number): number[] => Array.from({ length: count }, () => 1);

  it.each([
    [14_399, []],
    [14_400, []],
    [14_401, [14_400]],
    [14_402, [14_400, 14_401]],
  ])('%i one-segment messages at one instant: those that fail are %j', (count, failed) => {
    const history = batch(ones(count));
    expect(history.filter(({ kind }) => kind === 'failed').map(({ index }) => index)).toEqual(failed);
  });

  it('admits a two-segment message whole or not at all, and one segment after it still fits', () => {
    const astride = batch([...ones(14_399), 2, 1, 1]);
    expect(astride.filter(({ kind }) => kind === 'failed').map(({ index }) => index)).toEqual([
      14_399, 14_401,
    ]);
    const within = batch([...ones(14_398), 2, 1]);
    expect(within.filter(({ kind }) => kind === 'failed').map(({ index }) => index)).toEqual([14_399]);
  });

  it('fails an overflowing message in its own instant, with 30001 and no segment gone', () => {
    const [failed] = batch(ones(14_401)).filter(({ kind }) => kind === 'failed');
    expect(failed).toMatchObject({ atUs: 0, errorCode: 30001, submittedAtUs: 0, firstSegmentAtUs: NaN });
  });

  it('has room again for what has left', () => {
    const history = runOf(
      planOf(
        [senderOf('a', { queueLimitSegments: 14_400 })],
        [
          streamOf('t', [
            { kind: 'batch', atUs: 0, count: 14_400 },
            // The departure of an instant comes after the requests of the instant.
            { kind: 'batch', atUs: 9 * US_PER_SECOND, count: 10 },
          ]),
        ],
      ),
    ).history;
    expect(history.filter(({ kind }) => kind === 'failed').map(({ index }) => index)).toEqual([14_409]);
  });
});
