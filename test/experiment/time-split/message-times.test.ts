import { describe, expect, it } from 'vitest';
import { slowestOf } from '../../../src/experiment/time-split/message-times.ts';
import { SplitColumns } from '../../../src/measure/time-split/split-columns.ts';

/** Messages that took so long, all of it at the carrier. */
function columnsOf(carrierUs: readonly number[]): SplitColumns {
  const columns = new SplitColumns();
  for (const us of carrierUs) {
    const serial = columns.add(0, columns.length, 1);
    columns.queueWaitUs[serial] = 0;
    columns.parts.carrier.us[serial] = us;
  }
  return columns;
}

function slowest(carrierUs: readonly number[]): readonly number[] {
  const columns = columnsOf(carrierUs);
  return [
    ...slowestOf(
      columns,
      Int32Array.from(carrierUs, (_, serial) => serial),
    ),
  ];
}

describe('the slowest five in a hundred', () => {
  it('are the last by their time in all, rounded up', () => {
    expect(slowest(Array.from({ length: 100 }, (_, i) => (i * 37) % 100))).toEqual(
      [95, 96, 97, 98, 99]
        .map((us) => Array.from({ length: 100 }, (_, i) => (i * 37) % 100).indexOf(us))
        .sort((a, b) => a - b),
    );
    expect(slowest(Array.from({ length: 21 }, (_, i) => i))).toEqual([19, 20]);
    expect(slowest([5])).toEqual([0]);
    expect(slowest([])).toEqual([]);
  });

  it('of equal ones, are the first', () => {
    expect(slowest(Array.from({ length: 40 }, () => 7))).toEqual([0, 1]);
    expect(slowest([7, 7, 9, ...Array.from({ length: 37 }, () => 7)])).toEqual([0, 2]);
  });
});
