import { describe, expect, it } from 'vitest';
import { constant } from '../../src/kernel/quantiles.ts';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_DAY, US_PER_SECOND } from '../../src/kernel/time.ts';
import type { History } from '../../src/laws/history.ts';
import { totalsOf } from '../../src/measure/select.ts';
import { PipelineEvent, RANKS } from '../../src/pipeline/events.ts';
import type { Plan, PlanIncident } from '../../src/scenario/plan.ts';
import { startRun } from '../../src/simulate.ts';
import { DELIVERED, planOf, segmentsInTurn, senderOf, streamOf } from '../plans.ts';
import { resultOf, runOf } from '../runs.ts';

const S = US_PER_SECOND;

/** The facts of a plan in words: `0.0 queued 2s` is the first message of the first stream, at two seconds. */
function story(plan: Plan): readonly string[] {
  return runOf(plan).history.map((fact) => {
    const who = `${fact.stream}.${fact.index} ${fact.kind}`;
    return fact.kind === 'leftOpen' ? who : `${who} ${fact.atUs / S}s`;
  });
}

function departures(history: History): readonly number[] {
  return history.filter(({ kind }) => kind === 'segmentLeft').map(({ atUs }) => atUs / S);
}

const batch = (count: number, atUs = 0) => [{ kind: 'batch' as const, atUs, count }];

function rateIncident(fromS: number, untilS: number, numerator: number, denominator = 1): PlanIncident {
  return { kind: 'sender-rate', atUs: fromS * S, untilUs: untilS * S, senders: [0], numerator, denominator };
}

