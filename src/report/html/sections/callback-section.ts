import { type CallbackGroup, underWay } from '../../../measure/callbacks.ts';
import { counted, grouped, shortDuration } from '../../figures-in-words.ts';
import { html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { tableOf } from '../parts.ts';

/** Status callbacks by status; undefined when nobody asks for them. */
export function callbackSection({ report: { result }, clock }: Page): Section | undefined {
  const { callbacks } = result;
  if (callbacks === undefined) return undefined;
  const groups: readonly (readonly [string, CallbackGroup])[] = [
    ...callbacks.byStatus.map((group) => [group.status, group] as const),
    ...(callbacks.byStatus.length === 1 ? [] : [['all', callbacks] as const]),
  ];
  const rows = groups.map(([name, { counts, delay, peak }]) => [
    name,
    ...[counts.due, counts.attempted, counts.delivered, counts.lost, counts.retried].map(grouped),
    ...[0.5, 0.95, 0.99].map((share) => durationOf(delay.quantileUs(share))),
    peak === undefined ? '-' : `${grouped(peak.attempts)} from ${clock.cell(peak.startUs)}`,
  ]);
  const heads = [
    'due',
    'attempted',
    'delivered',
    'lost',
    'retried',
    'delay p50',
    'p95',
    'p99',
    'busiest second',
  ];
  const open = underWay(callbacks.counts);
  return {
    id: 'callbacks',
    title: 'Status callbacks',
    body: html`${tableOf('Status callbacks', [{ title: 'status' }, ...heads.map((title) => ({ title, isNumber: true }))], rows, { hidesCaption: true })}
${open > 0 && html`<p class="note">${counted(open, 'callback')} under way at the end of the run.</p>`}`,
  };
}

function durationOf(us: number | undefined): string {
  return us === undefined ? '-' : shortDuration(us);
}
