import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { Plan, PlanLane, PlanStream } from '../../src/scenario/plan.ts';
import { planOf, recipientRows, segmentsInTurn, senderOf, streamOf, traceOf } from '../plans.ts';

const PER_SECOND = rateOf(1, US_PER_SECOND);
const THREE_COUNTRIES: Partial<Plan> = {
  countries: ['US', 'GB', 'DE'],
  carriersByCountry: [0, 1, 2].map(() => ({ cumulative: [1], carriers: [0] })),
};

function planOver(
  lanes: readonly Partial<PlanLane>[],
  streams: readonly PlanStream[],
  own: Partial<Plan> = {},
): Plan {
  const senders = lanes.map((_, lane) => senderOf(`s${lane}`, { lane }));
  const plan = planOf(senders, streams, { ...THREE_COUNTRIES, ...own });
  return { ...plan, lanes: plan.lanes.map((lane, place) => ({ ...lane, ...lanes[place] })) };
}

/** Plans that once broke a law, by what went wrong. */
export const FOUND: Readonly<Record<string, Plan>> = {
  'a bucket for media took as many tokens as a text to the same country takes': planOver(
    [{ tokensByCountry: [10, 5, 2], media: { rate: PER_SECOND, burst: 1 } }],
    [
      streamOf('t', [{ kind: 'batch', atUs: 0, count: 3 }], {
        media: { count: 1, failure: 0 },
      }),
    ],
  ),
  'a younger head took the token of a level from an older one that stood at another level already': planOver(
    [
      { levels: [0, 1], mediaLevels: [0, 1] },
      { levels: [0], mediaLevels: [0] },
    ],
    [0, 1].map((sender) =>
      streamOf(`t${sender}`, [{ kind: 'batch', atUs: 0, count: 1 }], { senders: [sender] }),
    ),
    {
      levels: ['pool', 'account'].map((id) => ({
        id,
        kind: 'account',
        counts: 'segments',
        rate: PER_SECOND,
        burst: 1,
      })),
    },
  ),
  'two messages expired at one instant, the second of which could leave once the first was out of its way':
    planOver(
      [{ burst: 2, tokensByCountry: [1, 2, 1] }],
      [
        streamOf('t', [traceOf([0, 0, US_PER_SECOND, US_PER_SECOND])], {
          recipients: recipientRows([0, 0, 0, 1]),
          bodies: segmentsInTurn([2, 2, 1, 1]),
          validityUs: US_PER_SECOND,
        }),
      ],
    ),
  'the event of a lane outlived the only message that waited in it': planOver(
    [{}],
    [
      streamOf('t', [traceOf([0, 0, 600_000])], {
        validityUs: US_PER_SECOND / 2,
      }),
    ],
  ),
};
