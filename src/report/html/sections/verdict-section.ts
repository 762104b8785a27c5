import type { Setting } from '../../../measure/result.ts';
import { counted, grouped, percentOf, shortDuration } from '../../figures-in-words.ts';
import { amountInWords } from '../../money-in-words.ts';
import type { Sentence } from '../../sentence.ts';
import { verdictOf } from '../../verdict.ts';
import { startInWords } from '../../wall-clock.ts';
import { type Html, type HtmlPart, html } from '../html-text.ts';
import type { Page } from '../page.ts';
import { count, figure } from '../parts.ts';

/** The head of the page: what was run, what came of it in sentences, and its main figures. */
export function verdictHead(page: Page): Html {
  const { report, style } = page;
  const { setting } = report.result;
  return headWith(
    kickerOf(setting),
    setting.scenario,
    verdictOf(report, style.meaningOf),
    figureList(mainFigures(page)),
  );
}

/** Rulebook, senders and start of a run in a line. */
export function kickerOf({ rulebook, senders, anchor }: Setting): string {
  const start = anchor === undefined ? '' : `, start ${startInWords(anchor)}`;
  return `Rulebook ${rulebook}, ${counted(senders.length, 'sender')}${start}`;
}

/** The head of a page: the first sentence leads. */
export function headWith(
  kicker: HtmlPart,
  title: string,
  [first, ...rest]: readonly Sentence[],
  figures: Html,
): Html {
  return html`<header>
<p class="kicker">${kicker}</p>
<h1>${title}</h1>
<div class="verdict">
<p class="lead ${first?.tone}">${first?.text}</p>
${rest.map(({ tone, text }) => html`<p class="${tone}">${mark(tone)}${text}</p>\n`)}</div>
${figures}</header>`;
}

/** Main figures: what each is, the figure, and a word on it. */
export function figureList(entries: readonly MainFigure[]): Html {
  return html`<dl class="figures">${entries.map(([name, value, more]) => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="more">${more}</dd></div>\n`)}</dl>`;
}

export type MainFigure = readonly [name: string, value: HtmlPart, more: string];

/** Tones are told in words to those who do not see colours. */
function mark(tone: string): Html | undefined {
  if (tone === 'bad') return html`<span class="mark-word" aria-hidden="true">✕ </span>`;
  if (tone === 'warning') return html`<span class="mark-word" aria-hidden="true">! </span>`;
  return tone === 'good' ? html`<span class="mark-word" aria-hidden="true">✓ </span>` : undefined;
}

function mainFigures({ report: { result, cost }, totals, clock }: Page): readonly MainFigure[] {
  const { counts, latencies } = totals;
  const p95 = latencies.queue_wait.quantileUs(0.95);
  const lost = counts.refused + counts.failed + counts.undelivered;
  return [
    [
      'submitted',
      count('messages.submitted', counts.submitted),
      `${counted(totals.segments.submitted, 'segment')}`,
    ],
    [
      'delivered',
      count('messages.delivered', counts.delivered),
      percentOf(counts.delivered, counts.submitted),
    ],
    ['refused, failed, undelivered', html`${grouped(lost)}`, percentOf(lost, counts.submitted)],
    ...(p95 === undefined
      ? []
      : [
          [
            'queue wait, p95',
            figure('metrics.queue_wait.p95', p95 / 1e6, shortDuration(p95)),
            `p50 ${shortDuration(latencies.queue_wait.quantileUs(0.5)!)}`,
          ] as const,
        ]),
    [
      'segments waiting at the peak',
      html`${grouped(result.peakBacklogSegments)}`,
      result.peakBacklogAtUs === undefined ? '' : clock.brief(result.peakBacklogAtUs),
    ],
    [
      `cost, ${cost.currency}`,
      html`${amountInWords(Math.round(cost.totalMillionths / 10_000) * 10_000)}`,
      `prices of ${cost.cardDate}`,
    ],
  ];
}
