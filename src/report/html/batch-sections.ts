import type { Batch } from '../../experiment/batch.ts';
import type { Estimate } from '../../experiment/intervals/interval.ts';
import type { PooledFigures } from '../../experiment/pooled.ts';
import { verdictWord } from '../../experiment/severity.ts';
import { COUNTS, LATENCIES } from '../../measure/result.ts';
import { batchRunRows } from '../batch-run-table.ts';
import { counted, grouped, shortDuration, tenths } from '../figures-in-words.ts';
import { figureInWords, valueInWords } from '../judgement-in-words.ts';
import { LATENCY_WORDS } from '../latency-table.ts';
import type { Style } from '../text.ts';
import { wallClockOf } from '../wall-clock.ts';
import { type Html, html } from './html-text.ts';
import type { Section } from './page.ts';
import { type Cell, figure, tableOf } from './parts.ts';
import { bandNote, courseFigure, latencyFigure, SENT, WAITING } from './shape-charts.ts';

/** Replications, streams and errors that the page lists. */
const ROWS_MAX = 200;
const STREAMS_MAX = 12;

/** A duration, also one below 0, where the interval of a mean that is nearly 0 begins. */
export function durationInWords(us: number): string {
  return `${us < 0 ? '-' : ''}${shortDuration(Math.round(Math.abs(us)))}`;
}

/** What the page of replications shows below its head, section by section, but for the proof and where it is from. */
export function* batchSections(batch: Batch, style: Style): Iterable<Section | undefined> {
  yield expectations(batch);
  yield overTime(batch);
  yield latencies(batch);
  yield messages(batch);
  yield errors(batch, style);
  yield runs(batch);
  yield each(batch);
}

function expectations({ expectations: all, setting }: Batch): Section | undefined {
  if (all.length === 0) return undefined;
  const clock = wallClockOf(setting.anchor);
  const rows = all.map((judgement) => {
    const word = verdictWord(judgement);
    const ends = [judgement.low, judgement.high].map((end) =>
      end === undefined ? '-' : figureInWords(end, judgement, clock),
    );
    return [
      judgement.text,
      html`<span class="word ${word.replace(' ', '-')}">${word}</span>`,
      valueInWords(judgement, clock),
      ...ends,
      grouped(judgement.n),
      judgement.line === 0 ? '-' : judgement.line,
    ];
  });
  const heads = ['found', 'low', 'high', 'n', 'line'];
  return {
    id: 'expectations',
    title: 'Expectations',
    body: tableOf('Expectations', [{ title: 'expected' }, { title: 'verdict' }, ...numbers(heads)], rows, {
      hidesCaption: true,
    }),
  };
}

function numbers(titles: readonly string[]): readonly { title: string; isNumber: true }[] {
  return titles.map((title) => ({ title, isNumber: true }));
}

function overTime({ replications, totals, setting }: Batch): Section | undefined {
  if (totals.counts.submitted === 0) return undefined;
  const shapes = replications.map(({ shape }) => shape);
  const pictures = [
    courseFigure([{ name: 'sent', tone: 'sent', shapes }], SENT, setting),
    courseFigure([{ name: 'waiting', tone: 'backlog', shapes }], WAITING, setting),
  ];
  return {
    id: 'over-time',
    title: 'Over time',
    body: html`<p class="note">${bandNote(shapes.length)}</p>
${pictures.map(({ body }) => body)}`,
    charts: pictures.map(({ chart }) => chart),
  };
}

function latencies(batch: Batch): Section | undefined {
  const { totals, traffic, setting, replications } = batch;
  if (LATENCIES.every((latency) => totals.latencies[latency].n === 0)) return undefined;
  const groups: readonly (readonly [string, string, PooledFigures])[] = [
    ['all messages', 'metrics', totals],
    ...(traffic.length < 2
      ? []
      : traffic.slice(0, STREAMS_MAX).map((figures, stream) => {
          const { id } = setting.traffic[stream]!;
          return [id, `by.traffic.${id}.metrics`, figures] as const;
        })),
  ];
  const rows = groups.flatMap(([name, path, { latencies: of }]) =>
    LATENCIES.filter((latency) => of[latency].n > 0).map((latency) => [
      html`${name} <small>${LATENCY_WORDS[latency]}</small>`,
      ...SHOWN.map((statistic) => estimateCell(`${path}.${latency}.${statistic}`, of[latency][statistic])),
      grouped(of[latency].mean?.n ?? 0),
    ]),
  );
  const shapes = replications.map(({ shape }) => shape);
  const picture = latencyFigure([{ name: 'all messages', tone: 'cumulative', shapes }]);
  return {
    id: 'latency',
    title: 'How long it took',
    charts: picture === undefined ? [] : [picture.chart],
    body: html`${picture?.body}
<p class="note">n is of replications. A mean is that of their means, a quantile the median of theirs, which has an interval from six replications on.</p>
${tableOf('Latencies', [{ title: '' }, ...numbers([...SHOWN, 'n'])], rows, { hidesCaption: true })}`,
  };
}

