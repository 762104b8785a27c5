import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { anyOf, quoted, sentences } from '../../document/phrases.ts';
import { RULEBOOK_NAMES } from '../../rulebooks/catalogue.ts';
import { parseDateTime, parseTimeOfDay, parseZone, resolveMoment } from '../forms/moments.ts';
import { parseDuration } from '../forms/quantities.ts';
import { isRulebookPath } from '../forms/rulebook-path.ts';
import type { Context } from './context.ts';

/** Start, zone, length and rulebook of the run. */
export function* checkRun({ draft, horizonUs }: Context): Iterable<Problem> {
  const { start, zone, run, rulebook } = draft;
  const startReading = start === undefined ? undefined : parseDateTime(start);
  if (startReading?.ok === false) yield { code: 'MP801', path: ['start'], ...sentences(startReading.why) };
  else if (startReading !== undefined && startReading.value % 1000 !== 0) {
    yield {
      code: 'MP801',
      path: ['start'],
      message: `${quoted(start!)} is finer than a millisecond.`,
      help: 'Give at most three decimals of a second.',
    };
  }
  const zoneReading = zone === undefined ? undefined : parseZone(zone);
  if (zoneReading?.ok === false) yield { code: 'MP802', path: ['zone'], ...sentences(zoneReading.why) };
  if ('zone' in draft && !('start' in draft))
    yield { code: 'MP803', path: ['zone'], at: 'key', message: 'A zone has no effect without a start.' };
  if (run !== undefined && 'for' in run)
    yield* notZero(run.for, ['run', 'for'], 'A run for no time sends nothing');
  if (run !== undefined) yield* checkWarmUp(run, horizonUs);
  if (rulebook !== undefined && !isRulebookPath(rulebook) && !RULEBOOK_NAMES.includes(rulebook))
    yield unknownRulebook(rulebook);
}

/** A run that ends by itself has no steady state of which its beginning would be no part. */
function* checkWarmUp(
  run: NonNullable<Context['draft']['run']>,
  horizonUs: number | undefined,
): Iterable<Problem> {
  if (!('warm-up' in run)) return;
  const path = ['run', 'warm-up'];
  if (!('for' in run)) {
    const message = 'A run until drained begins and ends empty, so all of it counts.';
    yield { code: 'MP340', path, at: 'key', message };
    return;
  }
  const { 'warm-up': warmUp } = run;
  if (warmUp === undefined || warmUp === 'mser-5') return;
  yield* notZero(warmUp, path, 'A warm-up of no time leaves nothing out');
  const reading = parseDuration(warmUp);
  if (reading.ok && horizonUs !== undefined && reading.value >= horizonUs)
    yield {
      code: 'MP341',
      path,
      message: 'The warm-up lasts as long as the run, so no message would be timed.',
    };
}

function unknownRulebook(name: string): Problem {
  const near = didYouMean(name, RULEBOOK_NAMES);
  const help = near === undefined ? `Write ${anyOf(RULEBOOK_NAMES)}.` : `Did you mean "${near}"?`;
  return { code: 'MP806', path: ['rulebook'], message: `There is no rulebook ${quoted(name)}.`, help };
}

/** A duration that must be above zero. */
export function* notZero(duration: string | undefined, path: Path, why: string): Iterable<Problem> {
  const reading = duration === undefined ? undefined : parseDuration(duration);
  if (reading?.ok && reading.value === 0) yield { code: 'MP220', path, message: `${why}.` };
}

/** An instant in microseconds after the start, where it can be told, and what is wrong with it. */
export interface MomentReading {
  readonly us: number | undefined;
  readonly problems: readonly Problem[];
}

/** Reads a moment that something begins at; undefined is `otherwise`. */
export function readMoment(
  context: Context,
  text: string | undefined,
  path: Path,
  otherwise?: number,
): MomentReading {
  if (text === undefined) return { us: otherwise, problems: [] };
  const reading = resolveMoment(text, context.anchor);
  if (reading.ok) return { us: reading.value, problems: [] };
  const problem = momentProblem(context, text, path, reading.why);
  return { us: undefined, problems: problem === undefined ? [] : [problem] };
}

function momentProblem(
  { anchor, startWritten }: Context,
  text: string,
  path: Path,
  why: string,
): Problem | undefined {
  const clock = text.includes('T') ? parseDateTime(text) : parseTimeOfDay(text);
  if (!clock.ok)
    return { code: 'MP216', path, ...sentences(text.includes('T') || text.includes(':') ? clock.why : why) };
  if (anchor === undefined) {
    // Without a start that can be read, the mistake is in start and is told there.
    return startWritten
      ? undefined
      : {
          code: 'MP804',
          path,
          message: `${quoted(text)} is a time of the clock, and the scenario has no start.`,
        };
  }
  const isBefore = text.includes('T') && clock.value < anchor.epochMs * 1000;
  return isBefore
    ? { code: 'MP805', path, message: `${quoted(text)} is before the start of the run.` }
    : { code: 'MP216', path, ...sentences(why) };
}

/** Warns of what begins when the run is over. */
export function* checkWithinRun(context: Context, us: number | undefined, path: Path): Iterable<Problem> {
  if (us === undefined || context.horizonUs === undefined || us < context.horizonUs) return;
  yield { code: 'MP423', path, message: 'This begins at or after the end of the run, so it never happens.' };
}
