import { normalNumber } from '../messaging/normal-number.ts';
import { badRequest } from './api-error.ts';
import { dateFilters } from './date-filters.ts';
import type { LiveMessage } from './live-message.ts';
import { API_VERSION, messageJson } from './message-json.ts';
import { pageAsked, pageUri } from './page.ts';
import type { Session } from './session.ts';

/**
 * A page of the list of messages, the newest first, and where its neighbours are. O(the messages from the place of its
 * token to its end): of a page without filters as many as it shows.
 */
export function messageList(session: Session, query: URLSearchParams): object {
  const { page, pageSize } = pageAsked(query);
  const wanted = wantedBy(session, query);
  const below = tokenOf(session, query.get('PageToken'));
  const skipped = below === undefined ? page * pageSize : 0;
  const found = firstOf(session.live.messages.newestFirst(below), wanted, skipped + pageSize + 1);
  const shown = found.slice(skipped, skipped + pageSize);
  const path = `/${API_VERSION}/Accounts/${session.credentials.accountSid}/Messages.json`;
  const uriOf = (place: number, token: string | undefined): string =>
    pageUri(path, query, { page: place, pageSize }, token);
  const last = shown.at(-1);
  const hasMore = last !== undefined && skipped + pageSize < found.length;
  return {
    end: Math.max(0, page * pageSize + shown.length - 1),
    first_page_uri: uriOf(0, undefined),
    messages: shown.map((message) => messageJson(session, message)),
    next_page_uri: hasMore ? uriOf(page + 1, `PA${session.sidOf(last)}`) : null,
    page,
    page_size: pageSize,
    previous_page_uri: page > 0 ? uriOf(page - 1, undefined) : null,
    start: page * pageSize,
    uri: uriOf(page, query.get('PageToken') ?? undefined),
  };
}

/** A page begins behind the message that its token names: what came since does not shift it. */
function tokenOf(session: Session, token: string | null): number | undefined {
  if (token === null) return undefined;
  const index = session.sids.indexOf('message', token.slice(4));
  if (index === undefined || !/^PA(?:SM|MM)/.test(token)) throw badRequest(400, 'PageToken is not valid.');
  return index;
}

/** The first that are wanted, `most` at the most. */
function firstOf(messages: Iterable<LiveMessage>, wanted: Filter, most: number): readonly LiveMessage[] {
  const found: LiveMessage[] = [];
  for (const message of messages) {
    if (wanted(message)) found.push(message);
    if (found.length >= most) break;
  }
  return found;
}

type Filter = (message: LiveMessage) => boolean;

function wantedBy(session: Session, query: URLSearchParams): Filter {
  const filters: Filter[] = [(message) => session.isVisible(message)];
  const { plan } = session.livePlan;
  const to = query.get('To');
  if (to) filters.push((message) => message.to === normalNumber(to));
  const from = query.get('From');
  if (from)
    filters.push((message) => (plan.senders[message.sender]?.address ?? message.from) === normalNumber(from));
  for (const fits of dateFilters(query, 'DateSent'))
    filters.push(({ sentAtUs }) => fits(session.wallMsOf(sentAtUs)));
  return (message) => filters.every((filter) => filter(message));
}