describe('at one instant', () => {
  it('what ends comes first, then what begins, receipts, requests, and departures', () => {
    expect(Object.keys(RANKS)).toEqual([
      'incident ends',
      'incident begins',
      'receipt arrives',
      'retry due',
      'message submitted',
      'sender ready',
      'validity expires',
      'sample',
    ]);
    expect(Object.values(RANKS)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const [later, earlier] = [
      new PipelineEvent('message submitted', 1),
      new PipelineEvent('incident begins', 9),
    ];
    expect(earlier.order).toBeLessThan(later.order);
  });

  it('every request of every stream is admitted before any segment leaves', () => {
    const plan = planOf(
      [senderOf('a'), senderOf('b')],
      [streamOf('t', batch(1)), streamOf('u', batch(2), { senders: [1] })],
      { carriers: [{ id: 'c', latencyUs: constant(S), outcomes: DELIVERED }] },
    );
    expect(story(plan)).toEqual([
      '0.0 submitted 0s',
      '0.0 queued 0s',
      '1.0 submitted 0s',
      '1.0 queued 0s',
      '1.1 submitted 0s',
      '1.1 queued 0s',
      '0.0 segmentLeft 0s',
      '0.0 sent 0s',
      '1.0 segmentLeft 0s',
      '1.0 sent 0s',
      // At 1 s the receipts come before the next departure, stream after stream.
      '0.0 concluded 1s',
      '1.0 concluded 1s',
      '1.1 segmentLeft 1s',
      '1.1 sent 1s',
      '1.1 concluded 2s',
    ]);
  });

  it('batches larger than an event handles keep the order of the streams', () => {
    const { history } = runOf(
      planOf([senderOf('a')], [streamOf('t', batch(200)), streamOf('u', batch(200))]),
    );
    const submitted = history.filter(({ kind }) => kind === 'submitted');
    expect(submitted.map(({ stream, index }) => stream * 200 + index)).toEqual(submitted.map((_, i) => i));
    expect(submitted).toHaveLength(400);
  });

  it('a message that comes as the last one leaves finds the bucket empty, not full', () => {
    const { history } = runOf(
      planOf([senderOf('a')], [streamOf('t', [...batch(2), { kind: 'batch', atUs: S, count: 1 }])]),
    );
    expect(departures(history)).toEqual([0, 1, 2]);
  });
});

describe('an incident', () => {
  const line = (incidents: readonly PlanIncident[], count = 4, own: Partial<Plan> = {}) =>
    departures(runOf(planOf([senderOf('a')], [streamOf('t', batch(count))], { incidents, ...own })).history);

  it('that slows a sender holds from its first instant to before its last', () => {
    expect(line([rateIncident(1, 2, 1, 2)])).toEqual([0, 1, 2.5, 3.5]);
    expect(line([rateIncident(0, 4, 1, 2)])).toEqual([0, 2, 4, 5]);
  });

  it('that takes a sender down keeps what it has earned', () => {
    expect(line([rateIncident(0.5, 10, 0)])).toEqual([0, 10.5, 11.5, 12.5]);
    expect(line([rateIncident(0, 10, 0)])).toEqual([10, 11, 12, 13]);
  });

  it('that quickens and slows in turn overtakes the departure that was due', () => {
    expect(line([rateIncident(0.5, 1, 4), rateIncident(1.25, 1.5, 0)])).toEqual([0, 0.625, 0.875, 1.75]);
  });

  it('of a sender that is idle shows when the next message comes', () => {
    const plan = planOf(
      [senderOf('a')],
      [streamOf('t', [...batch(1), { kind: 'batch', atUs: 5 * S, count: 2 }])],
      {
        incidents: [rateIncident(1, 8, 0)],
      },
    );
    expect(departures(runOf(plan).history)).toEqual([0, 8, 9]);
  });

  it('without an end leaves the messages open, and the run ends all the same', () => {
    const plan = planOf([senderOf('a')], [streamOf('t', batch(3))], {
      incidents: [rateIncident(0.5, Infinity, 0)],
    });
    expect(story(plan).slice(-2)).toEqual(['0.1 leftOpen', '0.2 leftOpen']);
    expect(resultOf(plan).drainedAtUs).toBe(0);
  });
});

describe('the horizon', () => {
  const plan = (horizonUs: number) =>
    planOf([senderOf('a')], [streamOf('t', batch(4), { bodies: segmentsInTurn([1, 2, 1, 1]) })], {
      horizonUs,
    });

  it('is half-open: what is due at it does not happen', () => {
    expect(story(plan(2 * S)).slice(-5)).toEqual([
      '0.1 segmentLeft 1s',
      '0.0 leftOpen',
      '0.1 leftOpen',
      '0.2 leftOpen',
      '0.3 leftOpen',
    ]);
    expect(story(plan(2 * S + 1)).slice(-6)).toEqual([
      '0.0 concluded 2s',
      '0.1 segmentLeft 2s',
      '0.1 sent 2s',
      '0.1 leftOpen',
      '0.2 leftOpen',
      '0.3 leftOpen',
    ]);
  });

  it('is before a receipt that is due at it, watched or not', () => {
    for (const result of [resultOf(plan(2 * S)), runOf(plan(2 * S)).result])
      expect(totalsOf(result).counts).toMatchObject({ delivered: 0, open: 4 });
    for (const result of [resultOf(plan(2 * S + 1)), runOf(plan(2 * S + 1)).result])
      expect(totalsOf(result).counts).toMatchObject({ delivered: 1, open: 3 });
  });

  it('of 0 lets nothing happen at all', () => {
    expect(story(plan(0))).toEqual([]);
  });
});

describe('a run in slices', () => {
  it('says whether more is to come, how far it is and how much has been submitted', () => {
    const run = startRun(planOf([senderOf('a')], [streamOf('t', batch(70))]));
    expect([run.nowUs, run.submitted]).toEqual([0, 0]);
    // One event takes in 64 requests, so that a slice stays short whatever the size of a batch.
    expect(run.advance(1)).toBe(true);
    expect([run.nowUs, run.submitted]).toEqual([0, 64]);
    expect(run.advance(2)).toBe(true);
    expect(run.submitted).toBe(70);
    expect(run.advance(Infinity)).toBe(false);
    expect(run.nowUs).toBe(69 * S);
    expect(run.finish().drainedAtUs).toBe(69 * S);
  });

  it('of another replication has other luck, and of the same the same', () => {
    const poisson = { kind: 'poisson' as const, rate: rateOf(1, S), fromUs: 0, untilUs: Infinity, count: 50 };
    const plan = planOf([senderOf('a')], [streamOf('t', [poisson])]);
    const fingerprint = (replication: number) => runOf(plan, Infinity, replication).result.fingerprint;
    expect(fingerprint(1)).toBe(fingerprint(1));
    expect(fingerprint(1)).not.toBe(fingerprint(0));
    expect(runOf(plan).result.setting.replication).toBe(0);
    const reseeded = runOf({ ...plan, seed: '2' }).result.fingerprint;
    expect(reseeded).not.toBe(fingerprint(0));
  });
});

describe('simulated time', () => {
  it('ends after a hundred years: what would come later is left open, whoever watches', () => {
    const sender = senderOf('slow', { rate: rateOf(1, 40 * 365 * US_PER_DAY), queueLimitSegments: Infinity });
    const plan = planOf([sender], [streamOf('t', batch(4))]);
    const { counts } = totalsOf(resultOf(plan));
    expect([counts.submitted, counts.delivered, counts.open]).toEqual([4, 3, 1]);
    expect(totalsOf(runOf(plan).result).counts).toEqual(counts);
  });
});
