import { badRequest } from '../api-error.ts';
import type { LiveMessage } from '../live-message.ts';
import type { Session } from '../session.ts';
import { rowJson } from './view.ts';

/** So many messages are shown of one recipient. */
const SHOWN_MAX = 30;
/** So many of the newest requests are gone through, so that a glance never holds the server up. */
const SEARCHED_MAX = 20_000;

/** GET messages to one recipient, the newest first, with their texts: what its phone shows. */
export function recipientJson(session: Session, query: URLSearchParams): object {
  const to = query.get('to');
  if (to === null || to === '') throw badRequest(400, 'Write messages?to=%2B14165550111.');
  const found: LiveMessage[] = [];
  let searched = 0;
  for (const message of session.live.messages.newestFirst()) {
    searched += 1;
    if (message.to === to) found.push(message);
    if (found.length === SHOWN_MAX || searched === SEARCHED_MAX) break;
  }
  return {
    to,
    searched,
    messages: found.map((message) => ({
      ...rowJson(session, message),
      text: message.text,
      media: message.media.length,
    })),
  };
}
