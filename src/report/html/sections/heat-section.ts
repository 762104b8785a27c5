import { counted, grouped } from '../../figures-in-words.ts';
import { worstSenders } from '../../worst-senders.ts';
import type { HeatChart } from '../chart.ts';
import { heatDrawing, SHADES } from '../charts/heat-drawing.ts';
import { html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { chartFigure, legendOf, tableOf } from '../parts.ts';
import { backlogByBin, inSteps } from '../time-bins.ts';

/** Senders that a heat map shows. */
const ROWS_MAX = 24;
/** Steps of time that its cells can tell apart. */
const COLUMNS_MAX = 150;

/** Backlog by sender over time; undefined where no queue outlived an interval, or there is one sender. */
export function heatSection({ report: { result }, bins, clock }: Page): Section | undefined {
  const { senders } = result.setting;
  const waiting = worstSenders(result).filter((sender) => result.senders[sender]!.peakBacklogSegments > 0);
  const shown = waiting.slice(0, ROWS_MAX).sort((a, b) => a - b);
  const step = Math.ceil(bins.count / COLUMNS_MAX);
  const rows = shown.map((sender) => ({
    name: senders[sender]!.id,
    values: inSteps(backlogByBin(result.throughput.senders[sender]!, bins), step),
  }));
  const max = Math.max(0, ...rows.flatMap(({ values }) => values));
  if (senders.length < 2 || max === 0) return undefined;
  const chart: HeatChart = { kind: 'heat', id: 'heat', unit: 'segments', rows, max };
  const note =
    waiting.length > shown.length
      ? `The ${shown.length} longest queues of ${grouped(waiting.length)}; throughput.csv has the others.`
      : `${grouped(shown.length)} of ${counted(senders.length, 'sender')} had a queue.`;
  const legend = legendOf([
    ['shade-1', `up to ${grouped(max / SHADES)}`],
    [`shade-${SHADES}`, `up to ${grouped(max)} segments`],
  ]);
  const data = tableOf(
    'Peak of each queue',
    [{ title: 'sender' }, { title: 'segments at the peak', isNumber: true }, { title: 'at', isNumber: true }],
    shown.map((sender) => {
      const { peakBacklogSegments, peakBacklogAtUs } = result.senders[sender]!;
      return [
        senders[sender]!.id,
        grouped(peakBacklogSegments),
        peakBacklogAtUs === undefined ? '-' : clock.cell(peakBacklogAtUs),
      ];
    }),
    { hidesCaption: true },
  );
  return {
    id: 'by-sender',
    title: 'Backlog by sender',
    body: html`<p class="note">${note}</p>
${chartFigure('heat', 'Segments that wait at each sender', heatDrawing(chart, bins.axis), `rows-${rows.length}`, data, legend)}`,
    charts: [chart],
  };
}
