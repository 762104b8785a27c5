import type { Anchor } from '../../kernel/civil-time.ts';
import { US_PER_SECOND } from '../../kernel/time.ts';
import { firstFault } from '../../messaging/first-fault.ts';
import type { AccountFacts, Medium } from '../../messaging/request.ts';
import { mediaFailure } from '../../messaging/request-media.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import { resolveMoment } from '../forms/moments.ts';
import {
  MILLIONTHS,
  parseDuration,
  parseFactor,
  parsePerTime,
  parseShare,
  parseSize,
  required,
} from '../forms/quantities.ts';
import type { Plan, PlanMedia, PlanRetry, PlanStream } from '../plan.ts';
import type { MediaEntry, RetryEntry, StreamEntry } from '../scenario.ts';
import type { BodyContext } from './compile-bodies.ts';
import type { Pool } from './compile-levels.ts';

/** What the options of a stream are compiled with. */
export interface StreamContext {
  readonly anchor: Anchor | undefined;
  readonly pools: readonly Pool[];
  readonly rulebook: Rulebook;
  readonly rules: Plan['acceptance'];
  readonly account: AccountFacts;
}

/** What a stream asks for beside senders, recipients, texts and times. */
type Options = Omit<
  PlanStream,
  | 'id'
  | 'senders'
  | 'service'
  | 'namesSender'
  | 'arrivals'
  | 'recipients'
  | 'bodies'
  | 'senderByRow'
  | 'hours'
>;

/** The options of a stream, with those of its service where it has none of its own. */
export function compileOptions(entry: StreamEntry, service: number, context: StreamContext): Options {
  const place = `traffic ${entry.id}`;
  const { rulebook, account } = context;
  const pool = context.pools[service]?.entry;
  const media = entry.media === undefined ? [] : mediaOf(entry.media, place);
  const validity = entry.validity ?? pool?.validity;
  const { defaultSeconds } = rulebook.validity;
  const { cancel, pace, retry } = entry;
  const text = {
    prefix: account.type === 'trial' ? rulebook.trial.prefix : '',
    smartEncoded: entry['smart-encoding'] ?? pool?.['smart-encoding'] ?? false,
    links: pool?.['mms-converter'] === true ? linksFor(media.length, rulebook.services.mediaLink) : '',
  };
  return {
    text,
    media: media.length === 0 ? undefined : compileMedia(entry, media, context),
    fault: optionsFault(entry, pool?.id, media, context),
    validityUs:
      validity !== undefined
        ? required(`${place}: validity`, parseDuration(validity))
        : (defaultSeconds ?? Infinity) * US_PER_SECOND,
    sendAt: compileSendAt(entry['send-at'], `${place}: send-at`, context.anchor),
    cancel: cancel && {
      share: shareOf(cancel.share, `${place}: cancel`),
      afterUs: required(`${place}: cancel`, parseDuration(cancel.after)),
    },
    optedOut: shareOf(entry['opted-out'] ?? 0, `${place}: opted-out`),
    filtered: shareOf(entry.filtered ?? 0, `${place}: filtered`),
    priority: entry.priority === 'high' ? 1 : 0,
    retry: retry && compileRetry(retry, `${place}: retry`),
    pace: pace === undefined ? undefined : required(`${place}: pace`, parsePerTime(pace)),
  };
}

/** How the texts of a stream with these options are counted. */
export function bodyContextOf({ text, media }: Options, { rules }: StreamContext): BodyContext {
  return { rules, text, withMedia: media !== undefined };
}

function shareOf(share: string | number, place: string): number {
  return required(place, parseShare(share)) / MILLIONTHS;
}

/** Every medium on its own. */
function mediaOf(given: NonNullable<StreamEntry['media']>, place: string): readonly Medium[] {
  const entries = isList(given) ? given : [given];
  return entries.flatMap(({ type, size, count = 1, 'served-as': servedAs }) => {
    const bytes = size === undefined ? undefined : required(`${place}: media`, parseSize(size));
    return Array.from({ length: count }, () => ({ type, servedAs, bytes }));
  });
}

function compileMedia(entry: StreamEntry, media: readonly Medium[], context: StreamContext): PlanMedia {
  const body = longestText(entry);
  return {
    count: media.length,
    failure: mediaFailure({ media, body }, context.rulebook.media),
  };
}

/** A link in place of each medium. */
export function linksFor(count: number, { prefix, letters }: Rulebook['services']['mediaLink']): string {
  return Array.from({ length: count }, () => prefix + 'x'.repeat(letters)).join(' ');
}

/** The longest fixed text of a stream: it counts to the size of a message with media. */
function longestText({ body }: StreamEntry): string {
  const entries = body === undefined ? [] : Array.isArray(body) ? body : [body];
  const texts: string[] = entries.flatMap((entry) =>
    typeof entry === 'string' ? [entry] : 'text' in entry ? [entry.text] : [],
  );
  return texts.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
}

/** The fault of a request by its service, its media and its options, whoever sends it to whom. */
function optionsFault(
  entry: StreamEntry,
  service: string | undefined,
  media: readonly Medium[],
  { rules, account, rulebook }: StreamContext,
): number {
  const sendAt = entry['send-at'];
  const validity = entry.validity === undefined ? undefined : secondsOf(entry.validity);
  const request = {
    messagingService: service,
    media,
    validityPeriod: validity === undefined ? undefined : String(validity),
    ...(sendAt === undefined
      ? {}
      : {
          scheduleType: 'fixed',
          sendAt: 'given',
          // How far a moment lies ahead of each request is known when it is made.
          sendInSeconds:
            typeof sendAt === 'string' ? rulebook.scheduling.minimumSeconds : secondsOf(sendAt.after),
        }),
  };
  return firstFault(rules, request, account, ['service', 'media', 'options']);
}

/** Whole seconds, as the API takes them. */
function secondsOf(duration: string): number {
  return Math.floor(required(duration, parseDuration(duration)) / US_PER_SECOND);
}

function compileSendAt(
  sendAt: StreamEntry['send-at'],
  place: string,
  anchor: Anchor | undefined,
): PlanStream['sendAt'] {
  if (sendAt === undefined) return undefined;
  return typeof sendAt === 'string'
    ? { atUs: required(place, resolveMoment(sendAt, anchor)) }
    : { afterUs: required(place, parseDuration(sendAt.after)) };
}

function compileRetry(entry: RetryEntry, place: string): PlanRetry {
  const { numerator, denominator } = required(place, parseFactor(entry.factor ?? 'x2'));
  const most = entry['max-backoff'];
  return {
    codes: entry.codes,
    attempts: entry.attempts,
    backoffUs: required(place, parseDuration(entry.backoff)),
    factor: numerator / denominator,
    maxBackoffUs: most === undefined ? Infinity : required(place, parseDuration(most)),
    jitter: entry.jitter ?? 'none',
  };
}

/** Array.isArray does not narrow a readonly array out of a union. */
function isList(media: NonNullable<StreamEntry['media']>): media is readonly MediaEntry[] {
  return Array.isArray(media);
}
