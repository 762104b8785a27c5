import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import { anyOf, quoted } from '../../document/phrases.ts';
import { US_PER_SECOND } from '../../kernel/time.ts';
import { describeError } from '../../rulebooks/errors.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import { parseDuration, parseFactor, parsePerTime } from '../forms/quantities.ts';
import type { MediaEntry, RetryEntry, StreamEntry } from '../scenario.ts';
import { checkHours } from './check-hours.ts';
import { checkWithinRun, notZero, readMoment } from './check-time.ts';
import { type Context, entriesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { isList, senderNameProblem } from './sender-names.ts';

type Stream = Draft<StreamEntry>;

/** What a stream asks of each request beside its text, and how its client behaves. */
export function* checkStreamOptions(context: Context, stream: Stream, path: Path): Iterable<Problem> {
  yield* checkNamedSender(context, stream, path);
  yield* checkMedia(stream.media, [...path, 'media']);
  yield* checkValidity(context, stream.validity, [...path, 'validity']);
  yield* checkSendAt(context, stream, [...path, 'send-at']);
  yield* checkPace(stream.pace, [...path, 'pace']);
  yield* checkHours(context, stream, [...path, 'hours']);
  yield* checkRetry(context, stream.retry, [...path, 'retry']);
}

/** Whether the stream sends through a service; undefined when a mistake hides it. */
function hasService({ from }: Stream, { serviceIds }: Context): boolean | undefined {
  if (serviceIds === undefined || from === undefined) return undefined;
  return typeof from === 'string' && serviceIds.includes(from);
}

function* checkNamedSender(context: Context, stream: Stream, path: Path): Iterable<Problem> {
  if (!('sender' in stream)) return;
  const at = [...path, 'sender'];
  if (hasService(stream, context) === false)
    yield { code: 'MP425', path: at, at: 'key', message: 'The stream sends through no messaging service.' };
  const problem =
    stream.sender === undefined ? undefined : senderNameProblem(context.senders, stream.sender, at);
  if (problem !== undefined) yield problem;
}

function* checkMedia(media: Stream['media'], path: Path): Iterable<Problem> {
  if (media === undefined) return;
  if (!isList(media)) yield* checkMedium(media, path);
  else for (const [medium, at] of entriesOf(media, path)) yield* checkMedium(medium, at);
}

/** A type and a subtype of RFC 6838. */
const CONTENT_TYPE = /^[A-Za-z0-9][\w!#$&^.+-]*\/[A-Za-z0-9][\w!#$&^.+-]*$/;

function* checkMedium(medium: Draft<MediaEntry>, path: Path): Iterable<Problem> {
  for (const key of ['type', 'served-as'] as const) {
    const type = medium[key];
    if (type !== undefined && !CONTENT_TYPE.test(type))
      yield { code: 'MP432', path: [...path, key], message: `${quoted(type)} is not a content type.` };
  }
}

/** A validity period: within what the provider takes. */
export function* checkValidity(
  { rulebook }: Context,
  validity: string | undefined,
  path: Path,
): Iterable<Problem> {
  const reading = validity === undefined ? undefined : parseDuration(validity);
  if (!reading?.ok || rulebook === undefined) return;
  const { minimumSeconds, maximumSeconds } = rulebook.validity;
  if (isWithin(reading.value, minimumSeconds, maximumSeconds)) {
    if (reading.value % US_PER_SECOND !== 0)
      yield {
        code: 'MP427',
        path,
        message: `A validity period is a whole number of seconds, unlike ${validity}.`,
      };
    return;
  }
  yield {
    code: 'MP427',
    path,
    message: `${rulebook.name} takes validity periods of ${minimumSeconds}s to ${maximumSeconds}s, not ${validity}.`,
  };
}

function isWithin(us: number, fromSeconds: number, toSeconds: number): boolean {
  return us >= fromSeconds * US_PER_SECOND && us <= toSeconds * US_PER_SECOND;
}

function* checkSendAt(context: Context, stream: Stream, path: Path): Iterable<Problem> {
  const sendAt = stream['send-at'];
  if ('send-at' in stream && hasService(stream, context) === false)
    yield {
      code: 'MP426',
      path,
      at: 'key',
      message: 'The stream is scheduled and names no messaging service.',
    };
  if (sendAt === undefined) return;
  if (typeof sendAt === 'string') {
    const moment = readMoment(context, sendAt, path);
    yield* moment.problems;
    yield* checkWithinRun(context, moment.us, path);
    return;
  }
  const after = sendAt.after === undefined ? undefined : parseDuration(sendAt.after);
  if (!after?.ok || context.rulebook === undefined) return;
  const { minimumSeconds, maximumSeconds } = context.rulebook.scheduling;
  if (isWithin(after.value, minimumSeconds, maximumSeconds)) return;
  yield {
    code: 'MP428',
    path: [...path, 'after'],
    message: `${context.rulebook.name} takes messages ${minimumSeconds}s to ${maximumSeconds}s ahead, not ${sendAt.after}.`,
  };
}

function* checkPace(pace: string | undefined, path: Path): Iterable<Problem> {
  const reading = pace === undefined ? undefined : parsePerTime(pace);
  if (reading?.ok && reading.value.units === 0)
    yield { code: 'MP416', path, message: 'At a pace of zero no message is ever sent.' };
}

/** The least error code; what is smaller may be an HTTP status. */
const ERROR_CODE_MIN = 10_000;
const HTTP_STATUS_MAX = 599;

/** What is wrong with a number below all error codes: people mean the HTTP status that comes with some. */
function tooSmallForAnError(code: number, path: Path, rulebook: Rulebook | undefined): Problem {
  if (code > HTTP_STATUS_MAX)
    return {
      code: 'MP210',
      path,
      message: `${code} is out of range for an error code.`,
      help: `Write a number from ${ERROR_CODE_MIN} to 99999.`,
    };
  const rows = rulebook?.acceptance.filter(({ http }) => http === code) ?? [];
  const codes = [...new Set(rows.map((row) => row.code))].sort((a, b) => a - b).map(String);
  return {
    code: 'MP210',
    path,
    message: `${code} is an HTTP status, not an error code.`,
    help:
      rulebook === undefined || codes.length === 0
        ? 'Write the error codes that are meant; `mpsim explain 20429` tells with which HTTP status one comes.'
        : `Write ${anyOf(codes)}, which ${rulebook.name} answers with it.`,
  };
}

function* checkRetry(context: Context, retry: Draft<RetryEntry> | undefined, path: Path): Iterable<Problem> {
  if (retry === undefined) return;
  for (const [code, at] of entriesOf(retry.codes, [...path, 'codes'])) {
    if (code < ERROR_CODE_MIN) yield tooSmallForAnError(code, at, context.rulebook);
    else if (describeError(code) === undefined)
      yield { code: 'MP508', path: at, message: `The error code ${code} is not in the catalogue.` };
  }
  yield* notZero(
    retry.backoff,
    [...path, 'backoff'],
    'Without a pause the client would try again at the same instant',
  );
  const factor = retry.factor === undefined ? undefined : parseFactor(retry.factor);
  if (factor?.ok && factor.value.numerator < factor.value.denominator)
    yield {
      code: 'MP433',
      path: [...path, 'factor'],
      message: `With a factor of ${retry.factor} the pauses shrink.`,
    };
  const [pause, most] = [retry.backoff, retry['max-backoff']].map((text) =>
    text === undefined ? undefined : parseDuration(text),
  );
  if (pause?.ok && most?.ok && most.value < pause.value)
    yield {
      code: 'MP433',
      path: [...path, 'max-backoff'],
      message: `The longest pause (${retry['max-backoff']}) is shorter than the first (${retry.backoff}).`,
    };
}
