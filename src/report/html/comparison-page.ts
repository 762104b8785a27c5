import type { ComparedTimes, Comparison } from '../../experiment/comparison/comparison.ts';
import { TIME_PARTS, type TimePart } from '../../measure/time-split/split-columns.ts';
import type { ComparisonStyle } from '../comparison/comparison-text.ts';
import { comparisonSentences, namesOf } from '../comparison/comparison-text.ts';
import { signedDuration } from '../comparison/differences-in-words.ts';
import { figureRows, footnote, pairRows, requestsInWords } from '../comparison/figure-tables.ts';
import { counted, grouped, shortDuration } from '../figures-in-words.ts';
import { clip } from '../table.ts';
import { PART_NAMES } from '../time-parts.ts';
import { hasSeveralScales, type TimesBar, timesDrawing } from './charts/times-drawing.ts';
import { type Html, html } from './html-text.ts';
import type { Section } from './page.ts';
import { type PageAssets, pagePieces } from './page-pieces.ts';
import { legendOf, stillFigure, tableOf } from './parts.ts';
import { provenanceOf } from './sections/provenance-section.ts';
import { headWith } from './sections/verdict-section.ts';
import { courseFigure, latencyFigure, SENT, WAITING } from './shape-charts.ts';
import type { ShapeGroup } from './spread.ts';

/** Streams whose time is drawn: those that differ most. */
const STREAMS_MAX = 6;
const BEHIND_MAX = 3;
const NAME_WIDTH = 18;

/** `report.html` of a comparison, in pieces: the difference first, then both laid over each other. */
export function comparisonPieces(
  comparison: Comparison,
  style: ComparisonStyle,
  assets: PageAssets,
): Iterable<string> {
  const { a } = comparison;
  const names = namesOf(style);
  const title = `${a.setting.scenario}: mpsim comparison`;
  const kicker = html`A: ${names.a}<br>B: ${names.b}`;
  const [heading, ...lead] = [titleOf(comparison, style), ...comparisonSentences(comparison)] as const;
  return pagePieces(
    {
      title,
      head: headWith(kicker, heading, lead, keyFigures(comparison)),
      sections: sectionsOf(comparison, style, assets.version),
      axis: undefined,
    },
    assets,
  );
}

function titleOf({ a, b }: Comparison, { changes }: ComparisonStyle): string {
  return `${a.setting.scenario} against ${changes.length === 0 ? b.setting.scenario : 'itself, changed'}`;
}

function* sectionsOf(
  comparison: Comparison,
  { command }: ComparisonStyle,
  version: string,
): Iterable<Section | undefined> {
  const { a, b, replications } = comparison;
  yield timeSection(comparison);
  yield overlays(comparison);
  yield figures(comparison);
  yield messages(comparison);
  yield provenanceOf(
    [
      ['seed', `${a.setting.seed}, of both`],
      [
        'replications',
        `${grouped(replications)} of each, with the same luck; the charts over time show the first`,
      ],
      ['fingerprint of A', html`<code>${a.fingerprints[0]}</code>`],
      ['fingerprint of B', html`<code>${b.fingerprints[0]}</code>`],
      ['mpsim', version],
      ['to repeat', html`<code>${command}</code>`],
    ],
    a.setting,
    undefined,
  );
}

/** The figures that most readers ask for, of both and with their difference. */
function keyFigures({ figures: all }: Comparison): Html {
  const asked = [
    ['end_to_end', 'mean', 'end to end, mean'],
    ['end_to_end', 'p95', 'end to end, p95'],
    ['queue_wait', 'p95', 'queue wait, p95'],
  ] as const;
  const entries = asked.flatMap(([metric, statistic, words]) => {
    const found = all.find((one) => one.metric === metric && one.statistic === statistic);
    const difference = found?.difference?.value;
    if (found?.a === undefined || found.b === undefined || difference === undefined) return [];
    const both = [found.a, found.b].map((us) => shortDuration(Math.round(us)));
    return [
      html`<div><dt>${words}</dt><dd>${signedDuration(difference)}</dd><dd class="more">A ${both[0]}, B ${both[1]}</dd></div>\n`,
    ];
  });
  return html`<dl class="figures">${entries}</dl>`;
}

function overlays({ a, b }: Comparison): Section {
  const groups: readonly ShapeGroup[] = [
    { name: 'A', tone: 'run-a', shapes: [a.shape] },
    { name: 'B', tone: 'run-b', shapes: [b.shape] },
  ];
  const latencies = latencyFigure(groups);
  const pictures = [
    ...[WAITING, SENT].map((course) => courseFigure(groups, course, a.setting)),
    ...(latencies === undefined ? [] : [latencies]),
  ];
  return {
    id: 'overlaid',
    title: 'Both, one over the other',
    body: html`${pictures.map(({ body }) => body)}`,
    charts: pictures.map(({ chart }) => chart),
  };
}

