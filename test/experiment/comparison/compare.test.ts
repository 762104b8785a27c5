import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/experiment/comparison/compare.ts';
import type { Compared, Comparison } from '../../../src/experiment/comparison/comparison.ts';
import { LATENCIES } from '../../../src/measure/result.ts';
import { TIME_PARTS } from '../../../src/measure/time-split/split-columns.ts';
import type { Plan } from '../../../src/scenario/plan.ts';
import { networkPlans } from '../../plans/network-plans.ts';
import { cases } from '../../seed.ts';
import { CODES, planOfText, RANDOM_CODES } from './plans.ts';

/** Every difference that a comparison tells. */
function differencesOf({ figures, messages, traffic }: Comparison): readonly number[] {
  const times = traffic.flatMap(({ all, slowest }) => [all, slowest]);
  const compared: readonly Compared[] = [
    ...figures,
    ...times.flatMap(({ parts, total, behind }) => [...Object.values(parts), total, ...behind]),
  ];
  return [
    ...compared.flatMap(({ difference }) => (difference ? [difference.value, difference.low ?? 0] : [])),
    ...LATENCIES.flatMap((latency) => {
      const { n, equal, minUs, maxUs } = messages.latencies[latency];
      return [n - equal, minUs ?? 0, maxUs ?? 0];
    }),
  ];
}

function figureOf({ figures }: Comparison, metric: string, statistic?: string) {
  return figures.find((figure) => figure.metric === metric && figure.statistic === statistic)!;
}

const FASTER = ['senders[0].segments-per-second=2'];

describe('a plan compared with itself', () => {
  it('differs by exactly nothing, for every message', () => {
    let received = 0;
    fc.assert(
      fc.property(networkPlans, (plan) => {
        const same = compare(plan, plan, { replications: 2 });
        expect(differencesOf(same).filter((difference) => difference !== 0)).toEqual([]);
        expect([same.messages.onlyInA, same.messages.onlyInB]).toEqual([0, 0]);
        expect(same.a).toEqual(same.b);
        received += same.messages.latencies.end_to_end.n;
      }),
      cases(80),
    );
    expect(received).toBeGreaterThan(100);
  });

  it('pairs by the ids of streams, wherever they stand in the file', () => {
    const plan = planOfText(`senders: [{ id: a, number: "+14155550100" }, { id: b, number: "+14155550101" }]
traffic:
  - { id: x, from: a, to: { US: 100% }, body: one, arrivals: { poisson: 1/s, from: 0s, count: 200 } }
  - { id: y, from: b, to: { US: 100% }, body: two, arrivals: { poisson: 1/s, from: 0s, count: 300 } }
`);
    const turned: Plan = { ...plan, streams: plan.streams.toReversed() };
    const { messages, traffic } = compare(plan, turned, { replications: 2 });
    expect(messages.inBoth).toBe(1000);
    expect(messages.latencies.queue_wait.equal).toBe(1000);
    expect(traffic.map(({ id, slowest }) => [id, slowest.total.difference?.value])).toEqual([
      ['x', 0],
      ['y', 0],
    ]);
  });
});

