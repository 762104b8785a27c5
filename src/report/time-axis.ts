import { localTimeOf } from '../kernel/civil-time.ts';
import type { Setting } from '../measure/result.ts';
import type { Glyphs } from './glyphs.ts';
import { roundAtLeast, roundDuration } from './round-durations.ts';
import { wallClockOf } from './wall-clock.ts';

/** The line below a chart, and the times below that. */
export interface TimeAxis {
  readonly line: string;
  readonly labels: string;
}

/** Columns between two labels, at the least. */
const GAP = 3;

/** An axis of `columns` from 0 to `endUs`, with ticks at round times of the clock on the wall, or of the run. */
export function timeAxis(
  endUs: number,
  columns: number,
  anchor: Setting['anchor'],
  { axis }: Glyphs,
): TimeAxis {
  const line = Array<string>(columns).fill(axis.line);
  let labels = '';
  for (const { atUs, label } of roomyTicks(endUs, columns, anchor)) {
    const column = Math.min(columns - 1, Math.floor((atUs / endUs) * columns));
    const from = Math.max(0, Math.min(columns - label.length, column - Math.floor(label.length / 2)));
    line[column] = axis.tick;
    // The last label is moved to the left of its tick, and may be in the way of the one before.
    if (labels === '' || from > labels.length) labels = labels.padEnd(from) + label;
  }
  return { line: line.join(''), labels };
}

interface Tick {
  readonly atUs: number;
  readonly label: string;
}

/** As many ticks as their labels have room for. */
function roomyTicks(endUs: number, columns: number, anchor: Setting['anchor']): readonly Tick[] {
  let stepUs = roundAtLeast((endUs * GAP) / columns);
  for (;;) {
    const ticks = ticksOf(endUs, stepUs, anchor).map((atUs) => ({ atUs, label: labelOf(atUs, anchor) }));
    const widest = Math.max(...ticks.map(({ label }) => label.length));
    if (ticks.length === 1 || (stepUs / endUs) * columns >= widest + GAP) return ticks;
    stepUs = roundAtLeast(stepUs + 1);
  }
}

function ticksOf(endUs: number, stepUs: number, anchor: Setting['anchor']): readonly number[] {
  // Steps of more than a day count from the start.
  const pastUs = anchor === undefined ? 0 : localTimeOf(anchor, 0).timeOfDayUs % stepUs;
  const firstUs = pastUs === 0 || pastUs > endUs ? 0 : stepUs - pastUs;
  const ticks: number[] = [];
  for (let us = firstUs; us < endUs; us += stepUs) ticks.push(us);
  return ticks.length === 0 ? [0] : ticks;
}

function labelOf(us: number, anchor: Setting['anchor']): string {
  if (anchor === undefined) return roundDuration(us);
  return wallClockOf(anchor)
    .cell(us)
    .replace(/^(\d\d:\d\d):00$/, '$1');
}
