import type { Comparison } from '../../experiment/comparison/comparison.ts';
import { LATENCIES } from '../../measure/result.ts';
import { counted } from '../figures-in-words.ts';
import type { Palette } from '../palette.ts';
import type { Sentence } from '../sentence.ts';
import { wrap } from '../table.ts';
import { figureTable, pairTable } from './figure-tables.ts';
import { timeSentences } from './time-sentences.ts';
import { timeTable } from './time-tables.ts';

/** What a renderer of comparisons needs beside the comparison. */
export interface ComparisonStyle {
  readonly palette: Palette;
  /** What A and B are called: their files. */
  readonly nameOfA: string;
  readonly nameOfB: string;
  /** What was changed of A to make B, as on the command line; empty where B is another file. */
  readonly changes: readonly string[];
  /** The command that makes this report again. */
  readonly command: string;
}

/** The comparison that people read: what differs in words, then the figures, at most 80 columns wide. Ends with a newline. */
export function comparisonText(comparison: Comparison, style: ComparisonStyle): string {
  const { palette } = style;
  const sections = [
    [...heading(comparison, style), '', ...sentences(comparison, palette)].join('\n'),
    figureTable(comparison, palette),
    pairTable(comparison.messages, palette),
    timeTable(comparison.traffic, palette),
    provenance(comparison, style),
  ];
  return `${sections.filter((section) => section !== undefined).join('\n\n')}\n`;
}

function heading({ a, b }: Comparison, style: ComparisonStyle): readonly string[] {
  const { palette, changes } = style;
  const names = namesOf(style);
  return [
    palette.strong(
      `${a.setting.scenario} against ${changes.length === 0 ? b.setting.scenario : 'itself, changed'}`,
    ),
    ...wrap(`A: ${names.a}`, 2, 3).map(palette.faint),
    ...wrap(`B: ${names.b}`, 2, 3).map(palette.faint),
  ];
}

/** What A and B are. */
export function namesOf({ nameOfA, nameOfB, changes }: ComparisonStyle): { a: string; b: string } {
  return { a: nameOfA, b: changes.length === 0 ? nameOfB : `the same with ${changes.join(', ')}` };
}

function sentences(comparison: Comparison, palette: Palette): readonly string[] {
  return comparisonSentences(comparison).flatMap(({ tone, text }) =>
    wrap(text, 2, 2).map((line) => (tone === 'plain' ? line : palette[tone](line))),
  );
}

/** What differs, in words; and a seed that was not used. */
export function comparisonSentences(comparison: Comparison): readonly Sentence[] {
  const { unusedSeed, a } = comparison;
  const said = isSame(comparison) ? [SAME] : timeSentences(comparison);
  const all = said.length === 0 ? [NO_SLOWER] : said;
  if (unusedSeed === undefined) return all;
  const text = `B has the seed ${unusedSeed}; both were run with A's, ${a.setting.seed}, so that they have the same luck.`;
  return [...all, { tone: 'plain', text }];
}

const SAME: Sentence = { tone: 'good', text: 'Nothing differs: each message fares the same in both.' };
const NO_SLOWER: Sentence = {
  tone: 'plain',
  text: 'No stream takes longer or less from end to end among its slowest 5%.',
};

/** Equal fingerprints mean that all happened alike; requests are compared as well since B may have been of another plan. */
function isSame({ a, b, messages }: Comparison): boolean {
  return (
    a.fingerprints.every((fingerprint, replication) => fingerprint === b.fingerprints[replication]) &&
    messages.onlyInA + messages.onlyInB === 0 &&
    LATENCIES.every((latency) => messages.latencies[latency].equal === messages.latencies[latency].n)
  );
}

function provenance({ a, replications }: Comparison, { palette, command }: ComparisonStyle): string {
  const runs = counted(replications, 'replication');
  const lines = wrap(`Seed ${a.setting.seed}, ${runs} of each, with the same luck. To repeat:`, 0, 2);
  return [...lines, `  ${command}`].map(palette.faint).join('\n');
}
