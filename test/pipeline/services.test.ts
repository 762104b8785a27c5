import { describe, expect, it } from 'vitest';
import { Services } from '../../src/pipeline/services.ts';
import type { PlanService } from '../../src/scenario/plan.ts';
import { emptySubmission, type Submission } from '../../src/traffic/stream.ts';
import { planOf, senderOf } from '../plans.ts';

const NOW = 1000;

/** A service over senders 10, 11, 12 and 13, all of which reach country 0; with media only the last two do. */
function serviceOf(own: Partial<PlanService>): PlanService {
  return {
    id: 'pool',
    pool: [10, 11, 12, 13],
    noSender: { code: 21703, surface: 'failed' },
    candidates: [[0, 1, 2, 3], []],
    mediaCandidates: [[2, 3], []],
    byAreaCode: undefined,
    spread: 'round-robin',
    sticky: false,
    ...own,
  };
}

/** The places that these requests get, one after another. */
function placesOf(
  own: Partial<PlanService>,
  requests: readonly Partial<Submission>[],
  readyAtUs: (sender: number) => number = () => NOW,
): readonly number[] {
  const plan = planOf([senderOf('a')], [], { services: [serviceOf(own)] });
  const services = new Services(plan, readyAtUs, () => NOW);
  return requests.map((request) => {
    const submission = { ...emptySubmission(), ...request };
    services.choose(0, submission, 0);
    return submission.senderPosition;
  });
}

const times = (count: number, request: Partial<Submission> = {}) =>
  Array.from({ length: count }, () => request);

describe('a messaging service', () => {
  it('takes its senders in rotation, those for media in one of their own', () => {
    expect(placesOf({}, times(6))).toEqual([0, 1, 2, 3, 0, 1]);
    const mixed = [{}, { media: true }, { media: true }, {}, { media: true }];
    expect(placesOf({}, mixed)).toEqual([0, 2, 3, 1, 2]);
  });

  it('has no sender for a country that none of its pool reaches', () => {
    expect(placesOf({}, [{ country: 1 }, { country: 7 }, {}])).toEqual([-1, -1, 0]);
  });

  it('picks at random by the luck of the message', () => {
    const lucks = [0, 0.24, 0.25, 0.5, 0.999].map((spreadLuck) => ({ spreadLuck }));
    expect(placesOf({ spread: 'random' }, lucks)).toEqual([0, 0, 1, 2, 3]);
  });

  it('picks the sender whose next segment could leave first', () => {
    const readyAt = (sender: number) => [NOW + 5, NOW + 3, NOW + 9, NOW + 4][sender - 10]!;
    expect(placesOf({ spread: 'least-backlog' }, times(2), readyAt)).toEqual([1, 1]);
  });

  it('picks among equals in rotation, from behind the one that was picked last', () => {
    expect(placesOf({ spread: 'least-backlog' }, times(6))).toEqual([0, 1, 2, 3, 0, 1]);
    const busyFirst = (sender: number) => (sender === 10 ? NOW + 1 : NOW);
    expect(placesOf({ spread: 'least-backlog' }, times(5), busyFirst)).toEqual([1, 2, 3, 1, 2]);
  });

  it('picks a sender that is down only when all are', () => {
    const oneUp = (sender: number) => (sender === 12 ? NOW + 1_000_000 : Infinity);
    expect(placesOf({ spread: 'least-backlog' }, times(2), oneUp)).toEqual([2, 2]);
    expect(placesOf({ spread: 'least-backlog' }, times(2), () => Infinity)).toEqual([0, 1]);
  });

  it('keeps the sender that a recipient knows, where it is sticky or spreads so', () => {
    const recipients = [5, 6, 5, 7, 6].map((recipientKey) => ({ recipientKey }));
    for (const own of [{ sticky: true }, { spread: 'sticky' as const }])
      expect(placesOf(own, recipients)).toEqual([0, 1, 0, 2, 1]);
    expect(placesOf({}, recipients)).toEqual([0, 1, 2, 3, 0]);
  });

  it('keeps no sender for recipients that are shares of countries only', () => {
    expect(placesOf({ sticky: true }, times(3, { recipientKey: -1 }))).toEqual([0, 1, 2]);
  });

  it('gives a recipient another sender where the known one gets no media through', () => {
    const requests = [{ recipientKey: 5 }, { recipientKey: 5, media: true }, { recipientKey: 5 }];
    expect(placesOf({ sticky: true }, requests)).toEqual([0, 2, 2]);
  });

  it("prefers senders of the recipient's area code, where there are any", () => {
    const byAreaCode = new Map([
      [415, [1, 3]],
      [212, [9]],
    ]);
    const local = times(3, { areaCode: 415 });
    expect(placesOf({ byAreaCode }, local)).toEqual([1, 3, 1]);
    expect(placesOf({ byAreaCode }, [{ areaCode: 646 }, { areaCode: 212 }, { areaCode: -1 }])).toEqual([
      0, 1, 2,
    ]);
    expect(placesOf({ byAreaCode }, [{ areaCode: 415, media: true }])).toEqual([3]);
  });

  it('turns media into links where no media can be sent, and never for want of a sender that can', () => {
    const linked = { media: true, linkedSegments: 2, linkedWide: true, segments: 1 };
    const plan = planOf([senderOf('a')], [], {
      mediaCountries: [true, false, true],
      services: [serviceOf({ mediaCandidates: [[2, 3], [], []], candidates: [[0], [1], [1]] })],
    });
    const services = new Services(
      plan,
      () => NOW,
      () => NOW,
    );
    const chosen = (request: Partial<Submission>) => {
      const submission = { ...emptySubmission(), ...request };
      services.choose(0, submission, 0);
      const { media, segments, wide, senderPosition } = submission;
      return { media, segments, wide, senderPosition };
    };
    expect(chosen({ ...linked, country: 1 })).toEqual({
      media: false,
      segments: 2,
      wide: true,
      senderPosition: 1,
    });
    expect(chosen({ ...linked, country: 0 })).toEqual({
      media: true,
      segments: 1,
      wide: false,
      senderPosition: 2,
    });
    expect(chosen({ ...linked, country: 1, linkedSegments: 0 }).senderPosition).toBe(-1);
    expect(chosen({ ...linked, country: 2 })).toMatchObject({ media: true, senderPosition: -1 });
  });
});
