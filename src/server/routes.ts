import { ApiError, notFound } from './api-error.ts';
import { authenticate } from './credentials.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';
import { createMessage, deleteMessage, fetchMessage, updateMessage } from './message-api.ts';
import { API_VERSION } from './message-json.ts';
import { messageList } from './message-list.ts';
import type { Session } from './session.ts';

/** A call to a resource, by the parts of its path that the route names. */
export interface Call {
  readonly session: Session;
  /** Path as it was asked for. */
  readonly path: string;
  /** SIDs in the path behind that of the account, in their order. */
  readonly sids: readonly string[];
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
}

type Act = (call: Call) => HttpAnswer | Promise<HttpAnswer>;

/** A resource: its path, in whose places SIDs stand, and what can be done with it. */
export interface Route {
  /** `{AC}` is the account, and `{SM|MM}` a SID that begins with one of these. */
  readonly path: string;
  readonly methods: Readonly<Record<string, Act>>;
}

const ok = (body: object, status = 200): HttpAnswer => ({ status, body });
const GONE: HttpAnswer = { status: 204, body: undefined };

const MESSAGE_ROUTES: readonly Route[] = [
  {
    path: `/${API_VERSION}/Accounts/{AC}/Messages.json`,
    methods: {
      POST: ({ session, form }) => ok(createMessage(session, form), 201),
      GET: ({ session, query }) => ok(messageList(session, query)),
    },
  },
  {
    path: `/${API_VERSION}/Accounts/{AC}/Messages/{SM|MM}.json`,
    methods: {
      GET: ({ session, sids: [sid], path }) => ok(fetchMessage(session, sid!, path)),
      POST: ({ session, sids: [sid], form, path }) => ok(updateMessage(session, sid!, form, path)),
      DELETE: ({ session, sids: [sid], path }) => {
        deleteMessage(session, sid!, path);
        return GONE;
      },
    },
  },
];

const ROUTES = MESSAGE_ROUTES.map(({ path, methods }) => ({ pattern: patternOf(path), methods }));

/** Answers a call to the provider's API. */
export function answerCall(
  session: Session,
  { method, url, headers, body }: HttpRequest,
): HttpAnswer | Promise<HttpAnswer> {
  const { pathname: path, searchParams: query } = url;
  for (const { pattern, methods } of ROUTES) {
    const found = pattern.exec(path);
    if (found === null) continue;
    authenticate(headers.authorization, session.credentials);
    const { AC } = found.groups ?? {};
    if (AC !== undefined && AC !== session.credentials.accountSid) throw notFound(path);
    const act = Object.hasOwn(methods, method) ? methods[method]! : undefined;
    if (act === undefined) throw new ApiError(405, 20004, `Method not allowed: ${method}`);
    const sids = found.slice(AC === undefined ? 1 : 2);
    return act({ session, path, sids, query, form: new URLSearchParams(body) });
  }
  throw notFound(path);
}

function patternOf(path: string): RegExp {
  const source = path
    .replaceAll('.', '\\.')
    .replaceAll(/\{([A-Z|]+)\}/g, (_, kinds: string) =>
      kinds === 'AC' ? '(?<AC>AC[0-9a-fA-F]{32})' : `((?:${kinds})[0-9a-fA-F]{32})`,
    );
  return new RegExp(`^${source}$`);
}
