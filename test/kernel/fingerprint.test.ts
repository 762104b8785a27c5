import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fingerprint } from '../../src/kernel/fingerprint.ts';
import { TIME_LIMIT_US } from '../../src/kernel/time.ts';
import { cases } from '../seed.ts';

type Event = readonly [timeUs: number, kind: number, subject: number, outcome: number];

const event: fc.Arbitrary<Event> = fc.tuple(
  fc.oneof(fc.nat({ max: 1000 }), fc.integer({ min: 0, max: TIME_LIMIT_US })),
  fc.integer({ min: 1, max: 7 }),
  fc.oneof(fc.nat({ max: 1000 }), fc.integer({ min: 0, max: 1e12 })),
  fc.nat({ max: 0xff_ffff }),
);

function fingerprint(events: readonly Event[]): string {
  const sum = new Fingerprint();
  for (const each of events) sum.add(...each);
  return sum.toString();
}

describe('a fingerprint', () => {
  it('of nothing is sixteen zeros', () => {
    expect(fingerprint([])).toBe('0000000000000000');
  });

  it('is the same whatever the order in which the events are told', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 50 }), fc.infiniteStream(fc.nat()), (events, keys) => {
        const shuffled = events
          .map((each) => ({ each, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(fingerprint(shuffled)).toBe(fingerprint(events));
        expect(fingerprint(events)).toMatch(/^[0-9a-f]{16}$/);
      }),
      cases(200),
    );
  });

  it('changes with any part of any event, and with one event told twice', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), event, fc.nat({ max: 3 }), (events, own, part) => {
        const other = own.map((value, i) => (i === part ? value + 1 : value)) as unknown as Event;
        const before = fingerprint([...events, own]);
        expect(fingerprint([...events, other])).not.toBe(before);
        expect(fingerprint([...events, own, own])).not.toBe(before);
        expect(fingerprint(events)).not.toBe(before);
      }),
      cases(500),
    );
  });

  it('sums the hashes of the events modulo 2^64', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 40 }), (events) => {
        const sum = events.reduce((total, each) => total + BigInt(`0x${fingerprint([each])}`), 0n);
        expect(BigInt(`0x${fingerprint(events)}`)).toBe(BigInt.asUintN(64, sum));
      }),
      cases(200),
    );
  });

  it('tells events apart that are close together, in every pair of parts', () => {
    const seen = new Set<string>();
    let count = 0;
    const see = (...parts: Event): void => {
      seen.add(fingerprint([parts]));
      count += 1;
    };
    for (let a = 0; a < 64; a += 1)
      for (let b = 0; b < 64; b += 1) {
        see(a * 1_000_000, 5, 1000 + b, 0);
        see(4_294_967_296 * a + 17, 6, b, 1);
        see(17, 4, 4_294_967_296 * (a + 1) + b, 2);
        see(a, 3, 500_000, b);
      }
    expect(seen.size).toBe(count);
  });

  it('does not cancel when two messages swap their instants', () => {
    fc.assert(
      fc.property(event, event, ([t1, kind, s1, outcome], [t2, , s2]) => {
        fc.pre(t1 !== t2 && s1 !== s2);
        const straight = fingerprint([
          [t1, kind, s1, outcome],
          [t2, kind, s2, outcome],
        ]);
        const crossed = fingerprint([
          [t2, kind, s1, outcome],
          [t1, kind, s2, outcome],
        ]);
        expect(crossed).not.toBe(straight);
      }),
      cases(500),
    );
  });

  it('has every bit set in half of all events', () => {
    const count = 20_000;
    const set = new Array<number>(64).fill(0);
    for (let i = 0; i < count; i += 1) {
      const bits = BigInt(`0x${fingerprint([[i * 1_000_000, 5, i, 0]])}`)
        .toString(2)
        .padStart(64, '0');
      for (let bit = 0; bit < 64; bit += 1) if (bits[bit] === '1') set[bit]! += 1;
    }
    const furthest = Math.max(...set.map((n) => Math.abs(n / count - 0.5)));
    // Five standard deviations of a fair bit's share, as 64 bits are looked at.
    expect(furthest).toBeLessThan(5 * Math.sqrt(0.25 / count));
  });
});
