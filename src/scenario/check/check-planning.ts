import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import { quoted } from '../../document/phrases.ts';
import { readCountRange } from '../forms/count-range.ts';
import { type Context, valuesOf } from './context.ts';

/** What a planner may choose: entries that are there, and counts that can be read. */
export function* checkPlanning({ draft, senders }: Context): Iterable<Problem> {
  const choose = draft.plan?.choose;
  for (const [id, choice, path] of valuesOf(choose, ['plan', 'choose'])) {
    if (senders.complete && !senders.entries.has(id)) {
      const near = didYouMean(id, [...senders.entries.keys()]);
      const help = near === undefined ? undefined : `Did you mean "${near}"?`;
      yield { code: 'MP380', path, at: 'key', message: `There is no sender entry ${quoted(id)}.`, help };
    }
    if (choice.count !== undefined && readCountRange(choice.count) === undefined)
      yield {
        code: 'MP381',
        path: [...path, 'count'],
        message: `${quoted(choice.count)} is neither a number nor a range of them.`,
      };
  }
}
