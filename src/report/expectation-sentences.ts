import type { Judgement, RunReport } from '../experiment/report-input.ts';
import { type VerdictWord, verdictWord } from '../experiment/severity.ts';
import type { Setting } from '../measure/result.ts';
import { counted, grouped } from './figures-in-words.ts';
import { foundInWords } from './judgement-in-words.ts';
import { atLine, type Sentence, type Tone } from './sentence.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';

/** Which expectations do not hold, the gravest first, each with its line and what was found; or that all hold. */
export function expectationSentences({
  expectations,
  result,
}: Pick<RunReport, 'expectations'> & {
  readonly result: { readonly setting: Pick<Setting, 'anchor'> };
}): readonly Sentence[] {
  if (expectations.length === 0) return [];
  if (expectations.every(({ verdict }) => verdict === 'pass'))
    return [{ tone: 'good', text: holding(expectations.length) }];
  const clock = wallClockOf(result.setting.anchor);
  return KINDS.flatMap((kind) => told(kind, expectations, clock));
}

/** How expectations are told that came out in one way. */
interface Kind {
  readonly word: VerdictWord;
  readonly tone: Tone;
  readonly lead: string;
  /** Behind how many more there are. */
  readonly more: string;
}

const KINDS: readonly Kind[] = [
  { word: 'fail', tone: 'bad', lead: 'Expectation broken', more: 'Broken as well' },
  { word: 'warn', tone: 'warning', lead: 'Warning', more: 'Warnings besides' },
  { word: 'inconclusive', tone: 'warning', lead: 'Inconclusive', more: 'Inconclusive as well' },
  { word: 'no data', tone: 'warning', lead: 'No data for an expectation', more: 'Without data as well' },
];

/** Expectations of a kind that are told in words; the table has all. */
const NAMED_MAX = 5;

function told(
  { word, tone, lead, more }: Kind,
  expectations: readonly Judgement[],
  clock: WallClock,
): readonly Sentence[] {
  const all = expectations.filter((judgement) => verdictWord(judgement) === word);
  const sentences = all.slice(0, NAMED_MAX).map((judgement): Sentence => {
    const found = foundInWords(judgement, clock);
    const text = `${lead}${atLine(judgement.line)}: ${judgement.text}.${found === '' ? '' : ` ${found}`}`;
    return { tone, text };
  });
  const rest = all.length - sentences.length;
  if (rest === 0) return sentences;
  return [...sentences, { tone, text: `${more}: ${counted(rest, 'expectation')} below.` }];
}

function holding(count: number): string {
  if (count === 1) return 'The expectation holds.';
  return count === 2 ? 'Both expectations hold.' : `All ${grouped(count)} expectations hold.`;
}
