import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import type { RequestRule } from '../../messaging/request-rules.ts';
import type { StreamEntry } from '../scenario.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import { isList } from './sender-names.ts';

type Stream = Draft<StreamEntry>;

/** Warns of streams of which every message is refused: they may be meant, as a test of acceptance. */
export function* checkRefusals(context: Context, stream: Stream, path: Path): Iterable<Problem> {
  const { draft, rulebook, serviceIds } = context;
  const asks = (rule: RequestRule): boolean => rulebook?.acceptance.some((row) => row.rule === rule) === true;
  const { type } = draft.account ?? {};
  const limit = rulebook?.media.maximumCount ?? Infinity;
  const { to, from } = stream;
  if (asks('media-count') && mediaCount(stream) > limit)
    yield refused(`${rulebook?.name} takes ${limit} media at the most.`, [...path, 'media']);
  if (type === 'trial' && asks('verified') && to !== undefined && !isList(to) && !('csv' in to))
    yield refused('A trial account writes to verified numbers, and shares of countries are none.', [
      ...path,
      'to',
    ]);
  if (type === 'test' && asks('test-resource') && typeof from === 'string' && serviceIds?.includes(from))
    yield refused('Test credentials send through no messaging service.', [...path, 'from']);
}

function refused(why: string, path: Path): Problem {
  return { code: 'MP435', path, at: 'key', message: `${why} Every message of the stream is refused.` };
}

function mediaCount({ media }: Stream): number {
  if (media === undefined) return 0;
  const entries = isList(media) ? media : [media];
  return entries.reduce((sum, medium) => sum + (medium === undefined ? 0 : (medium.count ?? 1)), 0);
}
