import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheapestSplitOf, timeSplitOf } from '../../../src/experiment/time-split/time-split-of.ts';
import { byMessage, type Fact } from '../../../src/laws/history.ts';
import { PlainTimeSplit } from '../../../src/measure/time-split/plain-time-split.ts';
import { type SplitColumns, TIME_PARTS } from '../../../src/measure/time-split/split-columns.ts';
import { STATUSES } from '../../../src/messaging/status.ts';
import { compile } from '../../../src/scenario/compile.ts';
import type { Plan } from '../../../src/scenario/plan.ts';
import type { Scenario, StreamEntry } from '../../../src/scenario/scenario.ts';
import { startRun } from '../../../src/simulate.ts';
import { FOUND } from '../../plans/found-plans.ts';
import { networkPlans } from '../../plans/network-plans.ts';
import { planOf, plans, senderOf, streamOf } from '../../plans.ts';
import { bytesOf, runOf } from '../../runs.ts';
import { STREAM, scenarioWith } from '../../scenario/scenarios.ts';
import { cases } from '../../seed.ts';
import { behindOf, partsOf, splitOf, watched } from './splits.ts';

/** The last fact of each message that was sent; with what was known of it then. */
function sentOf(plan: Plan): readonly Fact[] {
  const { history } = runOf(plan);
  return [...byMessage(history).values()].flatMap((facts) => {
    const last = facts.at(-1)!;
    return facts.some(({ kind }) => kind === 'sent') ? [last] : [];
  });
}

function hasReceipt({ kind, status }: Fact): boolean {
  return kind === 'concluded' && STATUSES[status] !== 'sent';
}

function behindUs(columns: SplitColumns, serial: number): number {
  let sum = 0;
  columns.eachBehind(serial, (_, us) => {
    sum += us;
  });
  return sum;
}

const anyPlan = fc.oneof({ weight: 3, arbitrary: networkPlans }, { weight: 1, arbitrary: plans });

