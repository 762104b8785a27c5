import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import { sentences } from '../../document/phrases.ts';
import { parseTimeOfDay } from '../forms/moments.ts';
import { parsePerTime } from '../forms/quantities.ts';
import type { ArrivalsEntry, StreamEntry } from '../scenario.ts';
import { checkWithinRun, readMoment } from './check-time.ts';
import { type Context, entriesOf, valuesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { isList } from './sender-names.ts';

type Phase = Draft<ArrivalsEntry>;

/** When requests come: one phase or several. */
export function* checkArrivals(
  context: Context,
  arrivals: Draft<StreamEntry>['arrivals'],
  path: Path,
): Iterable<Problem> {
  if (arrivals === undefined) return;
  if (!isList(arrivals)) yield* checkPhase(context, arrivals, path);
  else for (const [phase, at] of entriesOf(arrivals, path)) yield* checkPhase(context, phase, at);
}

function* checkPhase(context: Context, phase: Phase, path: Path): Iterable<Problem> {
  if ('trace' in phase) return;
  if ('batch' in phase) {
    const at = readMoment(context, phase.at, [...path, 'at']);
    yield* at.problems;
    yield* checkWithinRun(context, at.us, [...path, 'at']);
    return;
  }
  // Every phase but a batch and a trace lasts.
  yield* checkSpan(context, phase as Lasting, path);
  if ('rate' in phase) yield* checkNotAllZero([phase.rate], [...path, 'rate']);
  if ('poisson' in phase) yield* checkNotAllZero([phase.poisson], [...path, 'poisson']);
  if ('ramp' in phase) yield* checkNotAllZero([phase.ramp?.from, phase.ramp?.to], [...path, 'ramp']);
  if ('profile' in phase) yield* checkProfile(context, phase.profile, path);
  if (isEndless(phase) && context.horizonUs === Infinity) {
    yield {
      code: 'MP414',
      path,
      message: 'These arrivals never stop, and the run lasts until everything is drained.',
    };
  }
}

function isEndless(phase: Phase): boolean {
  if ('until' in phase || 'count' in phase) return false;
  return 'rate' in phase || 'poisson' in phase || ('profile' in phase && 'repeat' in phase);
}

interface Lasting {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

function* checkSpan(context: Context, phase: Lasting, path: Path): Iterable<Problem> {
  const from = readMoment(context, phase.from, [...path, 'from'], 'from' in phase ? undefined : 0);
  const until = readMoment(context, phase.until, [...path, 'until']);
  yield* from.problems;
  yield* until.problems;
  yield* checkWithinRun(context, from.us, [...path, 'from']);
  if (from.us === undefined || until.us === undefined || until.us > from.us) return;
  yield {
    code: 'MP415',
    path: [...path, 'until'],
    message: `until (${phase.until}) is not after from (${phase.from ?? '0s'}).`,
  };
}

function* checkNotAllZero(rates: readonly (string | undefined)[], path: Path): Iterable<Problem> {
  const areZero = rates.every((rate) => {
    const reading = rate === undefined ? undefined : parsePerTime(rate);
    return reading?.ok === true && reading.value.units === 0;
  });
  if (areZero) yield { code: 'MP416', path, message: 'At a rate of zero no message is ever sent.' };
}

function* checkProfile(
  context: Context,
  profile: Readonly<Record<string, string | undefined>> | undefined,
  path: Path,
): Iterable<Problem> {
  if (profile === undefined) return;
  const at = [...path, 'profile'];
  if (!context.startWritten)
    yield {
      code: 'MP417',
      path: at,
      at: 'key',
      message: 'A profile has times of day, and the scenario has no start.',
    };
  const seen = new Map<number, string>();
  for (const [key, , place] of valuesOf(profile, at)) {
    const time = parseTimeOfDay(key);
    if (!time.ok) {
      yield { code: 'MP418', path: place, at: 'key', ...sentences(time.why) };
      continue;
    }
    const other = seen.get(time.value);
    if (other !== undefined)
      yield {
        code: 'MP419',
        path: place,
        at: 'key',
        message: `${key} and ${other} are the same time of day.`,
      };
    seen.set(time.value, key);
  }
  yield* checkNotAllZero(Object.values(profile), at);
}
