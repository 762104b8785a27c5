import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda, INDEX_LIMIT, orderOf, PLACE_LIMIT } from '../../src/kernel/agenda.ts';
import { InternalError } from '../../src/kernel/assert.ts';
import type { AgendaEvent } from '../../src/kernel/calendar.ts';
import { TIME_LIMIT_US } from '../../src/kernel/time.ts';
import { cases } from '../seed.ts';

/** An event that knows when it is to be scheduled. */
interface Timed extends AgendaEvent {
  timeUs: number;
}

function event(timeUs: number, order: number): Timed {
  return { timeUs, order };
}

/** Runs all that is due and returns what was handled, as [time, order]. */
function handled(agenda: Agenda<Timed>, untilUs = Infinity): readonly (readonly [number, number])[] {
  const seen: [number, number][] = [];
  agenda.runUntil(untilUs, Infinity, ({ timeUs, order }) => seen.push([timeUs, order]));
  return seen;
}

function agendaOf(...events: readonly Timed[]): Agenda<Timed> {
  const agenda = new Agenda<Timed>();
  for (const event of events) agenda.schedule(event, event.timeUs);
  return agenda;
}

describe('the agenda', () => {
  it('handles events by time, then by their turn, whatever the order in which they were scheduled', () => {
    const any = fc
      .tuple(fc.nat({ max: 30 }), fc.nat({ max: 1_000_000 }))
      .map(([t, order]) => event(t, order));
    const distinct = { selector: (e: Timed) => `${e.timeUs} ${e.order}`, maxLength: 300 };
    fc.assert(
      fc.property(fc.uniqueArray(any, distinct), (events) => {
        const sorted = events.map(({ timeUs, order }) => [timeUs, order] as const);
        sorted.sort(([a, x], [b, y]) => a - b || x - y);
        expect(handled(agendaOf(...events))).toEqual(sorted);
      }),
      cases(200),
    );
  });

  it('keeps the order when events are handled and scheduled in turn, their objects used again', () => {
    const gaps = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fc.array(gaps, { minLength: 1, maxLength: 90 }), (all) => {
        const agenda = new Agenda<Timed & { left: number[] }>();
        for (const [order, [first = 0, ...left]] of all.entries())
          agenda.schedule({ ...event(first, order), left }, first);
        const seen: (readonly [number, number])[] = [];
        agenda.runUntil(Infinity, Infinity, (due) => {
          expect(agenda.nowUs).toBe(due.timeUs);
          seen.push([due.timeUs, due.order]);
          const gap = due.left.shift();
          if (gap === undefined) return;
          due.timeUs += gap;
          agenda.schedule(due, due.timeUs);
        });
        const instants = seen.map(([timeUs]) => timeUs);
        expect(instants).toEqual([...instants].sort((a, b) => a - b));
        expect(seen).toHaveLength(all.flat().length);
        expect(agenda.pending).toBe(0);
      }),
      cases(100),
    );
  });

  it('stops before an instant, and goes on from there', () => {
    const agenda = agendaOf(event(5, 0), event(6, 0), event(7, 0));
    expect(handled(agenda, 6)).toEqual([[5, 0]]);
    expect([agenda.nowUs, agenda.nextUs, agenda.pending]).toEqual([5, 6, 2]);
    expect(handled(agenda, 7)).toEqual([[6, 0]]);
    expect(handled(agenda)).toEqual([[7, 0]]);
    expect([agenda.nextUs, agenda.pending]).toEqual([Infinity, 0]);
  });

  it('handles so many events at the most and tells how many', () => {
    const agenda = agendaOf(...[1, 2, 3, 4].map((timeUs) => event(timeUs, 0)));
    expect(agenda.runUntil(Infinity, 3, () => {})).toBe(3);
    expect(agenda.nowUs).toBe(3);
    expect(agenda.runUntil(Infinity, 3, () => {})).toBe(1);
    expect(agenda.runUntil(Infinity, 3, () => {})).toBe(0);
  });

  it('takes what is scheduled at the present instant in its turn', () => {
    const agenda = agendaOf(event(1, 5), event(1, 9));
    const seen: number[] = [];
    agenda.runUntil(Infinity, Infinity, ({ order }) => {
      seen.push(order);
      if (order === 5) for (const next of [7, 6]) agenda.schedule(event(1, next), 1);
    });
    expect(seen).toEqual([5, 6, 7, 9]);
  });

  it('refuses what lies in the past or beyond the limit', () => {
    const agenda = agendaOf(event(10, 0));
    agenda.runUntil(Infinity, Infinity, () => {});
    expect(() => agenda.schedule(event(9, 0), 9)).toThrow(InternalError);
    expect(() => agenda.schedule(event(9, 0), 9)).toThrow('in the past of 10 us');
    expect(() => agenda.schedule(event(Number.NaN, 0), Number.NaN)).toThrow(InternalError);
    expect(() => agenda.schedule(event(TIME_LIMIT_US + 1, 0), TIME_LIMIT_US + 1)).toThrow('100 years');
    agenda.schedule(event(TIME_LIMIT_US, 0), TIME_LIMIT_US);
    expect(agenda.pending).toBe(1);
  });
});

describe('the turn of an event', () => {
  const key = fc.record({
    rank: fc.nat({ max: 7 }),
    place: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: PLACE_LIMIT - 1 })),
    index: fc.oneof(
      fc.nat({ max: 3 }),
      fc.maxSafeNat().map((n) => n % INDEX_LIMIT),
    ),
  });

  it('is by rank, then place, then index, and no two are alike', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        const expected = Math.sign(a.rank - b.rank || a.place - b.place || a.index - b.index);
        const [left, right] = [orderOf(a.rank, a.place, a.index), orderOf(b.rank, b.place, b.index)];
        expect(Math.sign(left - right)).toBe(expected);
        expect(Number.isSafeInteger(left)).toBe(true);
      }),
      cases(500),
    );
  });

  it('has room for the highest key and none beyond', () => {
    const highest = orderOf(7, PLACE_LIMIT - 1, INDEX_LIMIT - 1);
    expect(highest).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => orderOf(8, 0, 0)).toThrow('rank 8');
    expect(() => orderOf(0, PLACE_LIMIT, 0)).toThrow(InternalError);
    expect(() => orderOf(0, 0, INDEX_LIMIT)).toThrow(InternalError);
  });

  it('stops before a turn of an instant and stands there, so that more can be scheduled for that turn', () => {
    const agenda = agendaOf(event(3, 9), event(5, 1), event(5, 2), event(5, 4), event(7, 0));
    const seen: (readonly [number, number])[] = [];
    const run = (atUs: number, order: number, most = Infinity): number =>
      agenda.runToTurn(atUs, order, most, (due) => seen.push([due.timeUs, due.order]));
    expect(run(5, 3, 1)).toBe(1);
    expect([agenda.nowUs, seen]).toEqual([3, [[3, 9]]]);
    expect(run(5, 3)).toBe(2);
    expect([agenda.nowUs, seen.length]).toEqual([5, 3]);
    agenda.schedule(event(5, 3), 5);
    expect(run(6, 0)).toBe(2);
    expect([agenda.nowUs, seen.slice(3)]).toEqual([
      6,
      [
        [5, 3],
        [5, 4],
      ],
    ]);
    expect(run(100, 0)).toBe(1);
    expect([agenda.nowUs, agenda.pending]).toEqual([100, 0]);
  });
});
