import { describe, expect, it } from 'vitest';
import { namedStream } from '../../src/kernel/random.ts';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { PlanArrivals, PlanBody, PlanStream } from '../../src/scenario/plan.ts';
import { RECIPIENT_INVALID, RECIPIENT_MISSING } from '../../src/scenario/plan.ts';
import { emptySubmission, type Submission, TrafficStream } from '../../src/traffic/stream.ts';
import { contentOf, planOf, senderOf, streamOf } from '../plans.ts';

const batch = (count: number): PlanArrivals => ({ kind: 'batch', atUs: 5, count });

/** Everything that a stream submits. */
function submissions(stream: PlanStream, replication = 0): readonly Submission[] {
  const traffic = new TrafficStream(planOf([senderOf('a')], [stream]), stream, replication);
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

  it('knows when its next message comes', () => {
    const stream = streamOf('t', [
      { kind: 'rate', rate: rateOf(1, US_PER_SECOND), fromUs: 3, untilUs: Infinity, count: 2 },
    ]);
    const traffic = new TrafficStream(planOf([senderOf('a')], [stream]), stream, 0);
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
    const countries = Int16Array.of(1, RECIPIENT_INVALID, RECIPIENT_MISSING);
    const all = submissions(streamOf('t', [batch(5)], { recipients: { kind: 'rows', countries } }));
    expect(all.map(({ country }) => country)).toEqual([
      1,
      RECIPIENT_INVALID,
      RECIPIENT_MISSING,
      1,
      RECIPIENT_INVALID,
    ]);
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
    const contents = [contentOf(2), { encoding: 'UCS-2' as const, segments: 1, utf16Length: 12 }];
    const all = submissions(streamOf('t', [batch(3)], { bodies: { kind: 'rows', contents } }));
    expect(all.map(({ segments, wide, utf16Length }) => [segments, wide, utf16Length])).toEqual([
      [2, false, -1],
      [1, true, 12],
      [2, false, -1],
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

  it('from a template have the length, encoding and segments of the text that is filled in', () => {
    const names = ['Ann', 'Łukasz', 'x'.repeat(160)];
    const all = submissions(
      streamOf('t', [batch(6)], {
        bodies: { kind: 'choice', cumulative: [1], variants: [template(['Hi'], names)] },
      }),
    );
    expect(all.map(({ segments, wide, utf16Length }) => [segments, wide, utf16Length]).slice(0, 3)).toEqual([
      [1, false, 'Hi, Ann!'.length],
      [1, true, 'Hi, Łukasz!'.length],
      [2, false, 165],
    ]);
    expect(all.slice(3).map(({ segments }) => segments)).toEqual([1, 1, 2]);
  });

  it('draw from every value of a field alike', () => {
    const bodies = {
      kind: 'choice',
      cumulative: [1],
      variants: [template(['', 'a', 'ab', 'abc'], [''])],
    } as const;
    const all = submissions(streamOf('t', [batch(20_000)], { bodies }));
    for (const length of [3, 4, 5, 6])
      expect(Math.abs(share(all, (one) => one.utf16Length === length) - 0.25)).toBeLessThan(0.013);
  });

  it('keep the values of their fields when the weights change', () => {
    const variants = [
      template(['', 'a', 'ab', 'abc'], ['']),
      { kind: 'content', content: contentOf(9) } as const,
    ];
    const lengths = (weight: number) =>
      submissions(
        streamOf('t', [batch(500)], { bodies: { kind: 'choice', cumulative: [weight, 1], variants } }),
      ).map(({ utf16Length }) => utf16Length);
    const [often, seldom] = [lengths(1), lengths(0.3)];
    expect(seldom.filter((length) => length === -1).length).toBeGreaterThan(300);
    expect(seldom.every((length, i) => length === -1 || length === often[i])).toBe(true);
  });
});

describe('the luck of a message', () => {
  const luck = ({ carrierLuck, latencyLuck, outcomeLuck }: Submission) => [
    carrierLuck,
    latencyLuck,
    outcomeLuck,
  ];

  it('has one uniform number a purpose, which no other choice shifts', () => {
    const plain = submissions(streamOf('t', [batch(50)]));
    const busy = submissions(
      streamOf('t', [{ kind: 'poisson', rate: rateOf(1, 10), fromUs: 0, untilUs: Infinity, count: 50 }], {
        senders: [0, 1],
        recipients: { kind: 'shares', cumulative: [0.5, 1], countries: [0, 1] },
        bodies: { kind: 'rows', contents: [contentOf(3)] },
      }),
    );
    expect(busy.map(luck)).toEqual(plain.map(luck));
    const draws = ['carrier', 'latency', 'outcome'].map((purpose) => namedStream('1', 0, 't', purpose));
    expect(plain.map(luck)).toEqual(plain.map(() => draws.map((draw) => draw())));
  });

  it('differs by stream and by replication', () => {
    const of = (id: string, replication: number) =>
      submissions(streamOf(id, [batch(5)]), replication).map(luck);
    expect(of('t', 0)).toEqual(of('t', 0));
    expect(of('t', 1)).not.toEqual(of('t', 0));
    expect(of('u', 0)).not.toEqual(of('t', 0));
  });
});
