import { describe, expect, it } from 'vitest';
import { namedStream } from '../../src/kernel/random.ts';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { faultOf, NO_FAULT } from '../../src/messaging/request-rules.ts';
import type { Plan, PlanArrivals, PlanBody, PlanStream } from '../../src/scenario/plan.ts';
import { NO_COUNTRY } from '../../src/scenario/plan.ts';
import { emptySubmission, PromptStream, type Submission } from '../../src/traffic/stream.ts';
import {
  ACCEPTANCE,
  contentOf,
  planOf,
  recipientRows,
  senderOf,
  streamOf,
  TO_INVALID,
  TO_MISSING,
} from '../plans.ts';

const batch = (count: number): PlanArrivals => ({ kind: 'batch', atUs: 5, count });

/** Everything that a stream submits. */
function submissions(stream: PlanStream, replication = 0, own: Partial<Plan> = {}): readonly Submission[] {
  return submissionsOf(new PromptStream(planOf([senderOf('a')], [stream], own), stream, replication));
}

function submissionsOf(traffic: PromptStream): readonly Submission[] {
  const all: Submission[] = [];
  while (traffic.nextUs !== Infinity) {
    const submission = emptySubmission();
    traffic.take(submission);
    all.push(submission);
  }
  return all;
}

function share<T>(all: readonly T[], fits: (one: T) => boolean): number {
  return all.filter(fits).length / all.length;
}