function figures(comparison: Comparison): Section {
  const heads = ['A', 'B', 'B - A', '95% interval', 'narrowed'];
  return {
    id: 'figures',
    title: 'Figures',
    body: html`${tableOf('Figures of whole runs', columns(heads), figureRows(comparison), { hidesCaption: true })}
<p class="note">${footnote(comparison)}</p>`,
  };
}

function columns(heads: readonly string[]) {
  return [{ title: '' }, ...heads.map((title) => ({ title, isNumber: true }))];
}

function messages({ messages: paired }: Comparison): Section {
  const heads = ['pairs', 'same', 'shorter', 'longer', 'mean', 'least', 'most'];
  return {
    id: 'messages',
    title: 'Message by message',
    body: html`${tableOf('Pairs of messages', columns(heads), pairRows(paired), { hidesCaption: true })}
<p class="note">${requestsInWords(paired)}</p>`,
  };
}

function timeSection({ traffic }: Comparison): Section | undefined {
  const received = traffic.filter(({ all }) => all.n.a + all.n.b > 0);
  if (received.length === 0) return undefined;
  const size = ({ total }: ComparedTimes): number => Math.abs(total.difference?.value ?? 0);
  const shown = received
    .toSorted((one, other) => size(other.slowest) + size(other.all) - size(one.slowest) - size(one.all))
    .slice(0, STREAMS_MAX);
  const bars = shown.map(({ id, all, slowest }) => [
    ...barsOf(clip(id, NAME_WIDTH), all),
    ...barsOf(`${clip(id, NAME_WIDTH)}, slowest 5%`, slowest),
  ]);
  const used = TIME_PARTS.filter((part) => bars.flat().some(({ parts }) => parts[part] > 0));
  const caption =
    'End-to-end latency by what it was spent on, in the mean and of the slowest 5%, in A and in B';
  const rows = shown.flatMap(({ id, all, slowest }) => [
    ...partRows(id, all, used),
    ...partRows(`${id}, slowest 5%`, slowest, used),
  ]);
  const more = received.length - shown.length;
  return {
    id: 'time-spent',
    title: 'Where the time went',
    body: html`${hasSeveralScales(bars) && html`<p class="note">Streams that took far less have a scale of their own.</p>`}
${stillFigure('times', caption, timesDrawing('times', bars), tableOf(caption, columns(['A', 'B', 'B - A']), rows, { hidesCaption: true }), legendOf(used.map((part) => [`part ${part}`, PART_NAMES[part]] as const)))}
${shown.map(({ id, slowest }) => behindNote(id, slowest))}
${more > 0 && html`<p class="note">${counted(more, 'more stream')} in compare.json.</p>`}`,
  };
}

function barsOf(name: string, times: ComparedTimes): readonly TimesBar[] {
  return (['a', 'b'] as const).flatMap((side) => {
    const totalUs = times.total[side];
    if (totalUs === undefined) return [];
    const parts = TIME_PARTS.map((part) => [part, times.parts[part][side] ?? 0]);
    // Each part was just given its mean.
    return [
      {
        name: `${name}, ${side.toUpperCase()}`,
        parts: Object.fromEntries(parts) as TimesBar['parts'],
        totalUs,
      },
    ];
  });
}

function partRows(name: string, times: ComparedTimes, used: readonly TimePart[]): readonly string[][] {
  const cell = (us: number | undefined): string => (us === undefined ? '-' : shortDuration(Math.round(us)));
  const row = (what: string, { a, b, difference }: ComparedTimes['total']): string[] => [
    `${name}: ${what}`,
    cell(a),
    cell(b),
    difference === undefined ? '-' : signedDuration(difference.value),
  ];
  return [...used.map((part) => row(PART_NAMES[part], times.parts[part])), row('end to end', times.total)];
}

function behindNote(id: string, { behind }: ComparedTimes): Html | undefined {
  const changed = behind
    .filter(({ difference }) => Math.abs(difference?.value ?? 0) >= 1)
    .slice(0, BEHIND_MAX);
  if (changed.length === 0) return undefined;
  const words = changed.map(
    ({ traffic, place, difference }) => `${signedDuration(difference!.value)} behind ${traffic} on ${place}`,
  );
  return html`<p class="note">The slowest 5% of ${id}: ${words.join(', ')}.</p>`;
}
