import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { PlanService } from '../../src/scenario/plan.ts';
import { planOf, segmentsInTurn, senderOf, streamOf } from '../plans.ts';
import { byBatches, mean, waitsOf } from './runs.ts';

const SENDERS = 10;
const everyPlace = Array.from({ length: SENDERS }, (_, place) => place);

/**
 * Nine segments a second through a service over ten senders of one a second each, in messages of these lengths in
 * turn: waits in seconds.
 */
function waitsBy(
  spread: PlanService['spread'],
  count: number,
  lengths: readonly number[] = [1],
): readonly number[] {
  const perCycle = lengths.reduce((sum, length) => sum + length, 0);
  const senders = everyPlace.map((place) => senderOf(`s${place}`));
  const stream = streamOf(
    't',
    [
      {
        kind: 'poisson',
        rate: rateOf(9 * lengths.length, perCycle * US_PER_SECOND),
        fromUs: 0,
        untilUs: Infinity,
        count,
      },
    ],
    { service: 0, senders: everyPlace, bodies: segmentsInTurn(lengths) },
  );
  const service: PlanService = {
    id: 'pool',
    pool: everyPlace,
    noSender: { code: 21703, surface: 'failed' },
    candidates: [everyPlace],
    mediaCandidates: [[]],
    byAreaCode: undefined,
    spread,
    sticky: false,
  };
  return waitsOf(planOf(senders, [stream], { services: [service] })).waits;
}

describe('ten senders at nine tenths of what they can send', () => {
  it('wait 4.5 s on average when picked at random: each is an M/D/1 queue', () => {
    const waits = waitsBy('random', 900_000);
    const { value, error } = byBatches(waits, 30, mean);
    expect(Math.abs(value - 4.5)).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.15);
  });

  it('wait 0.34 s in rotation: each sender gets every tenth message, an Erlang stream of ten phases', () => {
    const { value, error } = byBatches(waitsBy('round-robin', 500_000), 30, mean);
    expect(Math.abs(value - 0.34)).toBeLessThan(4 * error + 0.005);
    expect(error).toBeLessThan(0.01);
  });

  it('wait the same behind the smallest backlog, as all messages take equally long', () => {
    expect(waitsBy('least-backlog', 100_000)).toEqual(waitsBy('round-robin', 100_000));
  });

  it('wait less behind the smallest backlog than in rotation when messages differ in length', () => {
    const waitOf = (spread: PlanService['spread']): number => mean(waitsBy(spread, 100_000, [1, 1, 1, 1, 6]));
    expect(waitOf('least-backlog')).toBeLessThan(0.8 * waitOf('round-robin'));
  });
});
