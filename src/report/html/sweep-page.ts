import type { CapacityMap } from '../../experiment/sweeping/capacity-map.ts';
import { type CellOutcome, lostShare } from '../../experiment/sweeping/cell-outcome.ts';
import type { SweepResult } from '../../experiment/sweeping/sweep.ts';
import { counted, grouped, percentOf, shortDuration, tenths } from '../figures-in-words.ts';
import { amountInWords } from '../money-in-words.ts';
import { axesInWords, extentInWords, letterOf } from '../sweep/map-text.ts';
import { picturesOf, type SweepPictures, type SweepStyle, verdictSentences } from '../sweep/sweep-text.ts';
import { effectInWords, methodInWords } from '../sweep/tornado-text.ts';
import { SHADES } from './charts/heat-drawing.ts';
import { type Frontier, mapDrawing } from './charts/map-drawing.ts';
import { tornadoDrawing } from './charts/tornado-drawing.ts';
import { html } from './html-text.ts';
import type { Section } from './page.ts';
import { type PageAssets, pagePieces } from './page-pieces.ts';
import { type Column, legendOf, stillFigure, tableOf } from './parts.ts';
import { provenanceOf } from './sections/provenance-section.ts';
import { figureList, headWith } from './sections/verdict-section.ts';

/** `report.html` of a sweep, in pieces: the map with its frontiers, what matters most, and every cell. */
export function sweepPieces(result: SweepResult, style: SweepStyle, assets: PageAssets): Iterable<string> {
  const { scenario, rulebook, seed, outcomes } = result;
  const sentences = verdictSentences(result).map((text) => ({ tone: 'plain' as const, text }));
  const lossless = outcomes.filter(({ lost }) => lost.value === 0).length;
  const figures = figureList([
    ['cells', grouped(outcomes.length), `of ${grouped(result.cells.length)} in all`],
    ['without loss', grouped(lossless), percentOf(lossless, outcomes.length)],
  ]);
  return pagePieces(
    {
      title: `${scenario}: mpsim sweep`,
      head: headWith(html`rulebook ${rulebook}<br>seed ${seed}`, scenario, sentences, figures),
      sections: sectionsOf(result, style, assets.version),
      axis: undefined,
    },
    assets,
  );
}

function* sectionsOf(
  result: SweepResult,
  { command, of }: SweepStyle,
  version: string,
): Iterable<Section | undefined> {
  const pictures = picturesOf(result, of);
  yield pictures.map && mapSection(pictures.map);
  yield tornadoSection(result, pictures);
  yield cellSection(result);
  yield provenanceOf(
    [
      ['seed', result.seed],
      ['mpsim', version],
      ['to repeat', html`<code>${command}</code>`],
    ],
    { assumptions: [], rulebook: result.rulebook },
    undefined,
  );
}

/** Lines that can be told apart; letters tell of all. */
const LINES = [
  { line: 'line sent', key: 'sent' },
  { line: 'mark bound', key: 'bound' },
  { line: 'line backlog', key: 'backlog' },
] as const;

function frontiersOf({ expectations, fields }: CapacityMap): readonly Frontier[] {
  const conditions: readonly Omit<Frontier, 'line' | 'key'>[] = [
    { words: 'first loss', isSo: ({ lost }) => lost > 0 },
    ...expectations.map((text, place) => ({
      words: `${letterOf(place)}: ${text}`,
      isSo: ({ broken }: { readonly broken: readonly boolean[] }) => broken[place] === true,
    })),
  ];
  const present = conditions.filter(({ isSo }) => {
    const all = fields.flat().filter((field) => field !== undefined);
    return all.some(isSo) && !all.every(isSo);
  });
  return present.slice(0, LINES.length).map((one, place) => ({ ...one, ...LINES[place]! }));
}

