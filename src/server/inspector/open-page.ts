import { ApiError, badRequest } from '../api-error.ts';
import type { HttpAnswer, HttpRequest } from '../http.ts';
import type { Feed } from './feed.ts';
import { isPageFile, pageFile } from './page-files.ts';

/** Where the page is. */
const PAGE = '/_mpsim/';
/** So many pages may look at once. */
const VIEWERS_MAX = 16;

/** Answers what asks for the inspector's page or its events; undefined: it asks for something else. Changes nothing. */
export function openPage(
  feed: Feed,
  { method, path, headers }: Pick<HttpRequest, 'method' | 'path' | 'headers'>,
): HttpAnswer | undefined {
  if (!path.startsWith(PAGE)) return undefined;
  const name = path.slice(PAGE.length);
  if (name !== 'events' && !isPageFile(name)) return undefined;
  if (method !== 'GET') throw badRequest(405, `${path} takes GET, not ${method}.`);
  if (name !== 'events') return pageFile(name, path);
  if (feed.viewers >= VIEWERS_MAX)
    throw new ApiError(503, 20503, `${VIEWERS_MAX} inspectors are open; close one of them.`);
  const lastId = headers['last-event-id'];
  return {
    status: 200,
    body: undefined,
    events: (outlet) => feed.open(outlet, typeof lastId === 'string' ? lastId : undefined),
  };
}
