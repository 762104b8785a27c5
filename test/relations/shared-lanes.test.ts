import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant } from '../../src/kernel/quantiles.ts';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { FOUND } from '../plans/found-plans.ts';
import { networkPlans } from '../plans/network-plans.ts';
import { senderOf, streamOf } from '../plans.ts';
import { bytesOf, fatesOf, resultOf, runOf } from '../runs.ts';
import { cases } from '../seed.ts';

/** Plans in which no two things that depend on each other happen at one instant by the order of the file alone. */
const calmPlans: fc.Arbitrary<Plan> = networkPlans.map((plan) => ({
  ...plan,
  campaigns: plan.campaigns.map((campaign) => ({
    ...campaign,
    capByCarrier: campaign.capByCarrier.map(() => -1),
  })),
  carriers: plan.carriers.map((carrier) => ({ ...carrier, latencyUs: constant(US_PER_SECOND / 2) })),
}));

function fates(plan: Plan): ReturnType<typeof fatesOf> {
  return fatesOf(plan, runOf(plan).history);
}

/** The order in which `count` things stand by these keys. */
function orderBy(count: number, keys: Iterator<number>): readonly number[] {
  const own = Array.from({ length: count }, () => keys.next().value as number);
  return [...own.keys()].sort((a, b) => own[a]! - own[b]!);
}

/** The same plan with its senders and its lanes in other orders: `order[i]` is the old place of the new i-th. */
function inOrder(plan: Plan, senders: readonly number[], lanes: readonly number[]): Plan {
  const moved = (sender: number): number => senders.indexOf(sender);
  return {
    ...plan,
    senders: senders.map((place) => {
      const sender = plan.senders[place]!;
      return { ...sender, lane: lanes.indexOf(sender.lane) };
    }),
    lanes: lanes.map((place) => plan.lanes[place]!),
    campaigns: plan.campaigns.map((campaign) => ({
      ...campaign,
      laneByRoute: campaign.laneByRoute.map((lane) => (lane === -1 ? -1 : lanes.indexOf(lane))),
    })),
    services: plan.services.map((service) => ({ ...service, pool: service.pool.map(moved) })),
    streams: plan.streams.map((stream) => ({ ...stream, senders: stream.senders.map(moved) })),
    incidents: plan.incidents.map((incident) =>
      incident.kind === 'sender-rate' ? { ...incident, senders: incident.senders.map(moved) } : incident,
    ),
  };
}

/** The same plan with one more level over every lane, nearest or farthest, that always has a token. */
function underOneMore(plan: Plan, nearest: boolean): Plan {
  const level = { id: 'vast', kind: 'account', rate: rateOf(1_000_000, 1), burst: 1_000_000 } as const;
  const vast = nearest ? 0 : plan.levels.length;
  const over = (levels: readonly number[]): readonly number[] =>
    nearest ? [vast, ...levels.map((own) => own + 1)] : [...levels, vast];
  return {
    ...plan,
    levels: plan.levels.toSpliced(vast, 0, { ...level, counts: 'segments' }),
    lanes: plan.lanes.map((lane) => ({
      ...lane,
      levels: over(lane.levels),
      mediaLevels: over(lane.mediaLevels),
    })),
  };
}

/** The same plan with a stream of its own sender put in at this place. */
function withUnrelatedStream(plan: Plan, place: number): Plan {
  const sender = plan.senders.length;
  const lane = plan.lanes.length;
  return {
    ...plan,
    senders: [...plan.senders, senderOf('unrelated', { lane })],
    lanes: [
      ...plan.lanes,
      {
        id: 'unrelated',
        rate: rateOf(3, US_PER_SECOND),
        burst: 1,
        queueLimitTokens: 20,
        tokensByCountry: undefined,
        media: undefined,
        levels: [],
        mediaLevels: [],
      },
    ],
    streams: plan.streams.toSpliced(
      place,
      0,
      streamOf('unrelated', [{ kind: 'batch', atUs: US_PER_SECOND, count: 30 }], { senders: [sender] }),
    ),
  };
}

describe('a run of a plan with shared lanes', () => {
  it('gives the same bytes watched or not, whole or in slices', () => {
    fc.assert(
      fc.property(networkPlans, fc.constantFrom(1, 7), (plan, slice) => {
        const { result } = runOf(plan);
        expect(bytesOf(runOf(plan, slice).result)).toBe(bytesOf(result));
        expect(bytesOf(resultOf(plan))).toBe(bytesOf(result));
      }),
      cases(200),
    );
  });
});

describe('the fate of a message in shared lanes', () => {
  it('does not depend on the order in which senders and lanes stand', () => {
    fc.assert(
      fc.property(calmPlans, fc.infiniteStream(fc.nat()), (plan, keys) => {
        const senders = orderBy(plan.senders.length, keys);
        const permuted = inOrder(plan, senders, orderBy(plan.lanes.length, keys));
        expect(fates(permuted)).toEqual(fates(plan));
      }),
      cases(300),
    );
  });

  it('does not depend on a stream that shares nothing with it', () => {
    fc.assert(
      fc.property(calmPlans, fc.nat(), (plan, place) => {
        const alone = {
          ...plan,
          account: { concurrency: undefined, daily: undefined, scheduledAtMost: Infinity },
        };
        const after = new Map(fates(withUnrelatedStream(alone, place % (plan.streams.length + 1))));
        after.delete('unrelated');
        expect(after).toEqual(fates(alone));
      }),
      cases(200),
    );
  });

  it('does not depend on a level that always has a token, wherever it stands: the bytes are the same', () => {
    fc.assert(
      fc.property(calmPlans, fc.boolean(), (plan, nearest) => {
        const [before, after] = [runOf(plan), runOf(underOneMore(plan, nearest))];
        // The proof says what it has looked at: one bucket more.
        const proof = undefined;
        expect(bytesOf({ ...after.result, proof })).toBe(bytesOf({ ...before.result, proof }));
        expect(after.result.proof?.breaks).toEqual([]);
        expect(fatesOf(plan, after.history)).toEqual(fatesOf(plan, before.history));
      }),
      { ...cases(400), examples: Object.values(FOUND).map((plan): [Plan, boolean] => [plan, false]) },
    );
  });

  it('is the same through a service with one sender as through that sender', () => {
    fc.assert(
      fc.property(calmPlans, fc.nat(), (plan, place) => {
        const sender = place % plan.senders.length;
        const failing = plan.acceptance.map((check) => ({ ...check, throughService: 'refused' as const }));
        const overflow = { direct: plan.overflow.service, service: plan.overflow.service };
        const direct: Plan = {
          ...plan,
          acceptance: failing,
          overflow,
          services: [],
          streams: plan.streams.map((stream) => ({ ...stream, service: -1, senders: [sender] })),
        };
        const served: Plan = {
          ...direct,
          services: [
            {
              id: 'pool',
              pool: [sender],
              noSender: { code: 21703, surface: 'failed' },
              candidates: [[0], [0], [0]],
              mediaCandidates: [[0], [0], [0]],
              byAreaCode: undefined,
              spread: (['round-robin', 'least-backlog', 'random', 'sticky'] as const)[place % 4]!,
              sticky: place % 3 === 0,
            },
          ],
          streams: plan.streams.map((stream) => ({
            ...stream,
            service: 0,
            namesSender: false,
            senders: [sender],
          })),
        };
        expect(fates(served)).toEqual(fates(direct));
      }),
      cases(300),
    );
  });
});
