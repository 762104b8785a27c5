import type { Advice, RunReport } from '../experiment/report-input.ts';
import type { Counts, ErrorCount, Figures, FlowSeries, Result } from '../measure/result.ts';
import { figuresBy, totalsOf } from '../measure/select.ts';
import { expectationSentences } from './expectation-sentences.ts';
import { counted, grouped, percentOf } from './figures-in-words.ts';
import { atLine, type Sentence, type Tone } from './sentence.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';
import { warmUpSentences } from './warm-up-words.ts';

/** What an error code means in a few words; undefined for a code that nobody knows. */
export type MeaningOf = (code: number) => string | undefined;

/**
 * The verdict on a run in words, most important first: when the last message lands, what arrives, what fails and why,
 * what is still open, which expectations are broken, and how many senders would do.
 */
export function verdictOf(report: RunReport, meaningOf: MeaningOf): readonly Sentence[] {
  const { result } = report;
  const totals = totalsOf(result);
  if (totals.counts.submitted === 0)
    return [nothingSubmitted(result), ...heldBack(result), ...expectationSentences(report)];
  const clock = wallClockOf(result.setting.anchor);
  const repeated = repeatedOf(result);
  const noun = repeated === 0 ? 'message' : 'attempt';
  return [
    landing(result, totals.counts, clock),
    ...landingByStream(result, clock),
    ...triedAgain(totals.counts, repeated),
    ...arrivals(totals.counts, repeated, noun),
    ...failures(totals, noun, meaningOf),
    ...open(result, totals.counts, noun, clock),
    ...heldBack(result),
    ...warmUpSentences(result.setting),
    ...expectationSentences(report),
    ...report.advice.map(adviceInWords),
  ];
}

function nothingSubmitted(result: Result): Sentence {
  const why =
    result.setting.traffic.length === 0
      ? 'the scenario has no traffic'
      : 'no traffic came in the simulated time';
  return { tone: 'warning', text: `Nothing was submitted: ${why}.` };
}

function landing(result: Result, counts: Counts, clock: WallClock): Sentence {
  const landedAtUs = result.lastConcludedAtUs;
  if (landedAtUs === undefined) return { tone: 'bad', text: 'No message lands.' };
  const which = counts.open > 0 ? 'The last message to land in the run does so' : 'The last message lands';
  const drained =
    result.drainedAtUs === undefined || standingBacklog(result) > 0
      ? ''
      : ` The last segment leaves its sender ${clock.brief(result.drainedAtUs)}.`;
  return { tone: 'plain', text: `${which} ${clock.sentence(landedAtUs)}.${drained}` };
}

/** Streams whose last landing the verdict tells. */
const STREAMS_NAMED = 6;

/** Where several streams share a run, the last message of all says little about each. */
function landingByStream(result: Result, clock: WallClock): readonly Sentence[] {
  const { traffic } = result.setting;
  if (traffic.length < 2 || traffic.length > STREAMS_NAMED) return [];
  const figures = figuresBy(result, 'traffic', traffic.length);
  const parts = traffic.flatMap(({ id }, stream) => {
    const landedAtUs = figures[stream]?.lastConcludedAtUs;
    return landedAtUs === undefined ? [] : [`${id} ${clock.brief(landedAtUs)}`];
  });
  return parts.length === 0
    ? []
    : [{ tone: 'plain', text: `Stream by stream, the last lands: ${parts.join(', ')}.` }];
}

/** What is counted where clients try again: every count is of attempts then. */
type Noun = 'message' | 'attempt';

/** Submissions that were not the first of their message. */
function repeatedOf({ offeredLoads }: Result): number {
  return offeredLoads.reduce(
    (sum, load) => sum + (load === undefined ? 0 : load.attempts - (load.offered - load.heldBack)),
    0,
  );
}

function triedAgain({ submitted }: Counts, repeated: number): readonly Sentence[] {
  if (repeated === 0) return [];
  const messages = counted(submitted - repeated, 'message');
  return [{ tone: 'plain', text: `Clients try again: ${messages} in ${counted(submitted, 'attempt')}.` }];
}

/** A message is delivered once, however often it was tried: what is delivered is a part of the messages. */
function arrivals(counts: Counts, repeated: number, noun: Noun): readonly Sentence[] {
  const { submitted, delivered, sent, canceled } = counts;
  const messages = submitted - repeated;
  const sentences = [delivered === messages ? allDelivered(messages) : someDelivered(delivered, messages)];
  if (sent > 0) {
    sentences.push({ tone: 'plain', text: `No receipt ever comes for ${portion(sent, submitted, noun)}.` });
  }
  if (canceled > 0)
    sentences.push({ tone: 'plain', text: `Canceled: ${portion(canceled, submitted, noun)}.` });
  return sentences;
}