describe('a traffic stream', () => {
  it('numbers its messages and rotates over its senders', () => {
    const all = submissions(streamOf('t', [batch(7)], { senders: [4, 2, 9] }));
    expect(all.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(all.map(({ senderPosition }) => senderPosition)).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it('takes the sender from its rows where they name one', () => {
    const senderByRow = Int32Array.of(1, -1, 0);
    const all = submissions(streamOf('t', [batch(3)], { senders: [0, 1], senderByRow }));
    expect(all.map(({ senderPosition }) => senderPosition)).toEqual([1, -1, 0]);
  });

  it('draws the same requests whether they have one destination or one of two, alike in all but the country', () => {
    const poisson: PlanArrivals = {
      kind: 'poisson',
      rate: rateOf(3, US_PER_SECOND),
      fromUs: 7,
      untilUs: 60 * US_PER_SECOND,
      count: 150,
    };
    const variants = [contentOf(1), contentOf(2), contentOf(3)].map((content) => ({
      kind: 'content' as const,
      content,
    }));
    const bodies = { kind: 'choice', cumulative: [0.5, 0.8, 1], variants } as const;
    const alike = (own: Partial<PlanStream>, arrivals: readonly PlanArrivals[]) =>
      submissions(streamOf('t', arrivals, { bodies, ...own })).map((one) => ({ ...one, country: 0 }));
    const recipients = { kind: 'shares', cumulative: [0.5, 1], countries: [0, 1] } as const;
    const one = alike({}, [poisson]);
    expect(one).toHaveLength(150);
    expect(new Set(one.map(({ segments }) => segments)).size).toBe(3);
    expect(alike({ recipients }, [poisson])).toEqual(one);
    // A second phase of nothing takes the way by single instants.
    expect(alike({}, [poisson, batch(0)])).toEqual(one);
    expect(alike({}, [{ ...poisson, untilUs: one[40]!.offeredAtUs }])).toEqual(one.slice(0, 40));
  });

  it('knows when its next message comes', () => {
    const stream = streamOf('t', [
      { kind: 'rate', rate: rateOf(1, US_PER_SECOND), fromUs: 3, untilUs: Infinity, count: 2 },
    ]);
    const traffic = new PromptStream(planOf([senderOf('a')], [stream]), stream, 0);
    expect(traffic.nextUs).toBe(3);
    traffic.take(emptySubmission());
    expect(traffic.nextUs).toBe(1_000_003);
    traffic.take(emptySubmission());
    expect(traffic.nextUs).toBe(Infinity);
  });

  it('sends to countries by their shares, by one draw a message', () => {
    const all = submissions(
      streamOf('t', [batch(20_000)], {
        recipients: { kind: 'shares', cumulative: [0.7, 0.9, 1], countries: [2, 0, 1] },
      }),
    );
    const uniform = namedStream('1', 0, 't', 'recipient');
    expect(all.map(({ country }) => country)).toEqual(
      all.map(() => {
        const u = uniform();
        return u < 0.7 ? 2 : u < 0.9 ? 0 : 1;
      }),
    );
    expect(share(all, ({ country }) => country === 2)).toBeCloseTo(0.7, 1);
  });

  it('sends to listed recipients in turn, the broken ones too', () => {
    const recipients = recipientRows([1, TO_INVALID, TO_MISSING]);
    const all = submissions(streamOf('t', [batch(5)], { recipients }));
    expect(all.map(({ country }) => country)).toEqual([1, NO_COUNTRY, NO_COUNTRY, 1, NO_COUNTRY]);
    const [given, possible] = [faultOf(ACCEPTANCE, 'to-given'), faultOf(ACCEPTANCE, 'to-possible')];
    expect(all.map(({ fault }) => fault)).toEqual([NO_FAULT, possible, given, NO_FAULT, possible]);
  });
});

describe('a recipient', () => {
  it('is known by its key and area code where it is listed, and by neither where only shares are', () => {
    const recipients = {
      kind: 'rows',
      countries: Int16Array.of(0, 0, 1),
      keys: Int32Array.of(0, 1, 0),
      areaCodes: Int16Array.of(415, 212, -1),
      faults: new Uint8Array(3).fill(NO_FAULT),
    } as const;
    const known = ({ recipientKey, areaCode }: Submission) => [recipientKey, areaCode];
    const listed = submissions(streamOf('t', [batch(4)], { recipients }));
    expect(listed.map(known)).toEqual([
      [0, 415],
      [1, 212],
      [0, -1],
      [0, 415],
    ]);
    const plan = planOf([senderOf('a')], []);
    const shared = new PromptStream(plan, streamOf('u', [batch(1)]), 0);
    const submission = { ...emptySubmission(), recipientKey: 7, areaCode: 415, spreadLuck: 0.7 };
    shared.take(submission);
    expect([...known(submission), submission.spreadLuck]).toEqual([-1, -1, 0]);
  });

  it('has opted out by a share, with one draw a message that shifts nothing else', () => {
    const optedOut = faultOf(ACCEPTANCE, 'opted-out');
    const plain = submissions(streamOf('t', [batch(20_000)]));
    const all = submissions(streamOf('t', [batch(20_000)], { optedOut: 0.02 }));
    const uniform = namedStream('1', 0, 't', 'opt-out');
    expect(all).toEqual(plain.map((one) => (uniform() < 0.02 ? { ...one, fault: optedOut } : one)));
    expect(Math.abs(share(all, ({ fault }) => fault === optedOut) - 0.02)).toBeLessThan(0.004);
  });

  it('that has opted out is refused for what acceptance asks earlier, if the request breaks that as well', () => {
    const recipients = recipientRows([0, TO_INVALID]);
    const all = submissions(streamOf('t', [batch(2)], { recipients, optedOut: 1 }));
    expect(all.map(({ fault }) => fault)).toEqual([
      faultOf(ACCEPTANCE, 'opted-out'),
      faultOf(ACCEPTANCE, 'to-possible'),
    ]);
  });

  it('that has opted out is served where the provider does not ask', () => {
    const stream = streamOf('t', [batch(1)], { optedOut: 1 });
    const traffic = new PromptStream(planOf([senderOf('a')], [stream], { acceptance: [] }), stream, 0);
    const submission = emptySubmission();
    traffic.take(submission);
    expect(submission.fault).toBe(NO_FAULT);
  });
});

describe('the bodies of a stream', () => {
  const weighted = (cumulative: readonly number[]): Partial<PlanStream> => ({
    bodies: {
      kind: 'choice',
      cumulative,
      variants: cumulative.map((_, i) => ({ kind: 'content', content: contentOf(i + 1) })),
    },
  });

  it('come by their weights', () => {
    const all = submissions(streamOf('t', [batch(20_000)], weighted([0.7, 0.9, 1])));
    // Four standard deviations of a share among 20,000.
    for (const [segments, part] of [
      [1, 0.7],
      [2, 0.2],
      [3, 0.1],
    ] as const)
      expect(Math.abs(share(all, (one) => one.segments === segments) - part)).toBeLessThan(0.013);
  });

  it('come in turn from rows', () => {
    const empty = { encoding: 'UCS-2', segments: 1, linked: undefined, fault: 3 } as const;
    const contents = [contentOf(2), empty];
    const all = submissions(streamOf('t', [batch(3)], { bodies: { kind: 'rows', contents } }));
    expect(all.map(({ segments, wide, fault }) => [segments, wide, fault])).toEqual([
      [2, false, NO_FAULT],
      [1, true, 3],
      [2, false, NO_FAULT],
    ]);
  });

  const template = (greetings: readonly string[], names: readonly string[]): PlanBody => ({
    kind: 'template',
    literals: ['', ', ', '!'],
    fields: [
      { name: 'greeting', kind: 'draw', values: greetings },
      { name: 'name', kind: 'rows', values: names },
    ],
  });

  it('from a template have the encoding, segments and fault of the text that is filled in', () => {
    const names = ['Ann', 'Łukasz', 'x'.repeat(160), 'x'.repeat(1600)];
    const all = submissions(
      streamOf('t', [batch(8)], {
        bodies: { kind: 'choice', cumulative: [1], variants: [template(['Hi'], names)] },
      }),
    );
    expect(all.map(({ segments, wide, fault }) => [segments, wide, fault]).slice(0, 4)).toEqual([
      [1, false, NO_FAULT],
      [1, true, NO_FAULT],
      [2, false, NO_FAULT],
      [11, false, faultOf(ACCEPTANCE, 'body-length')],
    ]);
    expect(all.slice(4).map(({ segments }) => segments)).toEqual([1, 1, 2, 11]);
  });

  it('from a template are counted as they are sent: behind a prefix, with smart encoding', () => {
    const bodies = {
      kind: 'choice',
      cumulative: [1],
      variants: [template(['Hi'], ['Ann\u2019', 'x'.repeat(150)])],
    } as const;
    const counted = (text: PlanStream['text']) =>
      submissions(streamOf('t', [batch(2)], { bodies, text })).map(({ segments, wide }) => [segments, wide]);
    expect(counted({ prefix: '', smartEncoded: false, links: '' })).toEqual([
      [1, true],
      [1, false],
    ]);
    expect(counted({ prefix: 'x'.repeat(10), smartEncoded: true, links: '' })).toEqual([
      [1, false],
      [2, false],
    ]);
  });

  it('from a template are one unit beside media, and may then be empty', () => {
    const empty = {
      kind: 'template',
      literals: ['', ''],
      fields: [{ name: 'a', kind: 'rows', values: ['', 'x'.repeat(1000), 'x'.repeat(1601)] }],
    } as const;
    const bodies = { kind: 'choice', cumulative: [1], variants: [empty] } as const;
    const media = { count: 1, failure: 0 };
    const fates = (own: Partial<PlanStream>) =>
      submissions(streamOf('t', [batch(3)], { bodies, ...own })).map(({ segments, fault }) => [
        segments,
        fault,
      ]);
    const [given, length] = [faultOf(ACCEPTANCE, 'body-given'), faultOf(ACCEPTANCE, 'body-length')];
    expect(fates({})).toEqual([
      [1, given],
      [7, NO_FAULT],
      [11, length],
    ]);
    expect(fates({ media })).toEqual([
      [1, NO_FAULT],
      [1, NO_FAULT],
      [1, length],
    ]);
  });

  it('draw from every value of a field alike', () => {
    const bodies = {
      kind: 'choice',
      cumulative: [1],
      variants: [template(['', 'x'.repeat(160), 'x'.repeat(310), 'x'.repeat(460)], [''])],
    } as const;
    const all = submissions(streamOf('t', [batch(20_000)], { bodies }));
    for (const segments of [1, 2, 3, 4])
      expect(Math.abs(share(all, (one) => one.segments === segments) - 0.25)).toBeLessThan(0.013);
  });

  it('keep the values of their fields when the weights change', () => {
    const variants = [
      template(['', 'x'.repeat(160), 'x'.repeat(310), 'x'.repeat(460)], ['']),
      { kind: 'content', content: contentOf(9) } as const,
    ];
    const counts = (weight: number) =>
      submissions(
        streamOf('t', [batch(500)], { bodies: { kind: 'choice', cumulative: [weight, 1], variants } }),
      ).map(({ segments }) => segments);
    const [often, seldom] = [counts(1), counts(0.3)];
    expect(seldom.filter((segments) => segments === 9).length).toBeGreaterThan(300);
    expect(seldom.every((segments, i) => segments === 9 || segments === often[i])).toBe(true);
  });
});

describe('the luck of a message', () => {
  const luck = ({ carrierLuck, latencyLuck, outcomeLuck }: Submission) => [
    carrierLuck,
    latencyLuck,
    outcomeLuck,
  ];

  const twoCarriers = { carriersByCountry: [{ cumulative: [0.5, 1], carriers: [0, 1] }] };

  it('has one uniform number a purpose, which no other choice shifts', () => {
    const plain = submissions(streamOf('t', [batch(50)]), 0, twoCarriers);
    const busy = submissions(
      streamOf('t', [{ kind: 'poisson', rate: rateOf(1, 10), fromUs: 0, untilUs: Infinity, count: 50 }], {
        senders: [0, 1],
        recipients: { kind: 'shares', cumulative: [0.5, 1], countries: [0, 1] },
        bodies: { kind: 'rows', contents: [contentOf(3)] },
      }),
      0,
      twoCarriers,
    );
    expect(busy.map(luck)).toEqual(plain.map(luck));
    const draws = ['carrier', 'latency', 'outcome'].map((purpose) => namedStream('1', 0, 't', purpose));
    expect(plain.map(luck)).toEqual(plain.map(() => draws.map((draw) => draw())));
  });

  it('decides no carrier where each country has one, and is else the same', () => {
    const one = submissions(streamOf('t', [batch(5)]));
    const two = submissions(streamOf('t', [batch(5)]), 0, twoCarriers);
    expect(one.map(({ carrierLuck }) => carrierLuck)).toEqual([0, 0, 0, 0, 0]);
    expect(one).toEqual(two.map((submission) => ({ ...submission, carrierLuck: 0 })));
  });

  it('chooses a sender only where a service chooses at random', () => {
    const spreads = (['round-robin', 'random'] as const).map((spread) => {
      const service = {
        id: 'pool',
        pool: [0],
        noSender: { code: 21704, surface: 'refused' },
        candidates: [[0]],
        mediaCandidates: [[0]],
        byAreaCode: undefined,
        spread,
        sticky: false,
      } as const;
      const stream = streamOf('t', [batch(40)], { service: 0 });
      const plan = planOf([senderOf('a')], [stream], { services: [service] });
      return submissionsOf(new PromptStream(plan, stream, 0));
    });
    const uniform = namedStream('1', 0, 't', 'spread');
    const [inTurn, random] = spreads;
    expect(inTurn!.every(({ spreadLuck }) => spreadLuck === 0)).toBe(true);
    expect(random).toEqual(inTurn!.map((one) => ({ ...one, spreadLuck: uniform() })));
  });

  it('differs by stream and by replication', () => {
    const of = (id: string, replication: number) =>
      submissions(streamOf(id, [batch(5)]), replication).map(luck);
    expect(of('t', 0)).toEqual(of('t', 0));
    expect(of('t', 1)).not.toEqual(of('t', 0));
    expect(of('u', 0)).not.toEqual(of('t', 0));
  });
});
