import { describeError } from '../../../rulebooks/errors.ts';
import { counted, percentOf } from '../../figures-in-words.ts';
import { html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { count, tableOf } from '../parts.ts';

/** Codes that the table shows, the most frequent first. */
const CODES_MAX = 40;

/** Refusals, failures and undelivered messages by code, with what each means and what to do. */
export function errorSection({ totals: { counts, errors } }: Page): Section | undefined {
  if (errors.length === 0) return undefined;
  const byCode = new Map<number, number>();
  for (const error of errors) byCode.set(error.code, (byCode.get(error.code) ?? 0) + error.count);
  const codes = [...byCode].sort(([a, some], [b, others]) => others - some || a - b);
  const rows = codes.slice(0, CODES_MAX).map(([code, found]) => {
    const entry = describeError(code);
    const ends = errors.filter((error) => error.code === code).map(({ status }) => status);
    return [
      String(code),
      count(`errors.${code}`, found),
      percentOf(found, counts.submitted),
      ends.join(', '),
      entry === undefined
        ? 'Nothing is known of this code.'
        : html`<strong>${entry.title}.</strong> ${entry.meaning} <em>What to do:</em> ${entry.action}`,
    ];
  });
  const columns = [
    { title: 'code' },
    { title: 'count', isNumber: true },
    { title: 'share', isNumber: true },
    { title: 'ends as' },
    { title: 'meaning, and what to do' },
  ];
  const more = codes.length - rows.length;
  return {
    id: 'errors',
    title: 'Errors',
    body: html`<div class="wordy">${tableOf('Errors by code', columns, rows, { hidesCaption: true })}</div>
${more > 0 && html`<p class="note">${counted(more, 'more code')} in summary.json.</p>`}`,
  };
}
