import { counted } from '../../figures-in-words.ts';
import { html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { tableOf } from '../parts.ts';
import { BANDS_MAX } from '../time-bins.ts';

/** What was made to go wrong, and when; the charts over time show it as bands. */
export function incidentSection({ report: { result }, clock }: Page): Section | undefined {
  const { incidents } = result.setting;
  if (incidents.length === 0) return undefined;
  const rows = incidents
    .slice(0, BANDS_MAX)
    .map(({ atUs, untilUs, words }) => [
      words,
      clock.cell(atUs),
      untilUs === undefined ? 'for ever' : clock.cell(untilUs),
    ]);
  const columns = [
    { title: 'incident' },
    { title: 'from', isNumber: true },
    { title: 'until', isNumber: true },
  ];
  const more = incidents.length - rows.length;
  return {
    id: 'incidents',
    title: 'Incidents',
    body: html`${tableOf('Incidents', columns, rows, { hidesCaption: true })}
${more > 0 && html`<p class="note">${counted(more, 'more incident')} in report.txt; charts show the first ${BANDS_MAX}.</p>`}`,
  };
}
