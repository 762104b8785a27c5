import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgendaEvent, Calendar } from '../../src/kernel/calendar.ts';
import { cases } from '../seed.ts';

/** An event that knows when it is to be filed. */
interface Timed extends AgendaEvent {
  timeUs: number;
}

function eventsAt(instants: readonly number[]): Timed[] {
  return instants.map((timeUs, order) => ({ timeUs, order }));
}

/** Takes the earliest and files it again after the next of its gaps, until none has a gap left; returns the instants. */
function played(starts: readonly number[], gaps: readonly number[], turns: number): readonly number[] {
  const calendar = new Calendar<Timed>();
  for (const event of eventsAt(starts)) calendar.push(event, event.timeUs);
  return Array.from({ length: starts.length + turns }, (_, turn) => {
    const event = calendar.popBefore(Infinity)!;
    const { timeUs } = event;
    if (turn < turns) {
      event.timeUs += gaps[turn % gaps.length]!;
      calendar.push(event, event.timeUs);
    }
    return timeUs;
  });
}

/** The same with a list that is searched from end to end. */
function searched(starts: readonly number[], gaps: readonly number[], turns: number): readonly number[] {
  const pending = starts.map((timeUs, order) => ({ timeUs, order }));
  return Array.from({ length: starts.length + turns }, (_, turn) => {
    const place = pending.reduce((best, event, i) => {
      const other = pending[best]!;
      return event.timeUs < other.timeUs || (event.timeUs === other.timeUs && event.order < other.order)
        ? i
        : best;
    }, 0);
    const event = pending[place]!;
    const { timeUs } = event;
    if (turn < turns) event.timeUs += gaps[turn % gaps.length]!;
    else pending.splice(place, 1);
    return timeUs;
  });
}

describe('the calendar', () => {
  it('gives the events in their order, be they a microsecond or years apart', () => {
    const scale = fc.constantFrom(1, 1_000, 1_000_000, 10 ** 9, 10 ** 12);
    const gap = fc.tuple(fc.nat({ max: 100 }), scale).map(([n, unit]) => n * unit);
    const starts = fc.array(gap, { minLength: 1, maxLength: 20 });
    const gaps = fc.array(gap, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(starts, gaps, fc.nat({ max: 200 }), (first, later, turns) => {
        expect(played(first, later, turns)).toEqual(searched(first, later, turns));
      }),
      cases(200),
    );
  });

  it.each([
    ['one pending event at a time', 1, [7_200_000_000]],
    ['gaps that shrink to nothing', 5, [10 ** 11, 0, 0, 1, 1, 0, 2, 0, 0, 1]],
    ['everything due at once', 300, [1_000_000]],
    ['more pending events than a ring of pages begins with', 700, [1, 50_000, 3_000_000, 17]],
  ] as const)('keeps the order as its pages change their length: %s', (_, pending, gaps) => {
    const starts = Array.from({ length: pending }, (_, i) => (i * 7919) % 1000);
    expect(played(starts, gaps, 3000)).toEqual(searched(starts, gaps, 3000));
  });

  it('is empty until something is filed, and once all is taken', () => {
    const calendar = new Calendar<Timed>();
    expect([calendar.nextUs, calendar.popBefore(Infinity), calendar.length]).toEqual([
      Infinity,
      undefined,
      0,
    ]);
    for (const event of eventsAt([5, 3])) calendar.push(event, event.timeUs);
    expect([calendar.popBefore(Infinity)?.timeUs, calendar.nextUs, calendar.length]).toEqual([3, 5, 1]);
    calendar.popBefore(Infinity);
    expect([calendar.nextUs, calendar.length]).toEqual([Infinity, 0]);
  });
});
