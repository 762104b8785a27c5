import type { Result, SettingSender } from '../measure/result.ts';
import { grouped, percentOf } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { clip, table } from './table.ts';
import { utilisationOf } from './utilisation.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';
import { worstSenders } from './worst-senders.ts';

/** Up to this many senders are all shown, in the order of the file. */
const ALL_SHOWN = 14;
/** Of more senders, the ones with the longest queues are shown. */
const WORST_SHOWN = 12;

/** What each sender did; of many senders the ones with the longest queues, then the most segments, first. */
export function senderTable(result: Result, palette: Palette): string {
  const clock = wallClockOf(result.setting.anchor);
  const { senders } = result.setting;
  const shown =
    senders.length <= ALL_SHOWN
      ? senders.map((_, sender) => sender)
      : worstSenders(result).slice(0, WORST_SHOWN);
  const rows = shown.map((sender) => senderRow(result, sender, clock));
  const more = senders.length - shown.length;
  return [
    table(
      ['Senders', 'limit', 'segments', 'used', 'peak queue', 'at', 'drained'],
      senders.length > 1 ? [totalRow(result, clock), ...rows] : rows,
      palette,
    ),
    ...(more > 0 ? [palette.faint(`  and ${grouped(more)} more, see summary.json`)] : []),
  ].join('\n');
}

function senderRow(result: Result, sender: number, clock: WallClock): readonly string[] {
  const setting = result.setting.senders[sender]!;
  const levels = result.senders[sender]!;
  const used = utilisationOf(levels.segmentsLeft, setting, result.simulatedUs);
  return [
    clip(setting.id, 15),
    limitOf(setting),
    grouped(levels.segmentsLeft),
    used === undefined ? '-' : percentOf(used, 1),
    grouped(levels.peakBacklogSegments),
    instant(levels.peakBacklogAtUs, clock),
    instant(levels.drainedAtUs, clock),
  ];
}

function totalRow(result: Result, clock: WallClock): readonly string[] {
  const left = result.senders.reduce((sum, { segmentsLeft }) => sum + segmentsLeft, 0);
  const limit = totalLimit(result);
  const used = utilisationOf(left, limit, result.simulatedUs);
  return [
    `all ${grouped(result.senders.length)}`,
    limitOf(limit),
    grouped(left),
    used === undefined ? '-' : percentOf(used, 1),
    grouped(result.peakBacklogSegments),
    instant(result.peakBacklogAtUs, clock),
    instant(result.drainedAtUs, clock),
  ];
}

type Limit = Pick<SettingSender, 'segmentsPerSecond' | 'limitedBy'>;

function totalLimit({ setting: { senders } }: Result): Limit {
  const limitedBy = senders.find((sender) => sender.limitedBy !== 'rate')?.limitedBy ?? 'rate';
  let sum = 0;
  for (const { segmentsPerSecond } of senders) {
    if (segmentsPerSecond === undefined) return { segmentsPerSecond, limitedBy };
    sum += segmentsPerSecond;
  }
  return { segmentsPerSecond: sum, limitedBy };
}

/** The limit of a sender in a few characters: `10/s`, `none`. */
export function limitOf({ segmentsPerSecond, limitedBy }: Limit): string {
  if (limitedBy === 'campaign') return 'campaign';
  if (segmentsPerSecond === undefined) return 'none';
  return `${limitedBy === 'rate' ? '' : 'to '}${Number(segmentsPerSecond.toPrecision(6))}/s`;
}

function instant(us: number | undefined, clock: WallClock): string {
  return us === undefined ? '-' : clock.cell(us);
}
