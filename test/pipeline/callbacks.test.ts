import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant, exponential } from '../../src/kernel/quantiles.ts';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { callbackBreaches } from '../../src/laws/callbacks.ts';
import { STATUSES } from '../../src/messaging/status.ts';
import type { Plan, PlanCallbacks, PlanService } from '../../src/scenario/plan.ts';
import { type CallbackFact, callbackRunOf, callbacksOf, callbackTerms, POLICY } from '../callbacks.ts';
import { planOf, plans, segmentsInTurn, senderOf, streamOf } from '../plans.ts';
import { cases } from '../seed.ts';

const SECOND = US_PER_SECOND;

/** Two messages of two segments at once, a segment a second, and a queue for one of them. */
const plan = planOf(
  [senderOf('a', { queueLimitSegments: 2 })],
  [
    streamOf('t', [{ kind: 'batch', atUs: SECOND, count: 2 }], {
      bodies: segmentsInTurn([2]),
    }),
  ],
);

/** A service over sender 0. */
function serviceOf(id: string): PlanService {
  return {
    id,
    pool: [0],
    noSender: { code: 21704, surface: 'failed' },
    candidates: [[0]],
    mediaCandidates: [[0]],
    byAreaCode: undefined,
    spread: 'round-robin',
    sticky: false,
  };
}

function toldOf(terms: PlanCallbacks): readonly CallbackFact[] {
  return callbackRunOf(plan, terms).told;
}

function dueIn(told: readonly CallbackFact[]): readonly (readonly [string, number, number])[] {
  return told
    .filter(({ kind }) => kind === 'due')
    .map(({ status, serial, dueAtUs }) => [STATUSES[status]!, serial, dueAtUs]);
}

/** What became of the first callback: each kind with its instant. */
function lifeOfFirst(terms: PlanCallbacks): readonly string[] {
  const told = toldOf({ ...terms, statuses: ['sent'] });
  return told.map(({ kind, failure, atUs }) => `${failure ?? kind} ${atUs / SECOND}`);
}

