import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant } from '../../src/kernel/quantiles.ts';
import { type Rate, rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { Plan, PlanStream } from '../../src/scenario/plan.ts';
import {
  DELIVERED,
  hourParts,
  hoursOf,
  lanesFor,
  planOf,
  plans,
  RATES,
  segmentsInTurn,
  senderOf,
  streamOf,
  traceOf,
} from '../plans.ts';
import { type Fate, fatesOf, runOf } from '../runs.ts';
import { cases } from '../seed.ts';

function fates(plan: Plan): ReadonlyMap<string, readonly Fate[]> {
  return fatesOf(plan, runOf(plan).history);
}

/** The same plan with its senders in another order: `order[i]` is the old place of the new i-th. */
function withSendersInOrder(plan: Plan, order: readonly number[]): Plan {
  const moved = (sender: number): number => order.indexOf(sender);
  return {
    ...plan,
    ...lanesFor(order.map((place) => plan.senders[place]!)),
    streams: plan.streams.map((stream) => ({ ...stream, senders: stream.senders.map(moved) })),
    incidents: plan.incidents.map((incident) =>
      incident.kind === 'sender-rate' ? { ...incident, senders: incident.senders.map(moved) } : incident,
    ),
  };
}

/** The same plan with a sender and a stream of its own put in at these places. */
function withUnrelatedStream(plan: Plan, senderPlace: number, streamPlace: number): Plan {
  const moved = (sender: number): number => (sender < senderPlace ? sender : sender + 1);
  const stream = streamOf('unrelated', [{ kind: 'batch', atUs: 2 * US_PER_SECOND, count: 70 }], {
    senders: [senderPlace],
    recipients: { kind: 'shares', cumulative: [0.5, 1], countries: [0, 1] },
  });
  const streams: readonly PlanStream[] = plan.streams.map((own) => ({
    ...own,
    senders: own.senders.map(moved),
  }));
  return {
    ...plan,
    ...lanesFor(plan.senders.toSpliced(senderPlace, 0, senderOf('unrelated', { queueLimitSegments: 50 }))),
    streams: streams.toSpliced(streamPlace, 0, stream),
    incidents: plan.incidents.map((incident) =>
      incident.kind === 'sender-rate' ? { ...incident, senders: incident.senders.map(moved) } : incident,
    ),
  };
}

describe('the fate of a message', () => {
  it('does not depend on the order in which the senders stand in the file', () => {
    let moved = 0;
    fc.assert(
      fc.property(plans, fc.infiniteStream(fc.nat()), (plan, numbers) => {
        const keys = plan.senders.map(() => numbers.next().value);
        const order = plan.senders.map((_, place) => place).sort((a, b) => keys[a]! - keys[b]!);
        const permuted = withSendersInOrder(plan, order);
        const [before, after] = [runOf(plan), runOf(permuted)];
        expect(fatesOf(permuted, after.history)).toEqual(fatesOf(plan, before.history));
        expect(after.result.senders).toEqual(order.map((place) => before.result.senders[place]!));
        moved += order.some((place, i) => place !== i) ? 1 : 0;
      }),
      cases(80),
    );
    expect(moved).toBeGreaterThan(10);
  });

  it('does not depend on a stream that has a sender of its own, wherever they stand in the file', () => {
    fc.assert(
      fc.property(plans, fc.nat(), fc.nat(), (plan, a, b) => {
        const larger = withUnrelatedStream(
          plan,
          a % (plan.senders.length + 1),
          b % (plan.streams.length + 1),
        );
        const after = new Map(fates(larger));
        expect(after.get('unrelated')!.length).toBe(plan.horizonUs > 2 * US_PER_SECOND ? 70 : 0);
        after.delete('unrelated');
        expect(after).toEqual(fates(plan));
      }),
      cases(80),
    );
  });

  it('does not depend on a sender that nobody uses', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const spare = { ...plan, ...lanesFor([...plan.senders, senderOf('spare')]) };
        const [before, after] = [runOf(plan), runOf(spare)];
        expect(after.result.fingerprint).toBe(before.result.fingerprint);
        expect(fatesOf(spare, after.history)).toEqual(fatesOf(plan, before.history));
      }),
      cases(40),
    );
  });

  it('has the same luck whatever the rate of its sender', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(...RATES), (plan, rate) => {
        const open = { ...plan, incidents: [], horizonUs: Infinity };
        const unbounded = open.senders.map((sender) => ({ ...sender, queueLimitSegments: Infinity }));
        const slow = { ...open, senders: unbounded };
        const fast = { ...open, senders: unbounded.map((sender) => ({ ...sender, rate, burst: 1 })) };
        expect([...fates(fast).values()].map(luckOf)).toEqual([...fates(slow).values()].map(luckOf));
      }),
      cases(40),
    );
  });

  it('has the same luck whatever hours and pace its stream keeps, which no other stream notices', () => {
    const pace = fc.option(fc.constantFrom(...RATES), { nil: undefined });
    fc.assert(
      fc.property(plans, hourParts, pace, (plan, hours, own) => {
        const prompt = withUnrelatedStream({ ...plan, incidents: [], horizonUs: Infinity }, 0, 0);
        const unbounded = { ...prompt.senders[0]!, queueLimitSegments: Infinity };
        const open = { ...prompt, ...lanesFor(prompt.senders.with(0, unbounded)) };
        const kept = { ...open.streams[0]!, hours: hoursOf(hours), pace: own };
        const before = new Map(fates(open));
        const after = new Map(fates({ ...open, streams: open.streams.with(0, kept) }));
        expect(luckOf(after.get('unrelated')!)).toEqual(luckOf(before.get('unrelated')!));
        before.delete('unrelated');
        after.delete('unrelated');
        expect(after).toEqual(before);
      }),
      cases(60),
    );
  });
});