function allDelivered(messages: number): Sentence {
  const text =
    messages === 1 ? 'The one message is delivered.' : `All ${grouped(messages)} messages are delivered.`;
  return { tone: 'good', text };
}

function someDelivered(delivered: number, messages: number): Sentence {
  const share = percentOf(delivered, messages);
  return {
    tone: 'plain',
    text: `Delivered: ${grouped(delivered)} of ${counted(messages, 'message')} (${share}).`,
  };
}

const FAILURES: readonly (readonly [ErrorCount['status'], string, Tone])[] = [
  ['refused', 'Refused when submitted', 'bad'],
  ['failed', 'Failed', 'bad'],
  ['undelivered', 'Undelivered', 'warning'],
];

function failures({ counts, errors }: Figures, noun: Noun, meaningOf: MeaningOf): readonly Sentence[] {
  return FAILURES.filter(([status]) => counts[status] > 0).map(([status, words, tone]) => {
    const causes = causesInWords(
      errors.filter((error) => error.status === status),
      meaningOf,
    );
    return { tone, text: `${words}: ${portion(counts[status], counts.submitted, noun)}${causes}.` };
  });
}

/** Codes that a sentence of the verdict names; the table of errors has all. */
const CAUSES_NAMED = 3;

function causesInWords(errors: readonly ErrorCount[], meaningOf: MeaningOf): string {
  const byCount = [...errors].sort((a, b) => b.count - a.count || a.code - b.code);
  const named = byCount.slice(0, CAUSES_NAMED).map(({ code, count }) => {
    const meaning = meaningOf(code);
    const words = meaning === undefined ? `${code}` : `${code} ${meaning}`;
    return errors.length === 1 ? `error ${words}` : `${grouped(count)} with ${words}`;
  });
  const more = byCount.length - named.length;
  if (more > 0) named.push(`${counted(more, 'more code')} below`);
  return named.length === 0 ? '' : `: ${named.join(', ')}`;
}

function open(result: Result, counts: Counts, noun: Noun, clock: WallClock): readonly Sentence[] {
  if (counts.open === 0) return [];
  const messages = portion(counts.open, counts.submitted, noun);
  const waiting = counted(standingBacklog(result), 'segment');
  const { horizonUs } = result.setting;
  if (horizonUs === undefined) {
    const text = `${messages} never leave: ${waiting} wait at senders that stay down (${stuckSenders(result)}).`;
    return [{ tone: 'bad', text }];
  }
  const text = `Still open when the run ends, ${clock.sentence(horizonUs)}: ${messages}; queues hold ${waiting}.`;
  return [{ tone: 'warning', text }];
}

/** What never became a request, so that no count has it. */
function heldBack({ offeredLoads }: Result): readonly Sentence[] {
  const count = offeredLoads.reduce((sum, load) => sum + (load?.heldBack ?? 0), 0);
  if (count === 0) return [];
  return [
    {
      tone: 'warning',
      text: `Still held back by their clients when the run ends: ${counted(count, 'message')}.`,
    },
  ];
}

/** Senders that a sentence of the verdict names. */
const SENDERS_NAMED = 3;

function stuckSenders({ setting, throughput }: Result): string {
  const stuck = setting.senders.filter((_, sender) => backlogAtEnd(throughput.senders[sender]) > 0);
  const names = stuck.slice(0, SENDERS_NAMED).map(({ id }) => id);
  const more = stuck.length > SENDERS_NAMED ? [`${stuck.length - SENDERS_NAMED} more`] : [];
  return [...names, ...more].join(', ');
}

function standingBacklog(result: Result): number {
  return backlogAtEnd(result.throughput.total);
}

function backlogAtEnd(series: FlowSeries | undefined): number {
  return series?.backlogSegments.at(-1) ?? 0;
}

function adviceInWords({ traffic, entry, have, need, goal, line }: Advice): Sentence {
  const now = have === 1 ? 'instead of one' : `instead of ${grouped(have)}`;
  const end = line === undefined ? `${goal}` : `this holds: ${goal}${atLine(line)}`;
  return { tone: 'plain', text: `For ${traffic}: with ${grouped(need)} numbers in ${entry} ${now}, ${end}.` };
}

function portion(count: number, whole: number, noun: Noun): string {
  return `${counted(count, noun)} (${percentOf(count, whole)})`;
}
