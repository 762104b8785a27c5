import type { ClosedForm, Proof } from '../measure/proof.ts';
import { counted, exactDuration, shortDuration } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { wrap } from './table.ts';

/** What the run proved of itself, a line a law; where one is broken, what is wrong and the command that repeats it. */
export function proofTable(proof: Proof, command: string, palette: Palette): string {
  const { breaks } = proof;
  const lines = proofLines(proof).flatMap(({ law, words, isBroken }) =>
    inColumns(law, isBroken ? 'BROKEN' : words),
  );
  if (breaks.length === 0) return [palette.strong('Proof'), ...lines].join('\n');
  return [
    palette.bad('Proof FAILED: this is a fault of mpsim, not of your scenario; please report it'),
    ...breaks.flatMap((sentence) => wrap(`- ${sentence}`, 2, 2)).map(palette.bad),
    ...lines,
    `  to repeat: ${command}`,
  ].join('\n');
}

/** A law, what was held against it, and whether it is broken. */
export interface ProofLine {
  readonly law: string;
  /** Nothing where the law is broken: then nothing is claimed. A closed form that fails shows both figures all the same. */
  readonly words: string;
  readonly isBroken: boolean;
}

/** What was proved, a line a law. */
export function proofLines(proof: Proof): readonly ProofLine[] {
  return linesOf(proof).map(([law, words]) => {
    const isBroken = proof.breaks.some((sentence) => sentence.startsWith(`${law}: `));
    return { law, words: isBroken ? '' : words, isBroken };
  });
}

/** How wide the names of laws are. */
const LAW_WIDTH = 15;

function inColumns(law: string, words: string): readonly string[] {
  const [first, ...others] = wrap(words, LAW_WIDTH + 2, 0);
  return [`  ${law.padEnd(LAW_WIDTH)}${first!.trimStart()}`, ...others];
}

function linesOf(proof: Proof): readonly (readonly [string, string])[] {
  const { conservation, lindley, window, little, closedForms } = proof;
  return [
    [
      'conservation',
      `${counted(conservation.requests, 'request')}, ${counted(conservation.segments, 'segment')} sent, none lost`,
    ],
    [
      'Lindley',
      lindley.messages === 0
        ? 'does not apply: no lane with turns and a fixed rate alone'
        : `${counted(lindley.messages, 'message')}, ${counted(lindley.lanes, 'lane')}: each left at the instant foretold`,
    ],
    [
      'window bound',
      window.segments === 0
        ? 'does not apply: nothing left a limited bucket'
        : `${counted(window.segments, 'departure')}, ${counted(window.buckets, 'bucket')}: within burst and rate`,
    ],
    [
      "Little's law",
      little === undefined
        ? 'does not apply: messages were still in queues at the end'
        : `${counted(little.messages, 'message')} waited ${shortDuration(little.waitsUs)} in all, by either sum`,
    ],
    ...(closedForms.length === 0
      ? [['closed form', 'none applies'] as const]
      : closedForms.map((form) => ['closed form', formInWords(form)] as const)),
  ];
}

/** The figure that says most: p95 of a blast, else the mean; of a form that fails, the first that is off. */
function formInWords({ form, senders, sender, figures }: ClosedForm): string {
  const off = figures.find(
    ({ predictedUs, simulatedUs, toleranceUs }) => Math.abs(predictedUs - simulatedUs) > toleranceUs,
  );
  const shown = off ?? figures.find(({ statistic }) => statistic === 'p95') ?? figures[0]!;
  const who = sender ?? counted(senders, 'sender');
  const within = shown.toleranceUs === 0 ? '' : ` (within ${exactDuration(shown.toleranceUs)})`;
  return `${form}, ${who}: ${shown.statistic} wait ${exactDuration(shown.predictedUs)} predicted, ${exactDuration(shown.simulatedUs)} simulated${within}`;
}
