import type { Compared, ComparedTimes, ComparedTraffic } from '../../experiment/comparison/comparison.ts';
import { TIME_PARTS } from '../../measure/time-split/split-columns.ts';
import { grouped, shortDuration } from '../figures-in-words.ts';
import type { Palette } from '../palette.ts';
import { clip, table } from '../table.ts';
import { PART_NAMES } from '../time-parts.ts';
import { signedDuration } from './differences-in-words.ts';

/** Streams that are shown, and of each, behind whom its messages waited. */
const STREAMS_SHOWN = 6;
const BEHIND_SHOWN = 3;
const NAME_WIDTH = 27;

/** Where time went by stream, on average and for the slowest; the streams that differ most. */
export function timeTable(traffic: readonly ComparedTraffic[], palette: Palette): string | undefined {
  const received = traffic.filter(({ all }) => all.n.a + all.n.b > 0);
  if (received.length === 0) return undefined;
  const shown = [...received].sort((one, other) => sizeOf(other) - sizeOf(one)).slice(0, STREAMS_SHOWN);
  const more = received.length - shown.length;
  return [
    table(
      ['Where the time went', 'mean A', 'B', 'B - A', 'slow A', 'B', 'B - A'],
      shown.flatMap(rowsOf),
      palette,
    ),
    ...(more > 0 ? [palette.faint(`  and ${grouped(more)} more streams with --format json`)] : []),
    palette.faint('  Parts add up, message by message. Slow: the slowest 5% of A, and of B.'),
    palette.faint('  In (): of these waits, how long messages of which stream stood before them.'),
  ].join('\n');
}

function sizeOf({ slowest, all }: ComparedTraffic): number {
  return Math.abs(slowest.total.difference?.value ?? 0) + Math.abs(all.total.difference?.value ?? 0);
}

function rowsOf({ id, all, slowest }: ComparedTraffic): readonly (readonly string[])[] {
  const parts = TIME_PARTS.filter((part) => [all, slowest].some((times) => isThere(times.parts[part])));
  const behind = slowest.behind.slice(0, BEHIND_SHOWN).map((one) => {
    const onAverage = all.behind.find(({ traffic, place }) => traffic === one.traffic && place === one.place);
    const name = clip(`(${one.traffic} on ${one.place})`, NAME_WIDTH - 2);
    return [`  ${name}`, ...cellsOf(onAverage), ...cellsOf(one)];
  });
  return [
    [clip(`${id}, ${messagesOf(all)}`, NAME_WIDTH)],
    ...parts.map((part) => [
      `  ${PART_NAMES[part]}`,
      ...cellsOf(all.parts[part]),
      ...cellsOf(slowest.parts[part]),
    ]),
    ['  end to end', ...cellsOf(all.total), ...cellsOf(slowest.total)],
    ...behind,
  ];
}

function messagesOf({ n: { a, b } }: ComparedTimes): string {
  return a === b ? grouped(a) : `${grouped(a)} and ${grouped(b)}`;
}

function isThere({ a = 0, b = 0 }: Compared): boolean {
  return a !== 0 || b !== 0;
}

function cellsOf(compared: Compared | undefined): readonly string[] {
  const { a, b, difference } = compared ?? {};
  const cell = (us: number | undefined): string => (us === undefined ? '-' : shortDuration(us));
  return [cell(a), cell(b), difference === undefined ? '-' : signedDuration(difference.value)];
}
