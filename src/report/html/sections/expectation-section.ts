import { verdictWord } from '../../../experiment/severity.ts';
import { counted } from '../../figures-in-words.ts';
import { valueInWords } from '../../judgement-in-words.ts';
import { html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { tableOf } from '../parts.ts';

/** Expectations that the table shows. */
const EXPECTATIONS_MAX = 100;

/** Every expectation with its verdict and what was found. */
export function expectationSection({ report: { expectations }, clock }: Page): Section | undefined {
  if (expectations.length === 0) return undefined;
  const rows = expectations.slice(0, EXPECTATIONS_MAX).map((judgement) => {
    const word = verdictWord(judgement);
    return [
      judgement.text,
      html`<span class="word ${word.replace(' ', '-')}">${word}</span>`,
      valueInWords(judgement, clock),
      judgement.line === 0 ? '-' : judgement.line,
    ];
  });
  const columns = [
    { title: 'expected' },
    { title: 'verdict' },
    { title: 'found', isNumber: true },
    { title: 'line', isNumber: true },
  ];
  const more = expectations.length - rows.length;
  return {
    id: 'expectations',
    title: 'Expectations',
    body: html`${tableOf('Expectations', columns, rows, { hidesCaption: true })}
${more > 0 && html`<p class="note">${counted(more, 'more expectation')} in report.txt.</p>`}`,
  };
}
