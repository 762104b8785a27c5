import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import { quoted } from '../../document/phrases.ts';
import { parseE164 } from '../../messaging/addresses.ts';
import type { StreamEntry } from '../scenario.ts';
import { checkArrivals } from './check-arrivals.ts';
import { checkBodies } from './check-bodies.ts';
import { repeated } from './check-keys.ts';
import { checkRefusals } from './check-refusals.ts';
import { impossibleNumber } from './check-senders.ts';
import { checkCountryShares, checkSum } from './check-shares.ts';
import { checkStreamOptions } from './check-stream-options.ts';
import { type Context, entriesOf, valuesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { isList, namedTwice, senderNameProblem } from './sender-names.ts';

/** The most segments that an accepted body (1600 UTF-16 units) can have: 800 emoji, 66 units to a segment. */
const SEGMENTS_MAX = 25;

type Stream = Draft<StreamEntry>;

/** Traffic streams: who sends, to whom, what and when. */
export function* checkStreams(context: Context): Iterable<Problem> {
  const { draft } = context;
  if (!('traffic' in draft))
    yield {
      code: 'MP420',
      path: ['traffic'],
      message: 'The scenario has no traffic, so a run sends nothing.',
    };
  yield* repeated('MP401', 'stream', draft.traffic, ['traffic']);
  for (const [stream, path] of entriesOf(draft.traffic, ['traffic'])) {
    yield* checkFrom(stream, path, context);
    yield* isTrace(stream) ? checkTraceAlone(stream, path) : checkContentGiven(stream, path);
    yield* checkTo(stream, path);
    yield* checkSegments(stream, path);
    yield* checkBodies(stream.body, [...path, 'body']);
    yield* checkArrivals(context, stream.arrivals, [...path, 'arrivals']);
    yield* checkStreamOptions(context, stream, path);
    yield* checkRefusals(context, stream, path);
  }
}

function* checkFrom({ from }: Stream, path: Path, { senders, serviceIds }: Context): Iterable<Problem> {
  if (from === undefined) return;
  if (isText(from)) {
    const problem = senderNameProblem(senders, from, [...path, 'from'], serviceIds);
    if (problem !== undefined) yield problem;
    return;
  }
  yield* namedTwice(senders, entriesOf(from, [...path, 'from']));
  for (const [name, at] of entriesOf(from, [...path, 'from'])) {
    const problem = serviceIds?.includes(name)
      ? {
          code: 'MP424' as const,
          path: at,
          message: `"${name}" is a messaging service and stands in a list.`,
        }
      : senderNameProblem(senders, name, at, serviceIds);
    if (problem !== undefined) yield problem;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTrace({ arrivals }: Stream): boolean {
  if (arrivals === undefined) return false;
  const phases = isList(arrivals) ? arrivals : [arrivals];
  return phases.some((phase) => phase !== undefined && 'trace' in phase);
}

function* checkTraceAlone(stream: Stream, path: Path): Iterable<Problem> {
  const { arrivals } = stream;
  if (arrivals !== undefined && isList(arrivals) && arrivals.length > 1) {
    yield {
      code: 'MP405',
      path: [...path, 'arrivals'],
      at: 'key',
      message: 'A trace stands among other arrivals; it fixes every message of its stream.',
    };
  }
  for (const key of ['to', 'body', 'segments']) {
    if (key in stream)
      yield {
        code: 'MP406',
        path: [...path, key],
        at: 'key',
        message: `A trace brings its own ${key === 'to' ? 'recipients' : 'texts or segments'}, so "${key}" has no place here.`,
      };
  }
}

function* checkContentGiven(stream: Stream, path: Path): Iterable<Problem> {
  const named = stream.id === undefined ? 'The stream' : `The stream "${stream.id}"`;
  if (!('to' in stream))
    yield { code: 'MP404', path, message: `${named} does not say where its messages go.` };
  if (!('body' in stream) && !('segments' in stream) && !('media' in stream))
    yield { code: 'MP402', path, message: `${named} has nothing to send: neither body, segments nor media.` };
  if ('body' in stream && 'segments' in stream)
    yield {
      code: 'MP403',
      path: [...path, 'segments'],
      at: 'key',
      message: `${named} has both body and segments.`,
    };
}

function* checkTo({ to }: Stream, path: Path): Iterable<Problem> {
  if (to === undefined) return;
  const at = [...path, 'to'];
  if (isList(to)) {
    for (const [number, place] of entriesOf(to, at)) {
      if (parseE164(number) === undefined) yield { code: 'MP421', path: place, ...impossibleNumber(number) };
    }
  } else if (!('csv' in to)) yield* checkCountryShares(to, at);
}

function* checkSegments({ segments }: Stream, path: Path): Iterable<Problem> {
  if (segments === undefined) return;
  const at = [...path, 'segments'];
  for (const [key, , place] of valuesOf(segments, at)) {
    const isCount = /^[1-9]\d?$/.test(key) && Number(key) <= SEGMENTS_MAX;
    if (!isCount)
      yield {
        code: 'MP413',
        path: place,
        at: 'key',
        message: `${quoted(key)} is not a possible number of segments.`,
      };
  }
  yield* checkSum(Object.values(segments), at, 'The shares of the segments');
}
