import { describe, expect, it } from 'vitest';
import { exponential } from '../../src/kernel/quantiles.ts';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_DAY, US_PER_SECOND } from '../../src/kernel/time.ts';
import { faultOf, NO_FAULT } from '../../src/messaging/request-rules.ts';
import { Acceptance } from '../../src/pipeline/acceptance.ts';
import { Carriers } from '../../src/pipeline/carrier.ts';
import { cohortsOf } from '../../src/pipeline/cohorts.ts';
import { type Facts, tellAll } from '../../src/pipeline/facts.ts';
import { Incidents } from '../../src/pipeline/incidents.ts';
import { Buckets } from '../../src/pipeline/pacing.ts';
import { carrierOf } from '../../src/pipeline/routing.ts';
import type { Outcomes, PlanCarrier, PlanIncident } from '../../src/scenario/plan.ts';
import { ACCEPTANCE, DELIVERED, planOf, senderOf, streamOf } from '../plans.ts';

describe('acceptance', () => {
  const fromOwned = faultOf(ACCEPTANCE, 'from-owned');
  const reached = Uint8Array.of(NO_FAULT, 4);
  const acceptance = new Acceptance(
    planOf([senderOf('a', { routeFaults: reached, mediaRouteFaults: Uint8Array.of(1) })], []),
  );

  it('takes a request without a fault from a sender that reaches the destination', () => {
    expect(acceptance.senderFault(NO_FAULT, 0, 0, false)).toBe(NO_FAULT);
    expect(acceptance.senderFault(NO_FAULT, 0, 7, false)).toBe(NO_FAULT);
  });

  it('refuses what is not from one of our senders', () => {
    expect(acceptance.senderFault(NO_FAULT, -1, 0, false)).toBe(fromOwned);
  });

  it('refuses a destination that its sender does not reach, with media or without', () => {
    expect(acceptance.senderFault(NO_FAULT, 0, 1, false)).toBe(4);
    expect(acceptance.senderFault(NO_FAULT, 0, 0, true)).toBe(1);
  });

  it("answers with the first broken rule in the provider's order", () => {
    expect(acceptance.senderFault(0, -1, 0, false)).toBe(0);
    expect(acceptance.senderFault(4, -1, 0, false)).toBe(fromOwned);
  });
});

describe('routing', () => {
  it('takes the carrier by the luck of the message', () => {
    const shares = { cumulative: [0.25, 1], carriers: [4, 2] };
    expect([0, 0.249, 0.25, 0.999].map((luck) => carrierOf(shares, luck))).toEqual([4, 4, 2, 2]);
  });
});

describe('the carriers', () => {
  const mixed: Outcomes = {
    cumulative: [0.9, 0.95, 1],
    outcomes: [
      { status: 'delivered', code: 0 },
      { status: 'undelivered', code: 30003 },
      { status: 'sent', code: 0 },
    ],
  };
  const plan: readonly PlanCarrier[] = [
    { id: 'a', latencyUs: (u) => 10 + 10 * u, outcomes: mixed },
    { id: 'b', latencyUs: exponential(US_PER_DAY), outcomes: DELIVERED },
  ];

  it('turn luck into whole microseconds and into outcomes', () => {
    const carriers = new Carriers(plan);
    expect([0, 0.04, 0.05, 0.5].map((luck) => carriers.latencyUs(0, luck))).toEqual([10, 10, 11, 15]);
    expect([0, 0.89, 0.9, 0.95, 0.99].map((luck) => carriers.outcome(0, luck).status)).toEqual([
      'delivered',
      'delivered',
      'undelivered',
      'sent',
      'sent',
    ]);
  });

  it('keep the latency factor and the outcomes of their state apart, and have their own again', () => {
    const carriers = new Carriers(plan);
    carriers.setLatencyFactor(0, 2.5);
    carriers.setOutcomes(0, DELIVERED);
    expect(carriers.latencyUs(0, 0)).toBe(25);
    expect(carriers.outcome(0, 0.99)).toEqual({ status: 'delivered', code: 0 });
    expect(carriers.latencyUs(1, 0.5)).toBe(Math.round(US_PER_DAY * Math.log(2)));
    carriers.setLatencyFactor(0, 1);
    carriers.setOutcomes(0, undefined);
    expect([carriers.latencyUs(0, 0), carriers.outcome(0, 0.99).status]).toEqual([10, 'sent']);
  });

  it('never take longer than ten years', () => {
    const carriers = new Carriers([{ id: 'a', latencyUs: () => Infinity, outcomes: mixed }]);
    expect(carriers.latencyUs(0, 0.5)).toBe(3650 * US_PER_DAY);
  });
});

