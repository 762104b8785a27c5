import { lognormal } from '../../src/kernel/quantiles.ts';
import type { Content, Plan, PlanSender, PlanStream } from '../../src/scenario/plan.ts';

/** Workload W for any number of senders and messages: the plan that `w.yaml` compiles to, for 100 and a million. */
export function workload(messages: number, senders: number): Plan {
  const content = (segments: number): Content => ({ encoding: 'GSM-7', segments, utf16Length: undefined });
  return {
    name: 'w',
    rulebook: 'twilio-guide',
    seed: '1',
    anchor: undefined,
    horizonUs: Infinity,
    senders: Array.from(
      { length: senders },
      (_, i): PlanSender => ({
        id: `s${i}`,
        entry: `s${i}`,
        address: `+1415${String(5550000 + i)}`,
        class: 'long-code',
        country: 'US',
        rate: { units: 1, perUs: 1_000_000 },
        burst: 1,
        queueLimitSegments: 14_400,
      }),
    ),
    streams: Array.from(
      { length: senders },
      (_, i): PlanStream => ({
        id: `t${i}`,
        senders: [i],
        // 1.4 segments a message on average: utilisation .95 at .95 / 1.4 messages a second.
        arrivals: [
          {
            kind: 'poisson',
            rate: { units: 19, perUs: 28_000_000 },
            fromUs: 0,
            untilUs: Infinity,
            count: messages / senders,
          },
        ],
        recipients: { kind: 'shares', cumulative: [1], countries: [0] },
        bodies: {
          kind: 'choice',
          cumulative: [0.7, 0.9, 1],
          variants: [1, 2, 3].map((segments) => ({ kind: 'content', content: content(segments) })),
        },
        senderByRow: undefined,
      }),
    ),
    carriers: [
      {
        id: 'default',
        latencyUs: lognormal(Math.log(3_000_000), 0.8),
        outcomes: {
          cumulative: [0.97, 1],
          outcomes: [
            { status: 'delivered', code: 0 },
            { status: 'undelivered', code: 30003 },
          ],
        },
      },
    ],
    countries: ['US'],
    carriersByCountry: [{ cumulative: [1], carriers: [0] }],
    incidents: [],
    acceptance: [
      { rule: 'to-given', code: 21604 },
      { rule: 'to-possible', code: 21211 },
      { rule: 'from-owned', code: 21606 },
      { rule: 'body-given', code: 21602 },
      { rule: 'body-length', code: 21617 },
    ],
    overflow: { code: 30001 },
    expectations: [],
    assumptions: [],
  };
}