describe('where the time of a message went', () => {
  it('adds up to its latencies to the microsecond, no part below 0, in any plan; each kind of part is met', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const columns = splitOf(plan);
        const { parts } = columns;
        for (const fact of sentOf(plan)) {
          const { serial, queuedAtUs, firstSegmentAtUs, lastSegmentAtUs, finalAtUs } = fact;
          expect(columns.queueWaitUs[serial]).toBe(firstSegmentAtUs - queuedAtUs);
          expect(columns.sendLatencyUs(serial)).toBe(lastSegmentAtUs - queuedAtUs);
          expect(parts.carrier.us[serial]).toBe(hasReceipt(fact) ? finalAtUs - lastSegmentAtUs : Number.NaN);
          for (const part of TIME_PARTS) {
            const us = parts[part].us[serial]!;
            if (us > 0) met.add(part);
            expect(us >= 0 || (part === 'carrier' && Number.isNaN(us))).toBe(true);
          }
          const behind = behindUs(columns, serial);
          expect(behind).toBeLessThanOrEqual(firstSegmentAtUs - queuedAtUs);
          if (behind > 0) met.add('behind');
        }
      }),
      { ...cases(300), examples: Object.values(FOUND).map((plan): [Plan] => [plan]) },
    );
    expect([...met].sort()).toEqual([
      'account',
      'behind',
      'carrier',
      'held',
      'own',
      'retries',
      'sender',
      'service',
    ]);
  });

  it('begins when its client first wanted to send it, where no earlier attempt was scheduled', () => {
    let retried = 0;
    fc.assert(
      fc.property(networkPlans, (plan) => {
        if (plan.streams.some(({ sendAt }) => sendAt !== undefined)) return;
        const columns = splitOf(plan);
        for (const { serial, offeredAtUs, finalAtUs, attempt, ...fact } of sentOf(plan)) {
          const total = columns.totalUs(serial);
          const { kind, status } = fact;
          const isReceived = kind === 'concluded' && STATUSES[status] !== 'sent';
          expect(total).toBe(isReceived ? finalAtUs - offeredAtUs : Number.NaN);
          if (isReceived && attempt > 1) retried += 1;
        }
      }),
      cases(200),
    );
    expect(retried).toBeGreaterThan(0);
  });

  it('was spent behind those that were the head of its lane meanwhile', () => {
    let waited = 0;
    fc.assert(
      fc.property(networkPlans, (plan) => {
        // Then whose turn it is follows from the order in which messages joined, and all leave.
        const fifo = {
          ...plan,
          horizonUs: Infinity,
          incidents: [],
          streams: plan.streams.map((stream) => ({
            ...stream,
            priority: 0,
            validityUs: Infinity,
            cancel: undefined,
          })),
        };
        const columns = splitOf(fifo);
        const turns = turnsOf(fifo, columns);
        for (const [serial, turn] of turns) {
          const expected = new Map<number, number>();
          for (const other of turns.values()) {
            if (other.lane !== turn.lane || other.serial === serial) continue;
            const us = Math.min(other.goneUs, turn.firstUs) - Math.max(other.headUs, turn.joinedUs);
            if (us > 0) expected.set(other.stream, (expected.get(other.stream) ?? 0) + us / 1_000_000);
          }
          const found = new Map(behindOf(columns, serial));
          expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
          for (const [stream, seconds] of expected) expect(found.get(stream)).toBeCloseTo(seconds, 9);
          waited += expected.size > 1 ? 1 : 0;
        }
      }),
      cases(100),
    );
    expect(waited).toBeGreaterThan(10);
  });

  it('is none of the account where no message was held by one: without its levels all happens as before', () => {
    const seen = { free: 0, held: 0 };
    fc.assert(
      fc.property(networkPlans, (plan) => {
        const drained = {
          ...plan,
          horizonUs: Infinity,
          incidents: [],
          streams: plan.streams.map((stream) => ({ ...stream, validityUs: Infinity, cancel: undefined })),
        };
        const { parts } = splitOf(drained);
        const free = {
          ...drained,
          lanes: drained.lanes.map((lane) => ({ ...lane, levels: [], mediaLevels: [] })),
        };
        const isHeld = sentOf(drained).some(({ serial }) => parts.account.us[serial]! > 0);
        seen[isHeld ? 'held' : 'free'] += 1;
        const freed = splitOf(free);
        for (const { serial } of sentOf(free)) expect(freed.parts.account.us[serial]).toBe(0);
        if (!isHeld) expect(sentOf(free).map(departureOf)).toEqual(sentOf(drained).map(departureOf));
      }),
      cases(120),
    );
    expect(seen.free).toBeGreaterThan(10);
    expect(seen.held).toBeGreaterThan(10);
  });

  it('is told alike by the cheap observer where each lane serves one stream and shares nothing', () => {
    let [met, waited] = [0, 0];
    fc.assert(
      fc.property(plans, (plan) => {
        const [cheap, whole] = [cheapestSplitOf, timeSplitOf].map((observerOf) => watched(plan, observerOf));
        if (cheap === undefined || whole === undefined) return;
        if (!(cheap instanceof PlainTimeSplit)) return;
        met += 1;
        const [a, b] = [cheap, whole].map(({ columns }) => ({
          stream: columns.stream.subarray(0, columns.length),
          queueWaitUs: columns.queueWaitUs.subarray(0, columns.length),
          totals: Array.from({ length: columns.length }, (_, serial) => columns.totalUs(serial)),
          parts: TIME_PARTS.map((part) =>
            [...columns.parts[part].us.subarray(0, columns.length)].filter(
              (_, serial) => !Number.isNaN(columns.totalUs(serial)),
            ),
          ),
        }));
        const received = (split: typeof a) =>
          split!.queueWaitUs.filter((_, i) => !Number.isNaN(split!.totals[i]!));
        expect(a!.totals).toEqual(b!.totals);
        expect(a!.parts).toEqual(b!.parts);
        expect(received(a)).toEqual(received(b));
        if (received(a).some((us) => us > 0)) waited += 1;
      }),
      cases(150),
    );
    expect(met).toBeGreaterThan(0);
    expect(waited).toBeGreaterThan(0);
  });

  it('can be asked for without changing a byte of the result', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const run = startRun(plan, { observers: [(view) => timeSplitOf(plan, view)] });
        while (run.advance(Infinity));
        expect(bytesOf(run.finish())).toBe(bytesOf(runOf(plan).result));
      }),
      cases(60),
    );
  });
});

function departureOf({ serial, firstSegmentAtUs, lastSegmentAtUs }: Fact): readonly number[] {
  return [serial, firstSegmentAtUs, lastSegmentAtUs];
}

interface Turn {
  readonly serial: number;
  readonly stream: number;
  readonly lane: number;
  readonly joinedUs: number;
  readonly headUs: number;
  readonly firstUs: number;
  readonly goneUs: number;
}

/** When it was whose turn, worked out from departures alone: in a lane that is first in, first out. */
function turnsOf(plan: Plan, columns: SplitColumns): ReadonlyMap<number, Turn> {
  const freeUs = new Map<number, number>();
  const turns = new Map<number, Turn>();
  const inOrder = [...sentOf(plan)].sort(
    (a, b) => a.lastSegmentAtUs - b.lastSegmentAtUs || a.queuedAtUs - b.queuedAtUs,
  );
  for (const { serial, stream, queuedAtUs, firstSegmentAtUs, lastSegmentAtUs } of inOrder) {
    const lane = columns.lane[serial]!;
    const headUs = Math.max(queuedAtUs, freeUs.get(lane) ?? 0);
    freeUs.set(lane, lastSegmentAtUs);
    turns.set(serial, {
      serial,
      stream,
      lane,
      joinedUs: queuedAtUs,
      headUs,
      firstUs: firstSegmentAtUs,
      goneUs: lastSegmentAtUs,
    });
  }
  return turns;
}

