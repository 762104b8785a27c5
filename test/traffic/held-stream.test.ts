import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namedStream } from '../../src/kernel/random.ts';
import { type Rate, rateOf } from '../../src/kernel/rate.ts';
import { US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import { NO_COUNTRY, type PlanArrivals, type PlanHours, type PlanStream } from '../../src/scenario/plan.ts';
import {
  emptySubmission,
  PromptStream,
  type Submission,
  type TrafficStream,
} from '../../src/traffic/stream.ts';
import { trafficOf } from '../../src/traffic/traffic.ts';
import {
  dailyZone,
  hourParts,
  hoursOf,
  planOf,
  plans,
  RATES,
  senderOf,
  streamOf,
  traceOf,
} from '../plans.ts';
import { cases } from '../seed.ts';

interface Request extends Submission {
  readonly submittedAtUs: number;
}

/** Everything that a stream submits, and when. */
function requestsOf(stream: TrafficStream, limit = Infinity): readonly Request[] {
  const all: Request[] = [];
  while (stream.nextUs !== Infinity && all.length < limit) {
    const submittedAtUs = stream.nextUs;
    const submission = emptySubmission();
    stream.take(submission);
    all.push({ ...submission, submittedAtUs });
  }
  return all;
}

function held(stream: PlanStream, horizonUs = Infinity): readonly Request[] {
  return requestsOf(trafficOf(planOf([senderOf('a')], [stream], { horizonUs }), 0)[0]!);
}

const batch = (atUs: number, count: number): PlanArrivals => ({ kind: 'batch', atUs, count });

/** The instants at which a stream submits. */
const instants = (requests: readonly Request[]): readonly number[] =>
  requests.map(({ submittedAtUs }) => submittedAtUs);

const HOURS_9_TO_21 = dailyZone('z', 24 * US_PER_HOUR, 9 * US_PER_HOUR, 21 * US_PER_HOUR);
const EVERYWHERE: PlanHours = {
  zones: [HOURS_9_TO_21],
  zonesByCountry: [{ cumulative: [1], zones: [0] }],
};

/**
 * When each message is to be made, by looking at all that are left before each: the first that its hours and the pace
 * allow, of several the first that arrived.
 */
function expected(stream: PlanStream, prompt: readonly Request[]): readonly (readonly [number, number])[] {
  const uniform = namedStream('1', 0, stream.id, 'zone');
  const left = prompt.map(({ index, country, submittedAtUs }) => {
    const shares = stream.hours?.zonesByCountry[country];
    const u = stream.hours === undefined ? 0 : uniform();
    const zone = shares?.zones[shares.cumulative.findIndex((end) => u < end)];
    return {
      index,
      arrivedAtUs: submittedAtUs,
      zone: zone === undefined ? undefined : stream.hours?.zones[zone],
    };
  });
  const all: (readonly [number, number])[] = [];
  let turn = { units: 0n, atUs: 0 };
  while (left.length > 0) {
    const times = left.map(({ arrivedAtUs, zone }) => {
      const earliestUs = Math.max(arrivedAtUs, turn.atUs);
      return zone?.openAtUs(earliestUs) ?? earliestUs;
    });
    const first = times.indexOf(Math.min(...times));
    const atUs = times[first]!;
    if (atUs === Infinity) return all;
    all.push([left[first]!.index, atUs]);
    left.splice(first, 1);
    if (stream.pace !== undefined) turn = turnAfter(stream.pace, turn, atUs);
  }
  return all;
}

/** The next turn, in `units` of a microsecond, exactly: a period after the last, or after a request that came later. */
function turnAfter(
  pace: Rate,
  turn: { readonly units: bigint; readonly atUs: number },
  atUs: number,
): { readonly units: bigint; readonly atUs: number } {
  const of = BigInt(pace.units);
  const units = (atUs === turn.atUs ? turn.units : BigInt(atUs) * of) + BigInt(pace.perUs);
  return { units, atUs: Number((units + of - 1n) / of) };
}

/** Random plans whose streams all have hours, a pace or both. */
const heldPlans = fc
  .tuple(
    plans,
    fc.option(hourParts, { nil: undefined }),
    fc.option(fc.constantFrom(...RATES), { nil: undefined }),
  )
  .map(([plan, hours, pace]) => ({
    ...plan,
    seed: '1',
    horizonUs: Infinity,
    streams: plan.streams.map((stream) => ({
      ...stream,
      hours: hours === undefined ? undefined : hoursOf(hours),
      pace,
    })),
  }));

describe('a stream with hours, a pace or both', () => {
  it('makes each request at the first instant that both allow, of several the first that arrived', () => {
    fc.assert(
      fc.property(heldPlans, (plan) => {
        for (const [place, stream] of plan.streams.entries()) {
          const prompt = requestsOf(new PromptStream(plan, stream, 0));
          const made = requestsOf(trafficOf(plan, 0)[place]!);
          expect(made.map(({ index, submittedAtUs }) => [index, submittedAtUs])).toEqual(
            expected(stream, prompt),
          );
        }
      }),
      cases(150),
    );
  });

  it('submits every message once and as it was without them, never before it was offered', () => {
    fc.assert(
      fc.property(heldPlans, (plan) => {
        for (const [place, stream] of plan.streams.entries()) {
          const prompt = requestsOf(new PromptStream(plan, stream, 0));
          const made = requestsOf(trafficOf(plan, 0)[place]!);
          expect([...made].sort((a, b) => a.index - b.index)).toEqual(
            prompt.map((request, i) => ({
              ...request,
              submittedAtUs: made.find(({ index }) => index === i)!.submittedAtUs,
            })),
          );
          expect(made.every(({ offeredAtUs, submittedAtUs }) => offeredAtUs <= submittedAtUs)).toBe(true);
          expect(prompt.every(({ offeredAtUs, submittedAtUs }) => offeredAtUs === submittedAtUs)).toBe(true);
        }
      }),
      cases(100),
    );
  });

  it('submits in the order of time, and at one instant in the order of arrival', () => {
    fc.assert(
      fc.property(heldPlans, (plan) => {
        for (const traffic of trafficOf(plan, 0)) {
          const made = requestsOf(traffic);
          for (const [i, request] of made.entries()) {
            const before = made[i - 1];
            if (before === undefined) continue;
            expect(before.submittedAtUs).toBeLessThanOrEqual(request.submittedAtUs);
            if (before.submittedAtUs === request.submittedAtUs)
              expect(before.index).toBeLessThan(request.index);
          }
        }
      }),
      cases(100),
    );
  });
});

describe('hours', () => {
  it('let through what comes within them, and postpone the rest to when they begin', () => {
    const arrivals = [8, 9, 20, 21, 30, 33].map((hour) => hour * US_PER_HOUR);
    const made = held(streamOf('t', [traceOf(arrivals)], { hours: EVERYWHERE }));
    expect(instants(made).map((us) => us / US_PER_HOUR)).toEqual([9, 9, 20, 33, 33, 33]);
    expect(made.map(({ offeredAtUs }) => offeredAtUs)).toEqual(arrivals);
  });

  it('are those of a zone that each message draws for its country', () => {
    const [east, west] = [0, 3].map((later) =>
      dailyZone(`z${later}`, 24 * US_PER_HOUR, (9 + later) * US_PER_HOUR, (21 + later) * US_PER_HOUR),
    );
    const hours: PlanHours = {
      zones: [east!, west!],
      zonesByCountry: [
        { cumulative: [0.25, 1], zones: [0, 1] },
        { cumulative: [1], zones: [0] },
      ],
    };
    const recipients = { kind: 'shares', cumulative: [0.5, 1], countries: [0, 1] } as const;
    const made = held(streamOf('t', [batch(0, 4000)], { hours, recipients }));
    const uniform = namedStream('1', 0, 't', 'zone');
    const draws = Array.from({ length: 4000 }, () => uniform());
    expect(
      made.every(
        ({ index, country, submittedAtUs }) =>
          submittedAtUs === (country === 1 || draws[index]! < 0.25 ? 9 : 12) * US_PER_HOUR,
      ),
    ).toBe(true);
  });

  it('do not hold back what has no recipient to speak of', () => {
    const recipients = {
      kind: 'rows',
      countries: Int16Array.of(0, NO_COUNTRY),
      keys: Int32Array.of(0, 1),
      areaCodes: Int16Array.of(-1, -1),
      faults: Uint8Array.of(255, 1),
    } as const;
    const made = held(streamOf('t', [batch(0, 2)], { hours: EVERYWHERE, recipients }));
    expect(made.map(({ index, submittedAtUs }) => [index, submittedAtUs])).toEqual([
      [1, 0],
      [0, 9 * US_PER_HOUR],
    ]);
  });

  it('that never begin hold back for ever, and hold no more than the run can see', () => {
    const never: PlanHours = { ...EVERYWHERE, zones: [{ id: 'never', openAtUs: () => Infinity }] };
    const endless: PlanArrivals = {
      kind: 'rate',
      rate: rateOf(1, US_PER_SECOND),
      fromUs: 0,
      untilUs: Infinity,
      count: Infinity,
    };
    expect(held(streamOf('t', [endless], { hours: never }), US_PER_HOUR)).toEqual([]);
  });
});

describe('hours together with a pace', () => {
  it('leave what the pace does not get done in a day to the next', () => {
    const made = held(
      streamOf('t', [batch(20 * US_PER_HOUR, 4)], { hours: EVERYWHERE, pace: rateOf(2, US_PER_HOUR) }),
    );
    expect(instants(made).map((us) => us / US_PER_HOUR)).toEqual([20, 20.5, 33, 33.5]);
  });
});

describe('a pace', () => {
  it('makes what waits as fast as it allows, and the rest at its arrival', () => {
    const made = held(streamOf('t', [traceOf([5, 5, 5, 9_000_000])], { pace: rateOf(1, US_PER_SECOND) }));
    expect(instants(made)).toEqual([5, 1_000_005, 2_000_005, 9_000_000]);
  });

  it('needs no memory for what waits', () => {
    const endless = streamOf('t', [batch(0, 1e12)], { pace: rateOf(1, US_PER_SECOND) });
    const stream = trafficOf(planOf([senderOf('a')], [endless]), 0)[0]!;
    expect(instants(requestsOf(stream, 4))).toEqual([0, 1_000_000, 2_000_000, 3_000_000]);
  });
});
