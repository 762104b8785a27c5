import { verdictWord } from '../../../experiment/severity.ts';
import { valueInWords } from '../../judgement-in-words.ts';
import { html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { tableOf } from '../parts.ts';

/** Every expectation with its verdict and what was found. */
export function expectationSection({ report: { expectations }, clock }: Page): Section | undefined {
  if (expectations.length === 0) return undefined;
  const rows = expectations.map((judgement) => {
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
  return {
    id: 'expectations',
    title: 'Expectations',
    body: tableOf('Expectations', columns, rows, { hidesCaption: true }),
  };
}