const WITHOUT_BODY: StreamEntry = {
  id: 'long',
  from: 'a',
  to: { US: '100%' },
  arrivals: { batch: 1, at: '0s' },
};

describe('the parts of a wait, by hand', () => {
  const constant: Partial<Scenario> = { carriers: { default: { latency: { constant: '2s' } } } };
  const splitWith = (changes: Partial<Scenario>): SplitColumns =>
    splitOf(compile(scenarioWith({ ...constant, ...changes })));

  it('behind a batch: the sender, and behind the batch but for its own token', () => {
    const columns = splitWith({
      senders: [{ id: 'a', number: '+14155550100' }],
      traffic: [
        { ...STREAM, id: 'blast', from: 'a', arrivals: { batch: 10, at: '0s' } },
        { ...STREAM, id: 'otp', from: 'a', arrivals: { batch: 1, at: '2.5s' } },
      ],
    });
    // The first leaves at 0 s, the tenth at 9 s, the code at 10 s.
    expect(partsOf(columns, 10)).toEqual({ sender: 7.5, carrier: 2 });
    expect(behindOf(columns, 10)).toEqual([[0, 6.5]]);
  });

  it('of three segments: two seconds of its own', () => {
    const columns = splitWith({
      senders: [{ id: 'a', number: '+14155550100' }],
      traffic: [{ ...WITHOUT_BODY, segments: { 3: '100%' }, arrivals: { batch: 2, at: '0s' } }],
    });
    expect(partsOf(columns, 1)).toEqual({ sender: 3, own: 2, carrier: 2 });
    expect(behindOf(columns, 1)).toEqual([[0, 2]]);
  });

  it('under an account of four a second: what comes after the token of the sender', () => {
    const columns = splitWith({
      senders: [{ id: 'a', numbers: { from: '+447400123450', count: 3 } }],
      account: { 'segments-per-second': 4 },
      traffic: [{ ...STREAM, from: 'a', to: { GB: '100%' }, arrivals: { batch: 6, at: '0s' } }],
    });
    expect([3, 4, 5].map((serial) => partsOf(columns, serial))).toEqual([
      { sender: 0.1, carrier: 2 },
      { sender: 0.1, account: 0.15, carrier: 2 },
      { sender: 0.1, account: 0.4, carrier: 2 },
    ]);
  });

  it('in a campaign: its own bucket is the campaign', () => {
    const columns = splitWith({
      rulebook: 'twilio-2026',
      senders: [{ id: 'a', number: '+14155550100' }],
      campaigns: [{ id: 'c', senders: ['a'], 'segments-per-second': { 't-mobile': 0.1 } }],
      carriers: { 't-mobile': { to: { US: '100%' }, latency: { constant: '2s' } } },
      traffic: [{ ...WITHOUT_BODY, segments: { 2: '100%' }, arrivals: { batch: 2, at: '0s' } }],
    });
    expect(partsOf(columns, 0)).toEqual({ own: 10, carrier: 2 });
    expect(partsOf(columns, 1)).toEqual({ service: 20, own: 10, carrier: 2 });
  });

  it('of a client that keeps a pace: held by it, not in the queue', () => {
    const columns = splitWith({
      senders: [{ id: 'a', number: '+14155550100' }],
      traffic: [{ ...STREAM, from: 'a', pace: '1/s', arrivals: { batch: 3, at: '0s' } }],
    });
    expect(partsOf(columns, 2)).toEqual({ held: 2, carrier: 2 });
  });

  it('of a message that an urgent one overtakes at the head of its lane: its own time there is not behind its own stream', () => {
    const plan = planOf(
      [senderOf('a')],
      [
        streamOf('slow', [{ kind: 'batch', atUs: 0, count: 2 }]),
        streamOf('urgent', [{ kind: 'batch', atUs: 500_000, count: 1 }], { priority: 1 }),
      ],
    );
    const columns = splitOf(plan);
    expect(columns.queueWaitUs.subarray(0, 3)).toEqual(Float64Array.of(0, 2_000_000, 500_000));
    expect(behindOf(columns, 1)).toEqual([[1, 0.5]]);
    expect(behindOf(columns, 2)).toEqual([]);
  });
});
