import type { BehindTime, MessageTimes } from '../../../experiment/time-split/message-times.ts';
import type { StreamTimes } from '../../../experiment/time-split/stream-times.ts';
import { TIME_PARTS } from '../../../measure/time-split/split-columns.ts';
import { counted, grouped, shortDuration } from '../../figures-in-words.ts';
import { clip } from '../../table.ts';
import { PART_NAMES } from '../../time-parts.ts';
import { hasSeveralScales, type TimesBar, timesDrawing } from '../charts/times-drawing.ts';
import { type Html, html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { legendOf, stillFigure, tableOf } from '../parts.ts';

/** Streams that are shown, those of most messages first, and of each, behind whom its messages waited. */
const STREAMS_MAX = 8;
const BEHIND_MAX = 3;
const NAME_WIDTH = 22;

/** Where the time of messages went, by stream: on average, and of the slowest five in a hundred. */
export function timeSection({ report }: Page): Section | undefined {
  const received = (report.times ?? []).filter(({ all }) => all !== undefined);
  if (received.length === 0) return undefined;
  const shown = received.toSorted((a, b) => b.all!.n - a.all!.n).slice(0, STREAMS_MAX);
  const bars = shown.map(barsOf);
  const used = TIME_PARTS.filter((part) => bars.flat().some(({ parts }) => parts[part] > 0));
  const caption = 'End-to-end latency by what it was spent on, in the mean and of the slowest 5%';
  const legend = legendOf(used.map((part) => [`part ${part}`, PART_NAMES[part]] as const));
  const more = received.length - shown.length;
  return {
    id: 'time-spent',
    title: 'Where the time went',
    body: html`<p class="note">Parts add up to the microsecond, message by message, for all that got a receipt.${hasSeveralScales(bars) && ' Streams that took far less have a scale of their own.'}${more > 0 && ` ${counted(more, 'more stream')} in result.json, with --result.`}</p>
${stillFigure('times', caption, timesDrawing('times', bars), timesTable(shown, used, caption), legend)}
${shown.map(behindNote)}`,
  };
}

function barsOf({ id, all, slowest }: StreamTimes): readonly TimesBar[] {
  const bar = (name: string, times: MessageTimes | undefined): readonly TimesBar[] =>
    times === undefined ? [] : [{ name, parts: times.parts, totalUs: times.totalUs }];
  return [...bar(clip(id, NAME_WIDTH), all), ...bar(`${clip(id, NAME_WIDTH)}, slowest 5%`, slowest)];
}

function timesTable(
  shown: readonly StreamTimes[],
  used: readonly (typeof TIME_PARTS)[number][],
  caption: string,
): Html {
  const rowOf = (name: string, times: MessageTimes | undefined): readonly string[][] =>
    times === undefined
      ? []
      : [
          [
            name,
            grouped(times.n),
            ...used.map((part) => durationOf(times.parts[part])),
            durationOf(times.totalUs),
          ],
        ];
  const rows = shown.flatMap(({ id, all, slowest }) => [
    ...rowOf(id, all),
    ...rowOf(`${id}, slowest 5%`, slowest),
  ]);
  const heads = ['n', ...used.map((part) => PART_NAMES[part]), 'end to end'];
  return tableOf(caption, [{ title: '' }, ...heads.map((title) => ({ title, isNumber: true }))], rows, {
    hidesCaption: true,
  });
}

/** `The slowest 5% of otp waited 46 m behind promo on shared.` */
function behindNote({ id, slowest }: StreamTimes): Html | undefined {
  if (slowest === undefined || slowest.behind.length === 0) return undefined;
  const most = slowest.behind.toSorted((a, b) => b.us - a.us).slice(0, BEHIND_MAX);
  const words = most.map(
    ({ us, traffic, entry }: BehindTime) => `${durationOf(us)} behind ${traffic} on ${entry}`,
  );
  return html`<p class="note">The slowest 5% of ${id} waited ${words.join(', ')}.</p>`;
}

function durationOf(us: number): string {
  return shortDuration(Math.round(us));
}
