import type { Batch } from '../../experiment/batch.ts';
import type { Estimate } from '../../experiment/intervals/interval.ts';
import { batchVerdictOf } from '../batch-verdict.ts';
import { counted, grouped, tenths } from '../figures-in-words.ts';
import type { Style } from '../text.ts';
import { batchSections, durationInWords as duration } from './batch-sections.ts';
import { html } from './html-text.ts';
import type { Section } from './page.ts';
import { type PageAssets, pagePieces } from './page-pieces.ts';
import { proofBody } from './sections/proof-section.ts';
import { provenanceOf } from './sections/provenance-section.ts';
import { figureList, headWith, kickerOf, type MainFigure } from './sections/verdict-section.ts';

/** `report.html` of replications, in pieces: every figure with its interval, what they have in common, how they differ. */
export function batchPieces(
  batch: Batch,
  style: Style,
  assets: PageAssets,
  scenarioText: string | undefined,
): Iterable<string> {
  const { setting } = batch;
  return pagePieces(
    {
      title: `${setting.scenario}: mpsim report of ${counted(batch.replications.length, 'replication')}`,
      head: headWith(
        kickerOf(setting),
        setting.scenario,
        batchVerdictOf(batch),
        figureList(mainFigures(batch)),
      ),
      sections: sectionsOf(batch, style, assets.version, scenarioText),
      axis: undefined,
    },
    assets,
  );
}

function* sectionsOf(
  batch: Batch,
  style: Style,
  version: string,
  scenarioText: string | undefined,
): Iterable<Section | undefined> {
  yield* batchSections(batch, style);
  yield batch.proof && { id: 'proof', title: 'Proof', body: proofBody(batch.proof, style.command) };
  yield provenanceOf(
    [
      ['seed', batch.setting.seed],
      ['replications', `0 to ${batch.replications.length - 1}; one of them alone: --replication R`],
      ['mpsim', version],
      ['to repeat', html`<code>${style.command}</code>`],
    ],
    batch.setting,
    scenarioText,
  );
}

function mainFigures({ totals, run, replications }: Batch): readonly MainFigure[] {
  const waits = totals.latencies.queue_wait.p95;
  const ends = totals.latencies.end_to_end.p95;
  return [
    ['replications', grouped(replications.length), `${grouped(totals.counts.submitted)} messages in all`],
    [
      'delivered, mean',
      tenths(totals.meanCounts.delivered.value),
      rangeOf(totals.meanCounts.delivered, tenths),
    ],
    ...(waits === undefined
      ? []
      : [['queue wait, p95', duration(waits.value), rangeOf(waits, duration)] as const]),
    ...(ends === undefined
      ? []
      : [['end to end, p95', duration(ends.value), rangeOf(ends, duration)] as const]),
    ...(run.peakBacklogSegments === undefined
      ? []
      : [
          [
            'segments waiting at the peak',
            grouped(Math.round(run.peakBacklogSegments.value)),
            rangeOf(run.peakBacklogSegments, (value) => grouped(Math.round(value))),
          ] as const,
        ]),
  ];
}

function rangeOf({ low, high }: Estimate, words: (value: number) => string): string {
  return low === undefined || high === undefined ? '' : `${words(low)} to ${words(high)}`;
}
