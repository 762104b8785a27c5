import type { Page, Section } from '../page.ts';
import { tableOf } from '../parts.ts';

/** What was made to go wrong, and when; the charts over time show it as bands. */
export function incidentSection({ report: { result }, clock }: Page): Section | undefined {
  const { incidents } = result.setting;
  if (incidents.length === 0) return undefined;
  const rows = incidents.map(({ atUs, untilUs, words }) => [
    words,
    clock.cell(atUs),
    untilUs === undefined ? 'for ever' : clock.cell(untilUs),
  ]);
  const columns = [
    { title: 'incident' },
    { title: 'from', isNumber: true },
    { title: 'until', isNumber: true },
  ];
  return {
    id: 'incidents',
    title: 'Incidents',
    body: tableOf('Incidents', columns, rows, { hidesCaption: true }),
  };
}
