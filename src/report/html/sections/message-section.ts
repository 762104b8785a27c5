import { COUNTS, type Count } from '../../../measure/result.ts';
import { figuresBy } from '../../../measure/select.ts';
import { counted, percentOf } from '../../figures-in-words.ts';
import { html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { count, tableOf } from '../parts.ts';

const WORDS: Readonly<Record<Count, string>> = {
  submitted: 'submitted',
  refused: 'refused',
  failed: 'failed',
  canceled: 'canceled',
  delivered: 'delivered',
  undelivered: 'undelivered',
  sent: 'sent, no receipt',
  open: 'open at the end',
};

/** Streams that the table shows. */
const STREAMS_MAX = 40;

/** How messages ended, of all and of each stream. */
export function messageSection({ report: { result }, totals }: Page): Section {
  const { traffic } = result.setting;
  const streams =
    traffic.length < 2 ? [] : figuresBy(result, 'traffic', Math.min(traffic.length, STREAMS_MAX));
  const states = COUNTS.filter(
    (state) => totals.counts[state] > 0 || state === 'submitted' || state === 'delivered',
  );
  const rows = [
    ['all', ...states.map((state) => count(`messages.${state}`, totals.counts[state]))],
    ...(totals.counts.submitted === 0
      ? []
      : [['share', ...states.map((state) => percentOf(totals.counts[state], totals.counts.submitted))]]),
    ...streams.map(({ counts }, stream) => [
      traffic[stream]!.id,
      ...states.map((state) => count(`by.traffic.${traffic[stream]!.id}.messages.${state}`, counts[state])),
    ]),
  ];
  const columns = [
    { title: 'messages' },
    ...states.map((state) => ({ title: WORDS[state], isNumber: true })),
  ];
  const more = traffic.length - STREAMS_MAX;
  return {
    id: 'messages',
    title: 'What became of them',
    body: html`${tableOf('How messages ended', columns, rows, { hidesCaption: true })}
<p class="note">No message is lost: submitted is the sum of all that follow.${more > 0 && ` ${counted(more, 'more stream')} in summary.json.`}</p>`,
  };
}