function luckOf(all: readonly Fate[]): readonly (readonly unknown[])[] {
  return all.map(({ status, errorCode, carrier, finalAtUs, lastSegmentAtUs }) => [
    status,
    errorCode,
    carrier,
    finalAtUs - lastSegmentAtUs,
  ]);
}

interface Submission {
  readonly atUs: number;
  readonly segments: number;
}

const submissions: fc.Arbitrary<readonly Submission[]> = fc
  .array(
    fc.record({
      atUs: fc.oneof(
        fc.integer({ min: 0, max: 15 * US_PER_SECOND }),
        fc.integer({ min: 0, max: 15 }).map((seconds) => seconds * US_PER_SECOND),
      ),
      segments: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((all) => all.sort((a, b) => a.atUs - b.atUs));

interface Line {
  readonly rate: Rate;
  readonly burst: number;
  readonly queueLimitSegments?: number;
  /** All instants are multiplied by it. */
  readonly scale?: number;
}

function line(all: readonly Submission[], { rate, burst, queueLimitSegments = Infinity, scale = 1 }: Line) {
  const plan = planOf(
    [senderOf('a', { rate, burst, queueLimitSegments })],
    [
      streamOf('t', [traceOf(all.map(({ atUs }) => atUs * scale))], {
        bodies: segmentsInTurn(all.map(({ segments }) => segments)),
      }),
    ],
    { carriers: [{ id: 'default', latencyUs: constant(0), outcomes: DELIVERED }] },
  );
  return fates(plan).get('t')!;
}

/** Slower by the whole number k, exactly. */
function slower(rate: Rate, k: number): Rate {
  return rateOf(rate.units, rate.perUs * k);
}

const WHOLE_RATES = RATES.filter(({ units }) => units === 1);

describe('time that runs k times as slowly', () => {
  const k = fc.integer({ min: 2, max: 1000 });
  const burst = fc.integer({ min: 1, max: 4 });
  const limit = fc.constantFrom(3, 10, Infinity);

  it('keeps the order and makes every wait k times as long, where a token takes whole microseconds', () => {
    fc.assert(
      fc.property(
        submissions,
        fc.constantFrom(...WHOLE_RATES),
        burst,
        limit,
        k,
        (all, rate, b, own, scale) => {
          const terms = { burst: b, queueLimitSegments: own };
          const plain = line(all, { rate, ...terms });
          const scaled = line(all, { rate: slower(rate, scale), scale, ...terms });
          expect(scaled).toEqual(
            plain.map((fate) => ({
              ...fate,
              submittedAtUs: fate.submittedAtUs * scale,
              firstSegmentAtUs: fate.firstSegmentAtUs * scale,
              lastSegmentAtUs: fate.lastSegmentAtUs * scale,
              finalAtUs: fate.finalAtUs * scale,
            })),
          );
        },
      ),
      cases(100),
    );
  });

  it('makes every wait k times as long to within the grain of a microsecond, at any rate', () => {
    fc.assert(
      fc.property(submissions, fc.constantFrom(...RATES), burst, k, (all, rate, b, scale) => {
        const plain = line(all, { rate, burst: b });
        const scaled = line(all, { rate: slower(rate, scale), burst: b, scale });
        for (const [i, fate] of plain.entries()) {
          expect(scaled[i]!.lastSegmentAtUs).toBeLessThanOrEqual(fate.lastSegmentAtUs * scale);
          expect(scaled[i]!.lastSegmentAtUs).toBeGreaterThan((fate.lastSegmentAtUs - 1) * scale);
        }
      }),
      cases(100),
    );
  });
});

describe('more capacity for the same admitted messages', () => {
  const notLater = (faster: readonly Fate[], slowerOnes: readonly Fate[]): void => {
    for (const [i, fate] of slowerOnes.entries()) {
      expect(faster[i]!.firstSegmentAtUs).toBeLessThanOrEqual(fate.firstSegmentAtUs);
      expect(faster[i]!.lastSegmentAtUs).toBeLessThanOrEqual(fate.lastSegmentAtUs);
    }
  };

  it('in rate delays none', () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(submissions, pair, fc.integer({ min: 1, max: 3 }), ([...all], [base, more], burst) => {
        const fast = line(all, { rate: rateOf(base + more, 97 * US_PER_SECOND), burst });
        notLater(fast, line(all, { rate: rateOf(base, 97 * US_PER_SECOND), burst }));
      }),
      cases(150),
    );
  });

  it('in burst delays none', () => {
    const burst = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(submissions, fc.constantFrom(...RATES), burst, burst, (all, rate, base, more) => {
        notLater(line(all, { rate, burst: base + more }), line(all, { rate, burst: base }));
      }),
      cases(150),
    );
  });
});
