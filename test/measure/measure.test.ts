import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential } from '../../src/kernel/quantiles.ts';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import type { Fact, FactKind, History } from '../../src/laws/history.ts';
import type { Distribution } from '../../src/measure/distribution.ts';
import { EXACT_RUN } from '../../src/measure/distribution.ts';
import type { Flow, Latency } from '../../src/measure/result.ts';
import { LATENCIES } from '../../src/measure/result.ts';
import { figuresBy, figuresOf, keepsAll, totalsOf } from '../../src/measure/select.ts';
import { STATUS_CODE } from '../../src/messaging/status.ts';
import { DELIVERED, planOf, plans, senderOf, streamOf, traceOf } from '../plans.ts';
import { runOf } from '../runs.ts';
import { cases } from '../seed.ts';

const all = () => true;

function count(history: History, kind: FactKind, fits: (fact: Fact) => boolean = all): number {
  return history.filter((fact) => fact.kind === kind && fits(fact)).length;
}

/** The latencies of the messages that fit, from the facts, ascending. */
function latenciesOf(history: History, fits: (fact: Fact) => boolean): Record<Latency, readonly number[]> {
  const sent = history.filter((fact) => fact.kind === 'sent' && fits(fact));
  const received = history.filter(
    (fact) => fact.kind === 'concluded' && fact.status !== STATUS_CODE.sent && fits(fact),
  );
  const ascending = (facts: readonly Fact[], value: (fact: Fact) => number) =>
    facts.map(value).sort((a, b) => a - b);
  return {
    queue_wait: ascending(sent, (fact) => fact.firstSegmentAtUs - fact.submittedAtUs),
    send_latency: ascending(sent, (fact) => fact.lastSegmentAtUs - fact.submittedAtUs),
    carrier_latency: ascending(received, (fact) => fact.finalAtUs - fact.lastSegmentAtUs),
    end_to_end: ascending(received, (fact) => fact.finalAtUs - fact.submittedAtUs),
  };
}

/** All values of a distribution of few, ascending. */
function valuesOf(distribution: Distribution): readonly number[] {
  return Array.from(
    { length: distribution.n },
    (_, i) => distribution.quantileUs((i + 0.5) / distribution.n)!,
  );
}

function countsOf(history: History, fits: (fact: Fact) => boolean) {
  const concluded = (status: keyof typeof STATUS_CODE) =>
    count(history, 'concluded', (fact) => fits(fact) && fact.status === STATUS_CODE[status]);
  return {
    submitted: count(history, 'submitted', fits),
    refused: count(history, 'refused', fits),
    failed: count(history, 'failed', fits),
    canceled: 0,
    delivered: concluded('delivered'),
    undelivered: concluded('undelivered'),
    sent: concluded('sent'),
    open: count(history, 'leftOpen', fits),
  };
}

describe('what is measured of any run', () => {
  it('is what its history says, in all and by stream, sender and carrier', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { history, result } = runOf(plan);
        const groups = [
          { figures: [totalsOf(result)], key: () => 0 },
          { figures: figuresBy(result, 'traffic', plan.streams.length), key: (fact: Fact) => fact.stream },
          { figures: figuresBy(result, 'sender', plan.senders.length), key: (fact: Fact) => fact.sender },
          { figures: figuresBy(result, 'carrier', plan.carriers.length), key: (fact: Fact) => fact.carrier },
        ];
        for (const { figures, key } of groups)
          for (const [place, own] of figures.entries()) {
            const fits = (fact: Fact) => key(fact) === place;
            expect(own.counts).toEqual(countsOf(history, fits));
            expect(own.segments.sent).toBe(count(history, 'segmentLeft', fits));
            const submitted = history.filter((fact) => fact.kind === 'submitted' && fits(fact));
            expect(own.segments.submitted).toBe(submitted.reduce((sum, { segments }) => sum + segments, 0));
            const expected = latenciesOf(history, fits);
            for (const latency of LATENCIES)
              expect(valuesOf(own.latencies[latency])).toEqual(expected[latency]);
          }
      }),
      cases(60),
    );
  });

  it('counts errors by code and kind, in order', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { history, result } = runOf(plan);
        const { errors } = totalsOf(result);
        const found = history.filter((fact) => fact.errorCode !== 0);
        expect(errors.reduce((sum, error) => sum + error.count, 0)).toBe(found.length);
        for (const { status, code, count: times } of errors) {
          const kind = status === 'undelivered' ? 'concluded' : status;
          expect(times).toBe(count(history, kind, (fact) => fact.errorCode === code));
        }
        const codes = errors.map(({ code }) => code);
        expect(codes).toEqual([...codes].sort((a, b) => a - b));
      }),
      cases(60),
    );
  });

  it('has flows, backlogs and instants that are those of its history', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { history, result } = runOf(plan);
        const { intervalUs, senders } = result.throughput;
        const flow = (name: Flow, sender: number) => [...senders[sender]![name]];
        const expected = (sender: number, facts: readonly Fact[], amount = (_: Fact) => 1) => {
          const intervals = new Array<number>(result.throughput.length).fill(0);
          for (const fact of facts)
            if (fact.sender === sender) intervals[Math.floor(fact.atUs / intervalUs)]! += amount(fact);
          return intervals;
        };
        const of = (kind: FactKind, status?: number) =>
          history.filter((fact) => fact.kind === kind && (status === undefined || fact.status === status));
        for (const sender of plan.senders.keys()) {
          expect(flow('submitted', sender)).toEqual(expected(sender, of('submitted')));
          expect(flow('refused', sender)).toEqual(expected(sender, of('refused')));
          expect(flow('failed', sender)).toEqual(expected(sender, of('failed')));
          expect(flow('sent', sender)).toEqual(expected(sender, of('sent')));
          expect(flow('leftSegments', sender)).toEqual(expected(sender, of('segmentLeft')));
          const admitted = expected(sender, of('queued'), ({ segments }) => segments);
          expect(flow('admittedSegments', sender)).toEqual(admitted);
          expect(flow('delivered', sender)).toEqual(expected(sender, of('concluded', STATUS_CODE.delivered)));
          expect(flow('undelivered', sender)).toEqual(
            expected(sender, of('concluded', STATUS_CODE.undelivered)),
          );
          const left = history.filter((fact) => fact.kind === 'segmentLeft' && fact.sender === sender);
          expect(result.senders[sender]!.segmentsLeft).toBe(left.length);
          expect(result.senders[sender]!.drainedAtUs).toBe(left.at(-1)?.atUs);
        }
        const told = history.filter((fact) => fact.kind !== 'leftOpen');
        expect(result.simulatedUs).toBe(told.at(-1)?.atUs ?? 0);
        expect(result.lastConcludedAtUs).toBe(of('concluded').at(-1)?.atUs);
        expect(result.drainedAtUs).toBe(of('segmentLeft').at(-1)?.atUs);
      }),
      cases(60),
    );
  });

  it('has the highest backlog at its first instant, of each sender and of all', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { history, result } = runOf(plan);
        const peakOf = (fits: (fact: Fact) => boolean) => {
          let [backlog, peak] = [0, 0];
          let atUs: number | undefined;
          for (const fact of history) {
            if (!fits(fact)) continue;
            if (fact.kind === 'queued') backlog += fact.segments;
            if (fact.kind === 'segmentLeft') backlog -= 1;
            if (backlog > peak) [peak, atUs] = [backlog, fact.atUs];
          }
          return [peak, atUs];
        };
        for (const [sender, levels] of result.senders.entries())
          expect([levels.peakBacklogSegments, levels.peakBacklogAtUs]).toEqual(
            peakOf((fact) => fact.sender === sender),
          );
        expect([result.peakBacklogSegments, result.peakBacklogAtUs]).toEqual(peakOf(all));
      }),
      cases(60),
    );
  });
});