/** Figures of a latency that the page shows; summary.json has p90 too. */
const SHOWN = ['mean', 'p50', 'p95', 'p99'] as const;

/** A figure and, below it, its interval. */
function estimateCell(path: string, estimate: Estimate | undefined): Html {
  if (estimate === undefined) return html`-`;
  const { value, low, high } = estimate;
  if (low === undefined || high === undefined) return seconds(`${path}.value`, value);
  return html`${seconds(`${path}.value`, value)} <small class="interval">${seconds(`${path}.low`, low)} to ${seconds(`${path}.high`, high)}</small>`;
}

function seconds(path: string, us: number | undefined): Html {
  return us === undefined ? html`-` : figure(path, Math.round(us) / 1e6, durationInWords(us));
}

function messages({ totals }: Batch): Section {
  const rows = COUNTS.map((count) => [
    count,
    ...countCells(totals.meanCounts[count]),
    figure(`messages.${count}`, totals.counts[count], grouped(totals.counts[count])),
  ]);
  return {
    id: 'messages',
    title: 'What became of the messages',
    body: tableOf(
      'Messages',
      [{ title: '' }, ...numbers(['mean', 'low', 'high', 'n', 'all together'])],
      rows,
      {
        hidesCaption: true,
      },
    ),
  };
}

function countCells({ value, low, high, n }: Estimate): readonly string[] {
  return [...[value, low, high].map((one) => (one === undefined ? '-' : tenths(one))), grouped(n)];
}

function errors({ totals }: Batch, { meaningOf }: Style): Section | undefined {
  if (totals.errors.length === 0) return undefined;
  const rows = totals.errors
    .slice(0, ROWS_MAX)
    .map(({ code, status, count, mean }) => [
      html`${code} <small>${status}</small>`,
      meaningOf(code) ?? '',
      ...countCells(mean),
      grouped(count),
    ]);
  const heads = ['mean', 'low', 'high', 'n', 'all together'];
  return {
    id: 'errors',
    title: 'Errors',
    body: tableOf('Errors', [{ title: 'code' }, { title: 'meaning' }, ...numbers(heads)], rows, {
      hidesCaption: true,
    }),
  };
}

function runs(batch: Batch): Section {
  return {
    id: 'runs',
    title: 'Each run as a whole',
    body: tableOf('Runs', [{ title: '' }, ...numbers(['n', 'value', 'low', 'high'])], batchRunRows(batch), {
      hidesCaption: true,
    }),
  };
}

function each({ replications }: Batch): Section {
  const rows = replications.slice(0, ROWS_MAX).map(({ replication, fingerprint, totals, run }) => {
    const { delivered, undelivered, failed, refused } = totals.counts;
    const p95 = totals.latencies.end_to_end.p95;
    return [
      { shows: replication, sortsBy: replication },
      html`<code>${fingerprint}</code>`,
      ...[delivered, undelivered, failed + refused].map((one) => sortable(grouped(one), one)),
      p95 === undefined ? '-' : sortable(durationInWords(p95), p95),
      sortable(grouped(run.peakBacklogSegments ?? 0), run.peakBacklogSegments ?? 0),
    ];
  });
  const more = replications.length - rows.length;
  const heads = ['delivered', 'undelivered', 'failed, refused', 'end to end p95', 'peak backlog'];
  return {
    id: 'replications',
    title: 'Replications',
    body: html`${tableOf('Replications', [{ title: 'replication' }, { title: 'fingerprint' }, ...numbers(heads)], rows, { isSortable: true, hidesCaption: true })}
${more > 0 && html`<p class="note">${counted(more, 'more replication')} in summary.json.</p>`}`,
  };
}

function sortable(shows: string, sortsBy: number): Cell {
  return { shows, sortsBy };
}