describe('the cohorts', () => {
  it('are one for each sender of a stream and each carrier, From not ours last', () => {
    const plan = planOf(
      [senderOf('a'), senderOf('b')],
      [streamOf('t', [], { senders: [1] }), streamOf('u', [], { senders: [1, 0] })],
      { carriers: ['x', 'y'].map((id) => ({ id, latencyUs: () => 0, outcomes: DELIVERED })) },
    );
    const { count, stream, sender, carrier, first } = cohortsOf(plan);
    expect(count).toBe(10);
    expect([...first]).toEqual([0, 4]);
    expect([...stream]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    expect([...sender]).toEqual([1, 1, -1, -1, 1, 1, 0, 0, -1, -1]);
    expect([...carrier]).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
  });
});

describe('incidents', () => {
  const time = { atUs: 0, untilUs: Infinity };
  const factor = (
    numerator: number,
    denominator: number,
    senders: readonly number[] = [0],
  ): PlanIncident => ({
    ...time,
    kind: 'sender-rate',
    senders,
    numerator,
    denominator,
  });
  const override = (code: number): PlanIncident => ({
    ...time,
    kind: 'carrier-outcomes',
    carrier: 0,
    outcomes: { cumulative: [1], outcomes: [{ status: 'undelivered', code }] },
  });

  /** Incidents over two senders, of 10/s and unlimited, and one carrier of 100 us. */
  function stage() {
    const plan = planOf(
      [senderOf('a', { rate: rateOf(10, US_PER_SECOND) }), senderOf('b', { rate: undefined })],
      [],
    );
    const buckets = new Buckets(plan.lanes);
    const carriers = new Carriers([{ id: 'c', latencyUs: () => 100, outcomes: DELIVERED }]);
    const incidents = new Incidents(plan, { buckets, bucketsOf: (lane) => [lane] }, carriers);
    /** Microseconds from one token of the first sender to the next, at 1 s after the incidents. */
    const gapUs = () => {
      buckets.beginWaiting(0, US_PER_SECOND);
      buckets.take(0, US_PER_SECOND);
      return buckets.readyAtUs(0, US_PER_SECOND) - US_PER_SECOND;
    };
    return { buckets, carriers, incidents, gapUs };
  }

  it('multiply the rate of a sender, exactly, and give it back', () => {
    const { incidents, gapUs } = stage();
    const [half, third] = [factor(1, 2), factor(1, 3)];
    expect(incidents.begin(half, 0)).toEqual([0]);
    incidents.begin(third, 0);
    expect(gapUs()).toBe(600_000);
    const other = stage();
    other.incidents.begin(half, 0);
    other.incidents.begin(third, 0);
    expect(other.incidents.end(half, 0)).toEqual([0]);
    expect(other.gapUs()).toBe(300_000);
  });

  it('that take a sender down win over any factor, and unlimited senders know only them', () => {
    const { incidents, gapUs, buckets } = stage();
    const down = factor(0, 1, [0, 1]);
    incidents.begin(factor(2, 1, [0, 1]), 0);
    expect(buckets.readyAtUs(1, 0)).toBe(0);
    incidents.begin(down, 0);
    expect([buckets.readyAtUs(0, 0), buckets.readyAtUs(1, 0)]).toEqual([Infinity, Infinity]);
    incidents.end(down, 0);
    expect(buckets.readyAtUs(1, 0)).toBe(0);
    expect(gapUs()).toBe(50_000);
  });

  it('multiply the latency of a carrier and touch no sender', () => {
    const { incidents, carriers } = stage();
    const [fivefold, double] = [5, 2].map(
      (by): PlanIncident => ({ ...time, kind: 'carrier-latency', carrier: 0, factor: by }),
    ) as [PlanIncident, PlanIncident];
    expect(incidents.begin(fivefold, 0)).toEqual([]);
    incidents.begin(double, 0);
    expect(carriers.latencyUs(0, 0)).toBe(1000);
    incidents.end(fivefold, 0);
    expect(carriers.latencyUs(0, 0)).toBe(200);
    incidents.end(double, 0);
    expect(carriers.latencyUs(0, 0)).toBe(100);
  });

  it('that override outcomes: the later wins, and the earlier holds again should it end later', () => {
    const { incidents, carriers } = stage();
    const [early, late] = [override(1), override(2)];
    const code = () => carriers.outcome(0, 0.5).code;
    incidents.begin(early, 0);
    incidents.begin(late, 0);
    expect(code()).toBe(2);
    incidents.end(late, 0);
    expect(code()).toBe(1);
    incidents.end(early, 0);
    expect(code()).toBe(0);
  });
});

describe('observers', () => {
  const silent: Omit<Facts, 'inTimeOrder' | 'lanes'> = {
    submitted: () => {},
    refused: () => {},
    scheduled: () => {},
    queued: () => {},
    withdrawn: () => {},
    failed: () => {},
    canceled: () => {},
    segmentLeft: () => {},
    sent: () => {},
    concluded: () => {},
    leftOpen: () => {},
  };
  const verbs = Object.keys(silent) as (keyof typeof silent)[];

  it('are told every fact in turn, and in time order if one of them asks for it', () => {
    const heard: string[] = [];
    const listener = (name: string, inTimeOrder: boolean): Facts => ({
      ...(Object.fromEntries(
        verbs.map((verb) => [verb, (row: number) => heard.push(`${name} ${verb} ${row}`)]),
      ) as unknown as typeof silent),
      inTimeOrder,
    });
    const both = tellAll([listener('a', false), listener('b', true)]);
    expect(both.inTimeOrder).toBe(true);
    for (const [row, verb] of verbs.entries()) both[verb](row, 0);
    expect(heard).toEqual(verbs.flatMap((verb, row) => [`a ${verb} ${row}`, `b ${verb} ${row}`]));
    expect(tellAll([listener('a', false), listener('b', false)]).inTimeOrder).toBe(false);
  });

  it('are told of lanes where they ask for it', () => {
    const heard: string[] = [];
    const listener = (name: string): Facts => ({
      ...silent,
      inTimeOrder: false,
      lanes: {
        joined: (...words) => heard.push(`${name} joined ${words}`),
        headChanged: (...words) => heard.push(`${name} headChanged ${words}`),
        headWaits: (...words) => heard.push(`${name} headWaits ${words}`),
      },
    });
    const deaf: Facts = { ...silent, inTimeOrder: false };
    expect(tellAll([deaf, deaf]).lanes).toBeUndefined();
    const { lanes } = tellAll([listener('a'), deaf, listener('b')]);
    lanes?.joined(1, 2, 3);
    lanes?.headChanged(4, 5, 6);
    lanes?.headWaits(7, 8, 9);
    expect(heard).toEqual(
      ['joined 1,2,3', 'headChanged 4,5,6', 'headWaits 7,8,9'].flatMap((words) => [
        `a ${words}`,
        `b ${words}`,
      ]),
    );
  });

  it('that are alone are told directly', () => {
    const only: Facts = { ...silent, inTimeOrder: false };
    expect(tellAll([only])).toBe(only);
  });
});