describe('a selection of messages', () => {
  it('is the union of what fits every index given', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { history, result } = runOf(plan);
        for (const traffic of plan.streams.keys())
          for (const carrier of plan.carriers.keys()) {
            const senders = [0, plan.senders.length - 1];
            const fits = (fact: Fact) =>
              fact.stream === traffic && fact.carrier === carrier && senders.includes(fact.sender);
            const { counts, latencies } = figuresOf(result, { traffic, carrier, senders });
            expect(counts).toEqual(countsOf(history, fits));
            expect(valuesOf(latencies.queue_wait)).toEqual(latenciesOf(history, fits).queue_wait);
          }
      }),
      cases(40),
    );
  });
});

describe('the latencies by hour of submission', () => {
  const day = (n: number) => n * US_PER_DAY;
  const hoursOf = (instants: readonly number[]) =>
    runOf(
      planOf([senderOf('a', { rate: undefined })], [streamOf('t', [traceOf(instants)])]),
    ).result.hours.map(({ startUs, latencies }) => [startUs, latencies.queue_wait.n, latencies.end_to_end.n]);

  it('are kept by the hour, hours without messages left out', () => {
    expect(hoursOf([0, US_PER_HOUR - 1, US_PER_HOUR, 5 * US_PER_HOUR])).toEqual([
      [0, 2, 2],
      [US_PER_HOUR, 1, 1],
      [5 * US_PER_HOUR, 1, 1],
    ]);
    expect(hoursOf([day(31) - 1])).toEqual([[day(31) - US_PER_HOUR, 1, 1]]);
  });

  it('are kept by the day in a run of more than 31 days', () => {
    expect(hoursOf([0, 2 * US_PER_HOUR, day(1) - 1, day(1), day(31), day(40) + 5])).toEqual([
      [0, 3, 3],
      [day(1), 1, 1],
      [day(31), 1, 1],
      [day(40), 1, 1],
    ]);
  });
});

describe('a run of more messages than are kept one by one', () => {
  const rate = rateOf(100, US_PER_SECOND);
  const runWith = (count: number) =>
    runOf(
      planOf(
        [senderOf('a', { rate: rateOf(110, US_PER_SECOND) })],
        [
          streamOf('many', [{ kind: 'poisson', rate, fromUs: 0, untilUs: Infinity, count: count - 100 }]),
          streamOf('few', [{ kind: 'batch', atUs: US_PER_SECOND, count: 100 }]),
        ],
        { carriers: [{ id: 'c', latencyUs: exponential(3 * US_PER_SECOND), outcomes: DELIVERED }] },
      ),
    );

  it(`is exact up to ${EXACT_RUN}, and off by less than 0.1 % from there`, () => {
    for (const count of [EXACT_RUN, EXACT_RUN + 1]) {
      const { history, result } = runWith(count);
      const exact = count === EXACT_RUN;
      expect(keepsAll(result)).toBe(exact);
      const expected = latenciesOf(history, all);
      for (const latency of LATENCIES) {
        const distribution = totalsOf(result).latencies[latency];
        expect([distribution.n, distribution.exact]).toEqual([count, exact]);
        for (const share of [0.01, 0.5, 0.9, 0.95, 0.99, 0.999]) {
          const value = expected[latency][Math.ceil(share * count - 1e-6) - 1]!;
          const read = distribution.quantileUs(share)!;
          if (exact) expect(read).toBe(value);
          else expect(Math.abs(read - value)).toBeLessThanOrEqual(0.001 * value);
        }
      }
      const few = figuresOf(result, { traffic: 1 }).latencies.queue_wait;
      expect([few.n, few.exact]).toEqual([100, true]);
    }
  });
});
