import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PipelineEvent } from '../../src/pipeline/events.ts';
import { Ledger } from '../../src/pipeline/ledger.ts';
import { Schedule } from '../../src/pipeline/schedule.ts';
import { Waits } from '../../src/pipeline/waits.ts';
import { emptySubmission } from '../../src/traffic/stream.ts';
import { cases } from '../seed.ts';

/** Something that is to wait, added so long after the one before; `lapsed`: it is over before its time comes. */
interface Added {
  readonly gapUs: number;
  readonly waitUs: number;
  readonly lapsed: boolean;
}

/** Who came when, all that waited; and how many events there were for it, none at the instant of another. */
function comeOut(all: readonly Added[]): { readonly came: (readonly [number, number])[]; events: number } {
  const ledger = new Ledger();
  const schedule = new Schedule(Infinity);
  const lapsed = new Set<number>();
  const came: (readonly [number, number])[] = [];
  const dueUs: number[] = [];
  const waits = new Waits(
    ledger,
    schedule,
    () => new PipelineEvent('send due', 0),
    (row) => lapsed.has(row),
  );
  const handle = (): void => {
    dueUs.push(schedule.nowUs);
    for (let row = waits.next(); row !== -1; row = waits.next())
      came.push([ledger.serial[row]!, schedule.nowUs]);
    waits.wake();
  };
  let nowUs = 0;
  all.forEach(({ gapUs, waitUs, lapsed: isLapsed }, serial) => {
    nowUs += gapUs;
    schedule.agenda.runToTurn(nowUs, Infinity, Infinity, handle);
    const row = ledger.enter(emptySubmission(), serial, 0, 0, 0, 0, 1, nowUs);
    waits.add(row, nowUs + waitUs);
    if (isLapsed) lapsed.add(row);
  });
  schedule.agenda.runUntil(Infinity, Infinity, handle);
  expect(new Set(dueUs).size).toBe(dueUs.length);
  return { came, events: dueUs.length };
}

describe('messages that wait', () => {
  it('come out when they are due, the first in first of one instant, and not if they are over', () => {
    const added = fc.record({
      gapUs: fc.nat({ max: 3 }),
      waitUs: fc.integer({ min: 1, max: 40 }),
      lapsed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(added, { maxLength: 80 }), (all) => {
        let nowUs = 0;
        const expected = all
          .map(({ gapUs, waitUs, lapsed }, serial) => {
            nowUs += gapUs;
            return { serial, atUs: nowUs + waitUs, lapsed };
          })
          .filter(({ lapsed }) => !lapsed)
          .sort((a, b) => a.atUs - b.atUs || a.serial - b.serial)
          .map(({ serial, atUs }) => [serial, atUs]);
        expect(comeOut(all).came).toEqual(expected);
      }),
      cases(300),
    );
  });

  it('have one event an instant, whatever the order in which they came', () => {
    const waits = (order: readonly number[]) =>
      comeOut(order.map((waitUs) => ({ gapUs: 0, waitUs, lapsed: false })));
    for (const order of [
      [1, 2, 3, 4, 4],
      [4, 3, 2, 1, 1],
      [3, 1, 4, 1, 2],
    ])
      expect(waits(order).events).toBe(4);
  });

  it('take a moment where a hundred thousand come in no order', () => {
    let luck = 1;
    const all = Array.from({ length: 100_000 }, () => {
      luck = (luck * 48_271) % 2_147_483_647;
      return { gapUs: 0, waitUs: luck, lapsed: false };
    });
    const before = process.cpuUsage();
    expect(comeOut(all).came).toHaveLength(100_000);
    // A second or two on a busy machine; more than half a minute were each to pass all that are due later.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  });
});
