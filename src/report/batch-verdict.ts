import type { Batch } from '../experiment/batch.ts';
import { expectationSentences } from './expectation-sentences.ts';
import { counted } from './figures-in-words.ts';
import { LATENCY_WORDS } from './latency-table.ts';
import type { Sentence } from './sentence.ts';
import { warmUpSentences } from './warm-up-words.ts';

/** The verdict on replications in words: how many, whether they were enough, and what became of each expectation. */
export function batchVerdictOf(batch: Batch): readonly Sentence[] {
  const { expectations, setting } = batch;
  const judged = expectationSentences({ expectations, result: { setting } });
  return [howMany(batch), ...precision(batch), ...warmUpSentences(setting), ...judged];
}

function howMany({ replications, isRandom }: Batch): Sentence {
  if (!isRandom) {
    const text = 'Nothing in this scenario is left to chance, so it was run once: its figures are exact.';
    return { tone: 'plain', text };
  }
  if (replications.length === 1) {
    const text = 'One replication has no intervals: run at least two for means, six for quantiles.';
    return { tone: 'warning', text };
  }
  const text = `${counted(replications.length, 'replication')}; each interval holds the true figure with 95% confidence.`;
  return { tone: 'plain', text };
}

function precision({ precision: asked, isRandom }: Batch): readonly Sentence[] {
  if (asked === undefined || (asked.isReached && !isRandom)) return [];
  const { latency, figure, relative, isReached, found } = asked;
  const goal = `${figure} of ${LATENCY_WORDS[latency]} was to be known to ${percent(relative)}`;
  const width = found === undefined ? 'it has no interval' : `it is known to ${percent(found)}`;
  return isReached
    ? [{ tone: 'good', text: `Precise enough: ${goal}, ${width}.` }]
    : [{ tone: 'warning', text: `Not precise enough: ${goal}, ${width}. Allow more: --max-replications.` }];
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`;
}
