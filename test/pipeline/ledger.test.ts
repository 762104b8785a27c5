import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lanes } from '../../src/pipeline/lane.ts';
import { Ledger, NO_ROW } from '../../src/pipeline/ledger.ts';
import { emptySubmission } from '../../src/traffic/stream.ts';
import { cases } from '../seed.ts';

/** Enters a message of so many segments, telling it by its serial number. */
function enter(ledger: Ledger, serial: number, segments = 1): number {
  return ledger.enter(
    { ...emptySubmission(), index: serial * 2, segments, wide: serial % 2 === 1 },
    serial,
    3,
    4,
    5,
    6,
    2,
    70,
  );
}

describe('the ledger', () => {
  it('holds what was submitted, with nothing having happened yet', () => {
    const ledger = new Ledger();
    const row = enter(ledger, 9, 2);
    const columns = [
      'serial',
      'stream',
      'index',
      'attempt',
      'sender',
      'carrier',
      'cohort',
      'encoding',
      'segments',
    ] as const;
    expect(columns.map((column) => ledger[column][row])).toEqual([9, 3, 18, 1, 4, 5, 6, 1, 2]);
    expect([ledger.status[row], ledger.errorCode[row], ledger.submittedAtUs[row]]).toEqual([2, 0, 70]);
    for (const column of ['firstSegmentAtUs', 'lastSegmentAtUs', 'finalAtUs'] as const)
      expect(ledger[column][row]).toBeNaN();
  });

  it('follows the segments of a message as they leave', () => {
    const ledger = new Ledger();
    const row = enter(ledger, 0, 3);
    expect([100, 200, 300].map((us) => ledger.segmentLeaves(row, 3, us))).toEqual([2, 1, 0]);
    expect([ledger.firstSegmentAtUs[row], ledger.lastSegmentAtUs[row], ledger.status[row]]).toEqual([
      100, 300, 3,
    ]);
    ledger.setFinal(row, 6, 30003, 400);
    expect([ledger.status[row], ledger.errorCode[row], ledger.finalAtUs[row]]).toEqual([6, 30003, 400]);
  });

  it('uses rows again, without a trace of who had them, and keeps every open one apart', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 300 }), (steps) => {
        const ledger = new Ledger();
        const open = new Map<number, number>();
        const used = new Set<number>();
        let most = 0;
        for (const [serial, step] of steps.entries()) {
          if (step < 4 && open.size > 0) {
            const [closing, row] = [...open][step % open.size]!;
            ledger.segmentLeaves(row, 3, 80);
            ledger.setFinal(row, 5, 1, 90);
            ledger.close(row);
            open.delete(closing);
          }
          const row = enter(ledger, serial);
          open.set(serial, row);
          used.add(row);
          most = Math.max(most, open.size);
          expect([ledger.firstSegmentAtUs[row], ledger.finalAtUs[row], ledger.errorCode[row]]).toEqual([
            NaN,
            NaN,
            0,
          ]);
          expect(ledger.segmentLeaves(row, 3, 80)).toBe(0);
        }
        expect(ledger.openRows()).toEqual([...open.values()]);
        for (const [serial, row] of open) expect(ledger.serial[row]).toBe(serial);
        expect(used.size).toBe(most);
      }),
      cases(100),
    );
  });

  it('grows beyond its first columns and loses nothing', () => {
    const ledger = new Ledger();
    const rows = Array.from({ length: 5000 }, (_, serial) => enter(ledger, serial, 1 + (serial % 3)));
    expect(new Set(rows).size).toBe(5000);
    expect(
      rows.every((row, serial) => ledger.serial[row] === serial && ledger.segments[row] === 1 + (serial % 3)),
    ).toBe(true);
    expect(ledger.openRows()).toEqual(rows);
  });
});

describe('a lane', () => {
  it('lets messages go in the order in which they came', () => {
    const ledger = new Ledger();
    const lanes = new Lanes(ledger, [Infinity, Infinity]);
    const rows = [0, 1, 2].map((serial) => enter(ledger, serial));
    expect(lanes.head(0)).toBe(NO_ROW);
    expect(rows.map((row) => lanes.append(0, row, 1))).toEqual([true, false, false]);
    expect([lanes.head(0), lanes.head(1)]).toEqual([rows[0], NO_ROW]);
    expect([lanes.advance(0), lanes.advance(0), lanes.advance(0)]).toEqual([rows[1], rows[2], NO_ROW]);
    expect(lanes.append(0, enter(ledger, 3), 1)).toBe(true);
  });

  it('admits what fits, whole or not at all', () => {
    const ledger = new Ledger();
    const lanes = new Lanes(ledger, [5]);
    expect([lanes.admits(0, 5), lanes.admits(0, 6)]).toEqual([true, false]);
    lanes.append(0, enter(ledger, 0, 3), 3);
    expect([lanes.admits(0, 2), lanes.admits(0, 3)]).toEqual([true, false]);
    lanes.segmentLeft(0);
    expect([lanes.admits(0, 3), lanes.admits(0, 4)]).toEqual([true, false]);
    expect(new Lanes(ledger, [Infinity]).admits(0, 1e9)).toBe(true);
  });
});