describe('status callbacks', () => {
  it('fall due at each change to a status of the guide, also when a message enters its queue', () => {
    expect(dueIn(toldOf(callbacksOf()))).toEqual([
      ['queued', 0, SECOND],
      ['failed', 1, SECOND],
      ['sent', 0, 2 * SECOND],
      ['delivered', 0, 4 * SECOND],
    ]);
  });

  it('do not tell of the first status where the provider does not', () => {
    const due = dueIn(toldOf(callbacksOf({ initialQueued: false })));
    expect(due.map(([status]) => status)).toEqual(['failed', 'sent', 'delivered']);
  });

  it('tell of the queue where a messaging service has accepted the message before', () => {
    const pooled: Plan = {
      ...plan,
      streams: plan.streams.map((stream) => ({ ...stream, service: 0 })),
      services: [serviceOf('pool')],
    };
    const { told } = callbackRunOf(pooled, callbacksOf({ initialQueued: false }));
    expect(dueIn(told).slice(0, 2)).toEqual([
      ['queued', 0, SECOND],
      ['failed', 1, SECOND],
    ]);
  });

  it('tell of sending once, when the first segment leaves, where that is asked for', () => {
    expect(dueIn(toldOf(callbacksOf({ statuses: ['sending'] })))).toEqual([['sending', 0, SECOND]]);
  });

  it('do not tell twice of a message that is sent and gets no receipt', () => {
    const outcomes = { cumulative: [1], outcomes: [{ status: 'sent' as const, code: 0 }] };
    const silent = { ...plan, carriers: [{ id: 'c', latencyUs: constant(0), outcomes }] };
    const { told } = callbackRunOf(silent, callbacksOf({ statuses: ['sent'] }));
    expect(dueIn(told)).toHaveLength(1);
  });

  it('are all delivered at once by an endpoint that never fails and takes no time', () => {
    fc.assert(
      fc.property(plans, (any) => {
        const { told } = callbackRunOf(any, callbacksOf());
        const delivered = told.filter(({ kind }) => kind === 'delivered');
        expect(delivered).toHaveLength(dueIn(told).length);
        expect(delivered.filter(({ dueAtUs, atUs }) => atUs !== dueAtUs)).toEqual([]);
      }),
      cases(60),
    );
  });

  it('are tried again when the attempt before has failed: without a connection, after that time limit', () => {
    expect(lifeOfFirst(callbacksOf({ connectFailures: 1 }))).toEqual([
      'due 2',
      'attempted 2',
      'connect 12',
      'attempted 12',
      'connect 22',
      'lost 22',
    ]);
  });

  it('are tried again when the answer is too late, at the limit of the whole', () => {
    const policy = { ...POLICY, retryOn: ['timeout' as const] };
    expect(lifeOfFirst(callbacksOf({ latencyUs: constant(16 * SECOND), policy }))).toEqual([
      'due 2',
      'attempted 2',
      'timeout 17',
      'attempted 17',
      'timeout 32',
      'lost 32',
    ]);
  });

  it('are tried again when the answer is an error, at its instant', () => {
    const policy = { ...POLICY, retries: 2, retryOn: ['error' as const] };
    const life = lifeOfFirst(callbacksOf({ errorReplies: 1, latencyUs: constant(SECOND), policy }));
    expect(life.filter((words) => words.startsWith('attempted'))).toEqual([
      'attempted 2',
      'attempted 3',
      'attempted 4',
    ]);
    expect(life.at(-1)).toBe('lost 5');
  });

  it('are lost at the first failure of a kind that is not tried again', () => {
    expect(lifeOfFirst(callbacksOf({ errorReplies: 1 }))).toEqual([
      'due 2',
      'attempted 2',
      'error 2',
      'lost 2',
    ]);
  });

  it('are neither delivered nor lost when the run ends before', () => {
    const ending = { ...plan, horizonUs: 7 * SECOND };
    const terms = callbacksOf({ statuses: ['sent'], latencyUs: constant(5 * SECOND) });
    expect(callbackRunOf(ending, terms).told.map(({ kind }) => kind)).toEqual(['due', 'attempted']);
    const longer = { ...plan, horizonUs: 7 * SECOND + 1 };
    expect(callbackRunOf(longer, terms).told.map(({ kind }) => kind)).toContain('delivered');
  });

  it('wait for one another where the endpoint has a capacity, repeated ones first', () => {
    const at = [0, 1, 2].map((second) => ({ kind: 'batch' as const, atUs: second * SECOND, count: 1 }));
    const quick = planOf([senderOf('a', { rate: undefined })], [streamOf('t', at)]);
    const terms = callbacksOf({
      statuses: ['sent'],
      // A request is begun every two seconds, and each is given up after one: its retry meets the next one.
      latencyUs: constant(1),
      capacity: rateOf(1, 2 * SECOND),
      policy: { connectTimeoutUs: SECOND, totalTimeoutUs: SECOND, retries: 1, retryOn: ['timeout'] },
    });
    const { told } = callbackRunOf(quick, terms);
    const attempts = told.filter(({ kind }) => kind === 'attempted');
    expect(attempts.map(({ serial, attempts: number, atUs }) => [atUs / SECOND, serial, number])).toEqual([
      [0, 0, 1],
      [1, 1, 1],
      [2, 1, 2],
      [2, 2, 1],
      [3, 2, 2],
    ]);
    const ends = told.filter(({ kind }) => kind === 'delivered' || kind === 'lost');
    expect(ends.map(({ serial, kind, atUs }) => [serial, kind, atUs / SECOND])).toEqual([
      [0, 'delivered', 0.000_001],
      [1, 'lost', 3],
      [2, 'lost', 4],
    ]);
  });
});

