import { byMessage, type Fact, type History } from './history.ts';

/** How the client of one stream tries again. */
export interface AttemptTerms {
  readonly codes: readonly number[];
  /** Attempts in all, the first included. */
  readonly attempts: number;
  readonly backoffUs: number;
  readonly factor: number;
  readonly maxBackoffUs: number;
  readonly jitter: 'none' | 'full';
}

/**
 * A client tries again exactly when an attempt ended with one of its codes and it has another one left: once, after
 * a pause within its bounds, with the same message to the same recipient over the same carrier.
 *
 * @param terms by stream; undefined for a client that never does.
 */
export function attemptBreaches(
  history: History,
  terms: readonly (AttemptTerms | undefined)[],
  endUs: number,
): readonly string[] {
  const lives = [...byMessage(history).values()];
  const byAttempt = new Map(lives.map((facts) => [keyOf(facts[0]!, 0), facts[0]!]));
  const doubled = lives.length === byAttempt.size ? [] : ['an attempt was made twice'];
  const groundless = lives
    .map((facts) => facts[0]!)
    .filter((first) => first.attempt > 1 && !byAttempt.has(keyOf(first, -1)))
    .map(({ serial }) => `message ${serial} is an attempt that follows none`);
  return [
    ...doubled,
    ...groundless,
    ...lives.flatMap((facts) => {
      const ends = facts.at(-1)!;
      const next = byAttempt.get(keyOf(ends, 1));
      const breach = breachOf(ends, next, terms[ends.stream], endUs);
      return breach === undefined ? [] : [`message ${ends.serial} ${breach}`];
    }),
  ];
}

function keyOf({ stream, index, attempt }: Fact, later: number): string {
  return `${stream} ${index} ${attempt + later}`;
}

function breachOf(
  ends: Fact,
  next: Fact | undefined,
  terms: AttemptTerms | undefined,
  endUs: number,
): string | undefined {
  const reacts =
    terms !== undefined &&
    ends.kind !== 'leftOpen' &&
    ends.attempt < terms.attempts &&
    terms.codes.includes(ends.errorCode);
  if (!reacts) return next === undefined ? undefined : 'was tried again for nothing';
  const most = pauseUs(terms, ends.attempt);
  if (next === undefined) return ends.atUs + most < endUs ? 'was not tried again' : undefined;
  const pause = next.submittedAtUs - ends.atUs;
  const least = terms.jitter === 'full' ? 0 : most;
  if (pause < least || pause > most) return `was tried again after ${pause} us, not ${least} to ${most} us`;
  // What is refused before a sender is chosen keeps its media; they may become links once one is.
  const becameLinks = ends.kind === 'refused' && ends.media === 1 && next.media === 0;
  const columns = becameLinks ? ALWAYS_SAME : SAME;
  return columns.every((column) => next[column] === ends[column])
    ? undefined
    : 'was tried again as another message';
}

const ALWAYS_SAME = ['country', 'carrier', 'offeredAtUs'] as const;
const SAME = [...ALWAYS_SAME, 'segments', 'media'] as const;

/** The longest pause after an attempt. */
function pauseUs({ backoffUs, factor, maxBackoffUs }: AttemptTerms, attempt: number): number {
  const grown = Array.from({ length: attempt - 1 }).reduce<number>((pause) => pause * factor, backoffUs);
  return Math.ceil(Math.min(grown, maxBackoffUs));
}
