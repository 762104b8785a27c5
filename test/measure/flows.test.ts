import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIME_LIMIT_US, US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import { FLOW, Flows, INTERVAL_LIMIT } from '../../src/measure/flows.ts';
import { FLOWS, type Throughput } from '../../src/measure/result.ts';
import { cases } from '../seed.ts';

interface Entry {
  readonly flow: number;
  readonly sender: number;
  readonly atUs: number;
  readonly amount: number;
}

const SENDERS = 3;
const entry: fc.Arbitrary<Entry> = fc.record({
  flow: fc.nat({ max: FLOWS.length - 1 }),
  sender: fc.integer({ min: -1, max: SENDERS - 1 }),
  atUs: fc.oneof(
    fc.nat({ max: 10 * US_PER_SECOND }),
    fc.nat({ max: 2 * US_PER_HOUR }),
    fc.integer({ min: 0, max: 400 * US_PER_HOUR }),
    fc.integer({ min: 0, max: TIME_LIMIT_US }),
  ),
  // Below 0: segments that gave up their places.
  amount: fc.integer({ min: -5, max: 5 }),
});
const entries = fc.array(entry, { minLength: 1, maxLength: 80 });

function recordOf(all: readonly Entry[]): Flows {
  const flows = new Flows(SENDERS);
  for (const { flow, sender, atUs, amount } of all) flows.count(flow, sender, atUs, amount);
  return flows;
}

/** A record as text, which compares quickly. */
function textOf(throughput: Throughput): string {
  return JSON.stringify(throughput, (_, value: unknown) =>
    value instanceof Float64Array ? value.join() : value,
  );
}

const lastOf = (all: readonly Entry[]): number => Math.max(...all.map(({ atUs }) => atUs));

describe('the flows of a run', () => {
  it('are the same in whatever order they are counted', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const lastUs = lastOf(all);
        const inTurn = recordOf([...all].sort((a, b) => a.atUs - b.atUs));
        const expected = textOf(inTurn.throughput(lastUs));
        expect(textOf(recordOf(all).throughput(lastUs))).toBe(expected);
        expect(textOf(recordOf([...all].reverse()).throughput(lastUs))).toBe(expected);
      }),
      cases(150),
    );
  });

  it('hold every count in its interval, and no more than the limit of intervals', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const { intervalUs, length, senders, total } = recordOf(all).throughput(lastOf(all));
        expect(length).toBeLessThanOrEqual(INTERVAL_LIMIT);
        expect(length).toBe(Math.floor(lastOf(all) / intervalUs) + 1);
        for (const [flow, name] of FLOWS.entries())
          for (const sender of [-1, 0, 1, 2]) {
            const expected = new Array<number>(length).fill(0);
            // The total holds those of every sender, From not ours too.
            for (const own of all)
              if (own.flow === flow && (sender === -1 || own.sender === sender))
                expected[Math.floor(own.atUs / intervalUs)]! += own.amount;
            expect([...(sender === -1 ? total : senders[sender]!)[name]]).toEqual(expected);
          }
      }),
      cases(100),
    );
  });

  it('are by the second for ten minutes, and coarser beyond', () => {
    const intervalAt = (seconds: number): number =>
      new Flows(1).throughput(seconds * US_PER_SECOND).intervalUs;
    expect([0, 599.999999, 600, 2999.999999, 3000].map((s) => intervalAt(s) / US_PER_SECOND)).toEqual([
      1, 1, 5, 5, 10,
    ]);
    expect(new Flows(1).throughput(TIME_LIMIT_US).length).toBeLessThanOrEqual(INTERVAL_LIMIT);
  });

  it('leave at the end of each interval the backlog of what came and did not go', () => {
    const flows = new Flows(2);
    flows.count(FLOW.admittedSegments, 0, 0, 5);
    flows.count(FLOW.leftSegments, 0, 0, 1);
    flows.count(FLOW.leftSegments, 0, US_PER_SECOND, 1);
    flows.count(FLOW.admittedSegments, 1, US_PER_SECOND, 2);
    flows.count(FLOW.leftSegments, 0, 3 * US_PER_SECOND, 3);
    const { senders, total } = flows.throughput(3 * US_PER_SECOND);
    expect([...senders[0]!.backlogSegments]).toEqual([4, 3, 3, 0]);
    expect([...senders[1]!.backlogSegments]).toEqual([0, 2, 2, 2]);
    expect([...total.backlogSegments]).toEqual([4, 5, 5, 2]);
  });

  it('count what gives up its place in a later interval than it came in below 0', () => {
    const flows = new Flows(1);
    flows.count(FLOW.admittedSegments, 0, 0, 3);
    flows.count(FLOW.admittedSegments, 0, US_PER_SECOND, -3);
    const { senders, total } = flows.throughput(US_PER_SECOND);
    for (const series of [total, senders[0]!]) {
      expect([...series.admittedSegments]).toEqual([3, -3]);
      expect([...series.backlogSegments]).toEqual([3, 0]);
    }
  });
});
