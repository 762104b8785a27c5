import type { Medium } from '../messaging/request.ts';
import { notFound } from './api-error.ts';
import { dateFilters } from './date-filters.ts';
import type { LiveMessage } from './live-message.ts';
import { API_VERSION, rfc2822 } from './message-json.ts';
import { pageOf2010 } from './page.ts';
import type { Session } from './session.ts';

/** A request that is about the media of a message. */
export interface MediaCall {
  readonly session: Session;
  /** Path as it was asked for. */
  readonly path: string;
  /** SID of the message. */
  readonly of: string;
}

/** GET Media: what was fetched for a message and is not deleted. Fields: OpenAPI description (2026-04). */
export function mediaList(call: MediaCall, query: URLSearchParams): object {
  const message = messageOf(call);
  const createdMs = call.session.wallMsOf(message.submittedAtUs);
  const isWanted = dateFilters(query, 'DateCreated').every((fits) => fits(createdMs));
  const items = message.media.flatMap((medium, place) =>
    isWanted && isKept(call.session, message, place)
      ? [mediumJson(call.session, message, medium, place)]
      : [],
  );
  return pageOf2010(call.path, query, 'media_list', items);
}

/** GET one medium. */
export function fetchMedium(call: MediaCall, sid: string): object {
  const message = messageOf(call);
  const place = placeOf(call, message, sid);
  return mediumJson(call.session, message, message.media[place]!, place);
}

/** DELETE one medium: nobody can see it any more. The message goes with it all the same. */
export function deleteMedium(call: MediaCall, sid: string): void {
  const message = messageOf(call);
  call.session.deleteMedium(message, placeOf(call, message, sid));
}

function messageOf({ session, path, of }: MediaCall): LiveMessage {
  const message = session.find(of);
  if (message === undefined) throw notFound(path);
  return message;
}

/** Place of a medium among those of its message. */
function placeOf({ session, path }: MediaCall, message: LiveMessage, sid: string): number {
  const wanted = sid.toLowerCase();
  const place = message.media.findIndex((_, at) => session.mediumSid(message, at).toLowerCase() === wanted);
  if (place === -1 || !isKept(session, message, place)) throw notFound(path);
  return place;
}

/** Whether a medium is there: of those that were never fetched, or could not be, there is nothing to show. */
function isKept(session: Session, message: LiveMessage, place: number): boolean {
  const { servedAs } = message.media[place]!;
  return servedAs !== undefined && !session.deletedMedia.has(session.mediumSid(message, place));
}

function mediumJson(session: Session, message: LiveMessage, { servedAs }: Medium, place: number): object {
  const [sid, parent] = [session.mediumSid(message, place), session.sidOf(message)];
  const account = session.credentials.accountSid;
  const date = rfc2822(session.wallMsOf(message.submittedAtUs));
  return {
    sid,
    account_sid: account,
    parent_sid: parent,
    content_type: (servedAs ?? '').split(';', 1)[0]!.trim().toLowerCase(),
    date_created: date,
    date_updated: date,
    uri: `/${API_VERSION}/Accounts/${account}/Messages/${parent}/Media/${sid}.json`,
  };
}