describe('the callbacks of any plan under any terms', () => {
  it('fall due for the changes of status that are called back and no others, and end once, in time', () => {
    let [lost, repeated, late] = [0, 0, 0];
    fc.assert(
      fc.property(plans, callbackTerms, (any, terms) => {
        const { history, told } = callbackRunOf(any, terms);
        const of = (kind: CallbackFact['kind']): readonly CallbackFact[] =>
          told.filter((fact) => fact.kind === kind);
        const throughService = any.streams.map(({ service }) => service >= 0);
        expect(callbackBreaches(history, of('due'), { ...terms, throughService })).toEqual([]);
        const ends = [...of('delivered'), ...of('lost')];
        expect(new Set(ends.map(({ serial, status }) => `${serial} ${status}`)).size).toBe(ends.length);
        if (any.horizonUs === Infinity) expect(ends).toHaveLength(of('due').length);
        expect(of('attempted').length).toBeLessThanOrEqual(of('due').length * (1 + terms.policy.retries));
        expect(ends.filter(({ atUs, dueAtUs }) => atUs < dueAtUs)).toEqual([]);
        expect(told.filter(({ atUs }) => !Number.isSafeInteger(atUs) || atUs >= any.horizonUs)).toEqual([]);
        const begun = of('attempted').map(({ atUs }) => atUs);
        expect(begun).toEqual([...begun].sort((a, b) => a - b));
        lost += of('lost').length;
        repeated += of('attempted').filter(({ attempts }) => attempts > 1).length;
        late += told.filter(({ failure }) => failure === 'timeout').length;
      }),
      cases(200),
    );
    expect(Math.min(lost, repeated, late)).toBeGreaterThan(0);
  });

  it('are the same for the same seed, whole or in slices', () => {
    fc.assert(
      fc.property(plans, callbackTerms, fc.constantFrom(1, 7), (any, terms, slice) => {
        expect(callbackRunOf(any, terms, slice).told).toEqual(callbackRunOf(any, terms).told);
      }),
      cases(40),
    );
  });
});

describe('the luck of callbacks', () => {
  const many = planOf(
    [senderOf('a', { rate: undefined })],
    [streamOf('t', [{ kind: 'batch', atUs: 0, count: 4000 }])],
  );
  const endOf = (told: readonly CallbackFact[]): ReadonlyMap<string, string> =>
    new Map(
      told
        .filter(({ kind }) => kind === 'delivered' || kind === 'lost')
        .map(({ serial, status, kind, atUs }) => [`${serial} ${status}`, `${kind} ${atUs}`]),
    );
  const terms = callbacksOf({
    statuses: ['sent', 'delivered'],
    connectFailures: 0.2,
    errorReplies: 0.1,
    latencyUs: exponential(SECOND),
    policy: { ...POLICY, retries: 2, retryOn: ['connect', 'error'] },
  });

  it('gives each attempt its shares, one apart from another', () => {
    const { told } = callbackRunOf(many, terms);
    for (const attempt of [1, 2, 3]) {
      const begun = told.filter(({ kind, attempts }) => kind === 'attempted' && attempts === attempt).length;
      const failed = told.filter(({ failure, attempts }) => failure === 'connect' && attempts === attempt);
      // Five standard deviations.
      expect(Math.abs(failed.length / begun - 0.2)).toBeLessThan(5 * Math.sqrt((0.2 * 0.8) / begun));
    }
  });

  it('of one status does not hang on whether another is called back', () => {
    const both = endOf(callbackRunOf(many, terms).told);
    const one = endOf(callbackRunOf(many, { ...terms, statuses: ['delivered'] }).told);
    expect(one.size).toBe(4000);
    for (const [callback, end] of one) expect(both.get(callback)).toBe(end);
  });

  it('of the answers stays where fewer connections fail', () => {
    const fewer = { ...terms, connectFailures: 0.1, policy: { ...terms.policy, retries: 0 } };
    const before = endOf(callbackRunOf(many, { ...terms, policy: fewer.policy }).told);
    const after = endOf(callbackRunOf(many, fewer).told);
    const worse = [...before].filter(
      ([callback, end]) => end.startsWith('deliv') && after.get(callback) !== end,
    );
    expect(worse).toEqual([]);
    expect([...after.values()].filter((end) => end.startsWith('deliv')).length).toBeGreaterThan(
      [...before.values()].filter((end) => end.startsWith('deliv')).length,
    );
  });
});
