import type { ComparedTimes, ComparedTraffic, Comparison } from '../../experiment/comparison/comparison.ts';
import { TIME_PARTS, type TimePart } from '../../measure/time-split/split-columns.ts';
import { spokenDuration } from '../figures-in-words.ts';
import type { Sentence } from '../sentence.ts';
import { longerOrLess } from './differences-in-words.ts';

/** What a part of a message's time is called in prose. */
const PART_WORDS: Readonly<Record<TimePart, string>> = {
  held: 'held back by its client',
  retries: 'in earlier attempts',
  sender: 'waiting for its sender',
  service: 'waiting for its service or campaign',
  account: 'waiting for the account',
  own: 'sending its own segments',
  carrier: 'at the carrier',
};

/** Streams that get a sentence. */
const SHOWN = 4;

/** For the streams that differ most: how much longer their slowest messages take, and where most of that comes from. */
export function timeSentences({ traffic, isRandom }: Comparison): readonly Sentence[] {
  const differing = traffic
    .filter(({ slowest }) => Math.abs(slowest.total.difference?.value ?? 0) >= 1)
    .sort((one, other) => sizeOf(other) - sizeOf(one));
  return differing.slice(0, SHOWN).map((stream) => sentenceOf(stream, isRandom));
}

function sizeOf({ slowest }: ComparedTraffic): number {
  return Math.abs(slowest.total.difference?.value ?? 0);
}

function sentenceOf({ id, slowest }: ComparedTraffic, isRandom: boolean): Sentence {
  const { value = 0, low, high } = slowest.total.difference ?? {};
  const subject = `The slowest 5% of ${id}`;
  if (isRandom && low !== undefined && high !== undefined && low <= 0 && high >= 0)
    return { tone: 'plain', text: `${subject} take neither clearly longer nor less in B.` };
  const [us, where] = mainPart(slowest, value < 0);
  const text = `${subject} take ${longerOrLess(value)} in B, ${shareOf(us, value)} ${where}.`;
  return { tone: value > 0 ? 'warning' : 'good', text };
}

/** Within this part of the whole a part is nearly all of it. */
const NEARLY = 0.01;

/** How much of a difference one part of it is; it is more than all where others go the other way. */
function shareOf(us: number, wholeUs: number): string {
  if (Math.abs(us - wholeUs) <= NEARLY * Math.abs(wholeUs)) return 'nearly all of it';
  const size = spokenDuration(Math.abs(us));
  return Math.abs(us) < Math.abs(wholeUs) ? `${size} of it` : `with ${size} ${us < 0 ? 'less' : 'more'}`;
}

/**
 * Of all that adds up to the difference, what adds most in its direction: a part, or the wait behind one stream. What a
 * message waited once its own turn had come is told by what it then waited for.
 */
function mainPart({ parts, behind }: ComparedTimes, isLess: boolean): readonly [us: number, where: string] {
  const of = (part: TimePart): number => parts[part].difference?.value ?? 0;
  const others = behind.map(
    (one) => [one.difference?.value ?? 0, `behind ${one.traffic} on ${one.place}`] as const,
  );
  const behindUs = others.reduce((sum, [us]) => sum + us, 0);
  const waits = (['sender', 'service', 'account'] as const).map(
    (part) => [of(part), PART_WORDS[part]] as const,
  );
  const waitedUs = waits.reduce((sum, [us]) => sum + us, 0);
  const candidates = [
    ...others,
    [waitedUs - behindUs, largest(waits, isLess)[1]] as const,
    ...TIME_PARTS.filter((part) => !['sender', 'service', 'account'].includes(part)).map(
      (part) => [of(part), PART_WORDS[part]] as const,
    ),
  ];
  return largest(candidates, isLess);
}

function largest(
  all: readonly (readonly [number, string])[],
  isLess: boolean,
): readonly [us: number, where: string] {
  const weight = ([us]: readonly [number, string]): number => (isLess ? -us : us);
  return all.reduce((best, one) => (weight(one) > weight(best) ? one : best));
}
