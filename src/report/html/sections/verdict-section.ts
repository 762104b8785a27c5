import { counted, grouped, percentOf, shortDuration } from '../../figures-in-words.ts';
import { amountInWords } from '../../money-in-words.ts';
import { verdictOf } from '../../verdict.ts';
import { startInWords } from '../../wall-clock.ts';
import { type Html, html } from '../html-text.ts';
import type { Page } from '../page.ts';
import { count, figure } from '../parts.ts';

/** The head of the page: what was run, what came of it in sentences, and its main figures. */
export function verdictHead(page: Page): Html {
  const { report, style } = page;
  const { setting } = report.result;
  const [first, ...rest] = verdictOf(report, style.meaningOf);
  const start = setting.anchor === undefined ? '' : `, start ${startInWords(setting.anchor)}`;
  return html`<header>
<p class="kicker">Rulebook ${setting.rulebook}, ${counted(setting.senders.length, 'sender')}${start}</p>
<h1>${setting.scenario}</h1>
<div class="verdict">
<p class="lead ${first?.tone}">${first?.text}</p>
${rest.map(({ tone, text }) => html`<p class="${tone}">${mark(tone)}${text}</p>\n`)}</div>
${mainFigures(page)}</header>`;
}

/** Tones are told in words to those who do not see colours. */
function mark(tone: string): Html | undefined {
  if (tone === 'bad') return html`<span class="mark-word" aria-hidden="true">✕ </span>`;
  if (tone === 'warning') return html`<span class="mark-word" aria-hidden="true">! </span>`;
  return tone === 'good' ? html`<span class="mark-word" aria-hidden="true">✓ </span>` : undefined;
}

function mainFigures({ report: { result, cost }, totals, clock }: Page): Html {
  const { counts, latencies } = totals;
  const p95 = latencies.queue_wait.quantileUs(0.95);
  const lost = counts.refused + counts.failed + counts.undelivered;
  const entries: readonly (readonly [string, Html, string])[] = [
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
  return html`<dl class="figures">${entries.map(([name, value, more]) => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="more">${more}</dd></div>\n`)}</dl>`;
}
