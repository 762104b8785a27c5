import { secondsOf } from '../kernel/time.ts';
import type { Setting } from '../measure/result.ts';
import { spokenDuration } from './figures-in-words.ts';
import type { Sentence } from './sentence.ts';

type WarmedUp = Pick<Setting, 'warmUp'>;

/** What of the beginning is not timed, and who said so; nothing where every message is. */
export function warmUpSentences({ warmUp }: WarmedUp): readonly Sentence[] {
  if (warmUp === undefined) return [];
  const { method, untilUs, isRunTooShort } = warmUp;
  if (isRunTooShort) {
    const text = 'MSER-5 finds no end of a warm-up in the first half: run longer; nothing is left out.';
    return [{ tone: 'warning', text }];
  }
  const by = method === 'mser-5' ? ', found by MSER-5' : '';
  const text =
    untilUs === 0
      ? 'MSER-5 finds no warm-up: every message is timed.'
      : `Warm-up of ${spokenDuration(untilUs)}${by}: messages submitted in it are counted, but not in any latency.`;
  return [{ tone: 'plain', text }];
}

/** The same as programs read it; undefined where there is none. */
export function warmUpSummary({ warmUp }: WarmedUp): Readonly<Record<string, unknown>> | undefined {
  if (warmUp === undefined) return undefined;
  const { method, untilUs, isRunTooShort } = warmUp;
  return { method, until_s: secondsOf(untilUs), found: !isRunTooShort };
}
