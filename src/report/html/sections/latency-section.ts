import type { Judgement } from '../../../experiment/report-input.ts';
import type { Distribution } from '../../../measure/distribution.ts';
import { type Figures, LATENCIES, type Latency } from '../../../measure/result.ts';
import { figuresBy } from '../../../measure/select.ts';
import { counted, grouped, percentOf, shortDuration } from '../../figures-in-words.ts';
import { LATENCY_WORDS } from '../../latency-table.ts';
import type { LatencyChart } from '../chart.ts';
import { latencyDrawing } from '../charts/latency-drawing.ts';
import { type Html, html } from '../html-text.ts';
import { latencyChart } from '../latency-chart.ts';
import type { Page, Section } from '../page.ts';
import { chartFigure, figure, legendOf, tableOf } from '../parts.ts';

/** Streams that the page shows, the largest first. */
const STREAMS_MAX = 8;

/** How long messages took: a table of quantiles, and a chart for each stream. */
export function latencySection(page: Page): Section | undefined {
  const { report, totals } = page;
  if (LATENCIES.every((latency) => totals.latencies[latency].n === 0)) return undefined;
  const { traffic } = report.result.setting;
  const streams = figuresBy(report.result, 'traffic', traffic.length);
  const shown = traffic
    .map((_, stream) => stream)
    .filter((stream) => streams[stream]!.latencies.queue_wait.n > 0)
    .sort((a, b) => streams[b]!.latencies.queue_wait.n - streams[a]!.latencies.queue_wait.n || a - b)
    .slice(0, STREAMS_MAX);
  const pictures = shown.flatMap((stream) => picturesOf(stream, streams[stream]!, page));
  const more = traffic.length - shown.length;
  const body = html`${quantileTable(
    page,
    shown.map((stream) => [traffic[stream]!.id, streams[stream]!] as const),
  )}
<p class="note">${exactness(totals)}${more > 0 && ` ${counted(more, 'more stream')} in latency.csv.`}</p>
${pictures.map(({ body: picture }) => picture)}`;
  return {
    id: 'latency',
    title: 'How long it took',
    body,
    charts: pictures.flatMap(({ chart }) => chart ?? []),
  };
}

function exactness({ latencies }: Figures): string {
  return LATENCIES.every((latency) => latencies[latency].exact)
    ? 'Quantiles are exact (nearest rank).'
    : 'Quantiles are nearest rank, within 0.1%; n, mean and max are exact.';
}

const SHARES = [
  [0.5, 'p50'],
  [0.9, 'p90'],
  [0.95, 'p95'],
  [0.99, 'p99'],
] as const;

function quantileTable(
  { totals }: Page,
  streams: readonly (readonly [id: string, figures: Figures])[],
): Html {
  const groups = [
    ['all messages', 'metrics', totals] as const,
    ...(streams.length < 2
      ? []
      : streams.map(([id, figures]) => [id, `by.traffic.${id}.metrics`, figures] as const)),
  ];
  const rows = groups.flatMap(([name, path, { latencies }]) =>
    LATENCIES.filter((latency) => latencies[latency].n > 0).map((latency) => [
      html`${name} <small>${LATENCY_WORDS[latency]}</small>`,
      ...cellsOf(latencies[latency], `${path}.${latency}`),
    ]),
  );
  const heads = ['n', 'mean', ...SHARES.map(([, name]) => name), 'max'];
  return tableOf('Latencies', [{ title: '' }, ...heads.map((title) => ({ title, isNumber: true }))], rows, {
    hidesCaption: true,
  });
}

function cellsOf(distribution: Distribution, path: string): readonly Html[] {
  // With n above 0 the mean and every quantile are there.
  const timesUs: readonly (readonly [string, number])[] = [
    ['mean', distribution.meanUs!],
    ...SHARES.map(([share, name]) => [name, distribution.quantileUs(share)!] as const),
    ['max', distribution.maxUs],
  ];
  return [
    figure(`${path}.n`, distribution.n, grouped(distribution.n)),
    ...timesUs.map(([name, us]) => figure(`${path}.${name}`, Math.round(us) / 1e6, shortDuration(us))),
  ];
}

interface Picture {
  /** Absent where there is nothing to draw. */
  readonly chart?: LatencyChart;
  readonly body: Html;
}

/** The latencies of a stream that an expectation bounds, else the whole way of its messages. */
function picturesOf(stream: number, { latencies }: Figures, { report }: Page): readonly Picture[] {
  const { id } = report.result.setting.traffic[stream]!;
  const own = report.expectations.filter(
    ({ latency }) => latency !== undefined && (latency.traffic ?? stream) === stream,
  );
  const bounded = LATENCIES.filter((metric) => own.some(({ latency }) => latency?.metric === metric));
  const whole: Latency = latencies.end_to_end.n > 0 ? 'end_to_end' : 'send_latency';
  const metrics = bounded.length === 0 ? [whole] : bounded;
  return metrics
    .filter((metric) => latencies[metric].n > 0)
    .map((metric) =>
      latencies[metric].maxUs === 0
        ? nothingToWaitFor(id, metric, latencies[metric])
        : pictureOf(id, `latency-${stream}-${metric.replaceAll('_', '-')}`, metric, latencies[metric], own),
    );
}

function nothingToWaitFor(stream: string, metric: Latency, { n }: Distribution): Picture {
  return {
    body: html`<p class="note">${stream}: the ${LATENCY_WORDS[metric]} of ${n === 1 ? 'its message' : `all ${grouped(n)} messages`} is 0 s.</p>`,
  };
}

function pictureOf(
  stream: string,
  id: string,
  metric: Latency,
  distribution: Distribution,
  judgements: readonly Judgement[],
): Picture {
  const chart = latencyChart(
    id,
    distribution,
    judgements.filter(({ latency }) => latency?.metric === metric),
  );
  const caption = html`${stream}: ${LATENCY_WORDS[metric]} of ${counted(distribution.n, 'message')}`;
  const legend = legendOf([
    ['bars', 'share of messages (its height is relative)'],
    ['cumulative', 'share at or below'],
    ...(chart.bounds.some(({ holds }) => holds) ? [['bound', 'bound that is kept'] as const] : []),
    ...(chart.bounds.some(({ holds }) => !holds) ? [['broken', 'bound that is broken'] as const] : []),
  ]);
  return {
    chart,
    body: chartFigure(
      id,
      caption,
      latencyDrawing(chart),
      'middling',
      dataOf(chart, distribution.n, caption),
      legend,
    ),
  };
}

function dataOf({ shares, cumulative, labels }: LatencyChart, n: number, caption: Html): Html {
  const rows = labels.flatMap((label, bin) =>
    shares[bin] === 0
      ? []
      : [[label, percentOf(Math.round(shares[bin]! * n), n), percentOf(Math.round(cumulative[bin]! * n), n)]],
  );
  return tableOf(
    caption,
    [{ title: 'time' }, { title: 'share', isNumber: true }, { title: 'at or below', isNumber: true }],
    rows,
    { hidesCaption: true },
  );
}