describe('a comparison', () => {
  it('of plans without chance is exact, after one replication', () => {
    const comparison = compare(planOfText(CODES), planOfText(CODES, FASTER));
    expect([comparison.isRandom, comparison.replications]).toEqual([false, 1]);
    const drained = figureOf(comparison, 'drained').difference!;
    expect([drained.low, drained.high]).toEqual([drained.value, drained.value]);
    // The 600 of the blast leave from 5 min on, a second and half a second apart.
    const { difference } = figureOf(
      compare(planOfText(CODES), planOfText(CODES, FASTER)),
      'queue_wait',
      'max',
    );
    expect(difference!.value).toBeLessThan(-250_000_000);
  });

  it('tells behind whom the slowest wait longer', () => {
    const alone = planOfText(CODES, ['traffic[1].arrivals.batch=1']);
    const { traffic } = compare(alone, planOfText(CODES));
    const { slowest } = traffic.find(({ id }) => id === 'otp')!;
    const [most] = slowest.behind;
    expect([most!.traffic, most!.place]).toEqual(['blast', 'promo#1']);
    const { value } = slowest.total.difference!;
    expect(value).toBeGreaterThan(500_000_000);
    expect(most!.difference!.value / value).toBeGreaterThan(0.95);
  });

  it('has parts that add up to the whole', () => {
    fc.assert(
      fc.property(networkPlans, fc.integer({ min: 1, max: 3 }), (plan, factor) => {
        const faster = plan.lanes.map((lane) => ({ ...lane, burst: lane.burst * factor }));
        for (const { all, slowest } of compare(plan, { ...plan, lanes: faster }, { replications: 1 })
          .traffic) {
          for (const { parts, total } of [all, slowest]) {
            if (total.difference === undefined) continue;
            const sum = TIME_PARTS.reduce((us, part) => us + parts[part].difference!.value, 0);
            expect(sum).toBeCloseTo(total.difference.value, 3);
          }
        }
      }),
      cases(60),
    );
  });

  it('has the luck of A in both, and tells of the seed that B would have had', () => {
    const a = planOfText(RANDOM_CODES);
    const other = compare(a, { ...a, seed: 'another' }, { replications: 2 });
    expect(other.unusedSeed).toBe('another');
    expect(differencesOf(other).every((difference) => difference === 0)).toBe(true);
    expect(compare(a, a, { replications: 1 }).unusedSeed).toBeUndefined();
  });

  it('counts requests that one of them alone made', () => {
    const a = planOfText(CODES);
    const more = planOfText(CODES, ['traffic[1].arrivals.batch=610', 'traffic[0].id=codes']);
    const { messages, traffic } = compare(a, more);
    expect(messages).toMatchObject({ inBoth: 600, onlyInA: 120, onlyInB: 130 });
    expect(traffic.map(({ id, all: { n } }) => [id, n.a, n.b])).toEqual([
      ['otp', 120, 0],
      ['blast', 600, 610],
      ['codes', 0, 120],
    ]);
    expect(traffic[0]!.all.total).toMatchObject({ b: undefined, difference: undefined });
  });

  it('counts the attempts at one message as one, from the first on', () => {
    const text = `senders: [{ id: a, number: "+14165550100", queue-horizon: 5s }]
traffic:
  - id: t
    from: a
    to: { CA: 100% }
    body: hello
    arrivals: { batch: 8, at: 0s }
    retry: { codes: [30001], attempts: 5, backoff: 10s, factor: x1 }
carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }
`;
    const plan = planOfText(text);
    const { traffic, messages } = compare(plan, planOfText(text, ['senders[0].queue-horizon=1h']));
    const [{ all, slowest } = { all: undefined, slowest: undefined }] = traffic;
    expect(all!.n).toEqual({ a: 8, b: 8 });
    // Three were tried again after 10 s and went then, the last after two seconds more.
    expect(slowest!.parts.retries).toMatchObject({ a: 10_000_000, b: 0 });
    expect(slowest!.total).toMatchObject({ a: 14_000_000, b: 9_000_000 });
    expect(messages).toMatchObject({ inBoth: 8, onlyInA: 3, onlyInB: 0 });
  });

  it('is narrower for the pairing, replication by replication', () => {
    const comparison = compare(planOfText(RANDOM_CODES), planOfText(RANDOM_CODES, FASTER), {
      replications: 5,
    });
    const mean = figureOf(comparison, 'end_to_end', 'mean');
    expect(mean.difference!.n).toBe(5);
    expect(mean.narrowed!).toBeGreaterThan(1);
    expect(mean.b! - mean.a!).toBeCloseTo(mean.difference!.value, 3);
    expect(new Set(comparison.a.fingerprints).size).toBe(5);
  });
});
