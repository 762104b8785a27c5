import type { Comparison, Parting, ToldEvent } from '../experiment/divergence.ts';
import { differingKeys, type TraceEvent } from '../experiment/trace-event.ts';
import { secondsOf } from '../kernel/time.ts';
import { counted, grouped, spokenDuration } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { clip, table, wrap } from './table.ts';

/**
 * Where two runs part, in words: the first event that differs, what differs in it, and the events around it. Ends with
 * a newline.
 */
export function divergenceText({ alike, parting }: Comparison, palette: Palette): string {
  if (parting === undefined) return `A and B are alike in all their ${counted(alike, 'event')}.\n`;
  const { before, a, b } = parting;
  const sections = [
    [
      ...wrap(`A and B part at event ${grouped(alike + 1)}${whenOf(parting)}. ${whatDiffers(parting)}`, 0, 2),
    ].join('\n'),
    ...(before.length === 0 ? [] : [eventTable('Before, alike in both', before, palette)]),
    eventTable('A', a, palette),
    eventTable('B', b, palette),
  ];
  return `${sections.join('\n\n')}\n`;
}

function whenOf({ a, b }: Parting): string {
  const instants = [a, b].flatMap(([first]) => first?.event.t ?? []);
  const first = Math.min(...instants);
  return first === 0 ? ', at the start' : `, ${spokenDuration(first)} after the start`;
}

function whatDiffers({ a: [a], b: [b] }: Parting): string {
  if (a === undefined) return 'There A has ended, and B goes on.';
  if (b === undefined) return 'There B has ended, and A goes on.';
  const [one, other] = [a.event, b.event];
  if (one.message !== other.message || one.kind !== other.kind)
    return `In A: message ${one.message}, ${happeningOf(one)}; in B: message ${other.message}, ${happeningOf(other)}.`;
  const parts = differingKeys(one, other).map((key) => differenceOf(key, one, other));
  return `Message ${one.message}, ${happeningOf(one)}: ${parts.join('; ')}.`;
}

function differenceOf(key: keyof TraceEvent, a: TraceEvent, b: TraceEvent): string {
  if (key === 't') return `in B ${spokenDuration(Math.abs(b.t - a.t))} ${b.t > a.t ? 'later' : 'earlier'}`;
  return `${key} is ${a[key] ?? 'none'} in A and ${b[key] ?? 'none'} in B`;
}

/** Characters of a name that are shown. */
const NAME_WIDTH = 12;

function eventTable(title: string, events: readonly ToldEvent[], palette: Palette): string {
  const rows = events.map(({ event, origin }) => [
    `${secondsOf(event.t)} s`,
    String(event.message),
    clip(origin?.traffic ?? '-', NAME_WIDTH),
    clip(origin?.sender ?? '-', NAME_WIDTH),
    happeningOf(event),
  ]);
  const ended = rows.length === 0 ? [['the end']] : rows;
  return table([title, 'message', '<traffic', '<sender', '<what'], ended, palette);
}

const HAPPENINGS: Readonly<Record<string, string>> = {
  segment: 'a segment leaves',
  'no-receipt': 'no receipt comes',
  open: 'open at the end',
};

function happeningOf(event: TraceEvent): string {
  const { kind, code, to, segments } = event;
  const words = HAPPENINGS[kind] ?? kind;
  if (kind === 'submitted') return `${words} to ${to ?? 'nowhere'}, ${counted(segments ?? 0, 'segment')}`;
  return code === undefined ? words : `${words} with ${code}`;
}