function mapSection(map: CapacityMap): Section {
  const frontiers = frontiersOf(map);
  const { across, down, fields, expectations } = map;
  const legend = legendOf([
    ['shade-1', `up to ${percentOf(1, SHADES)} refused or failed`],
    [`shade-${SHADES}`, 'nearly all'],
    ...frontiers.map(({ key, words }) => [key, words] as const),
  ]);
  const extents = (row: CapacityMap['fields'][number], isSo: Frontier['isSo']): string =>
    extentInWords(
      row.map((field) => field !== undefined && isSo(field)),
      across.labels,
    );
  const data = tableOf(
    'From where on there is loss, and each expectation fails',
    [{ title: down?.path ?? '' }, { title: 'lost' }, ...expectations.map((title) => ({ title }))],
    fields.map((row, place) => [
      down?.labels[place] ?? 'all',
      extents(row, ({ lost }) => lost > 0),
      ...expectations.map((_, expectation) => extents(row, ({ broken }) => broken[expectation] === true)),
    ]),
    { hidesCaption: true },
  );
  const letters = expectations.map((text, place) => html`<li>${letterOf(place)} fails: ${text}</li>`);
  return {
    id: 'map',
    title: 'Capacity map',
    body: html`<p class="note">${axesInWords(map)
      .map((line) => line.trim())
      .join('; ')}</p>
${letters.length > 0 && html`<ul class="note">${letters}</ul>`}
${stillFigure('capacity', 'What share of messages is refused or fails; letters are expectations that fail', mapDrawing('capacity', map, frontiers), data, legend)}`,
  };
}

function tornadoSection(result: SweepResult, { tornado }: SweepPictures): Section | undefined {
  if (tornado === undefined) return undefined;
  const data = tableOf(
    'Effects',
    [{ title: 'path' }, { title: 'effect' }],
    tornado.bars.map((bar) => [bar.path, effectInWords(bar, tornado)]),
    { hidesCaption: true },
  );
  return {
    id: 'tornado',
    title: 'What matters most',
    body: html`<p class="note">${methodInWords(tornado, result)}</p>
${stillFigure('effects', `Effects on ${tornado.metric}`, tornadoDrawing('effects', tornado), data)}`,
  };
}

const CELLS_MAX = 500;

function cellSection({ swept, outcomes }: SweepResult): Section {
  const columns: readonly Column[] = [
    { title: 'cell' },
    ...swept.map(({ path }) => ({ title: path })),
    { title: 'lost', isNumber: true },
    { title: 'wait p95', isNumber: true },
    { title: 'end to end p95', isNumber: true },
    { title: 'drained', isNumber: true },
    { title: outcomes[0]?.currency ?? 'cost', isNumber: true },
    ...(outcomes[0]?.verdicts ?? []).map((_, place) => ({ title: letterOf(place) })),
  ];
  const rows = outcomes.slice(0, CELLS_MAX).map((outcome) => cellRow(outcome));
  const more = outcomes.length - rows.length;
  return {
    id: 'cells',
    title: 'Cells',
    body: html`${tableOf('Cells of the sweep', columns, rows, { isSortable: true, hidesCaption: true })}
${more > 0 && html`<p class="note">${counted(more, 'more cell')} in sweep.csv.</p>`}`,
  };
}

function cellRow(outcome: CellOutcome): Parameters<typeof tableOf>[2][number] {
  const { cell, values, lost, totals, run, verdicts } = outcome;
  const times = [totals.latencies.queue_wait.p95, totals.latencies.end_to_end.p95, run.drainedUs];
  const cost = run.costMillionths?.value;
  return [
    { shows: String(cell), sortsBy: cell },
    ...values,
    {
      shows: lost.value === 0 ? '0' : `${tenths(lost.value)} (${percentOf(lostShare(outcome), 1)})`,
      sortsBy: lost.value,
    },
    ...times.map((one) =>
      one === undefined ? '-' : { shows: shortDuration(one.value), sortsBy: one.value },
    ),
    cost === undefined ? '-' : { shows: amountInWords(Math.round(cost)), sortsBy: cost },
    ...verdicts.map(({ verdict }) => html`<span class="${verdict.replace(' ', '-')}">${verdict}</span>`),
  ];
}
