import { ApiError, notFound } from './api-error.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';
import { deleteMedium, fetchMedium, type MediaCall, mediaList } from './media-api.ts';
import { createMessage, deleteMessage, type FetchMedia, fetchMessage, updateMessage } from './message-api.ts';
import { API_VERSION } from './message-json.ts';
import { messageList } from './message-list.ts';
import { incomingPhoneNumbers, outgoingCallerIds, shortCodes } from './numbers-api.ts';
import {
  addToPool,
  fetchFromPool,
  POOL_KINDS,
  type PoolKind,
  type PoolPlace,
  poolList,
  removeFromPool,
} from './pool-api.ts';
import type { LiveService } from './service-book.ts';
import { createService, deleteService, foundService, serviceJson, serviceList } from './services-api.ts';
import type { Session } from './session.ts';

/** A call to a resource, by the parts of its path that the route names. */
export interface Call {
  readonly session: Session;
  /** Path as it was asked for. */
  readonly path: string;
  /** `http://127.0.0.1:4010`. */
  readonly base: string;
  /** SIDs in the path behind that of the account, in their order. */
  readonly sids: readonly string[];
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly fetchMedia: FetchMedia;
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

const sendMessage: Act = ({ session, form, fetchMedia }) => {
  const made = createMessage(session, form, fetchMedia);
  return made instanceof Promise ? made.then((json) => ok(json, 201)) : ok(made, 201);
};

const MESSAGE_ROUTES: readonly Route[] = [
  {
    path: `/${API_VERSION}/Accounts/{AC}/Messages.json`,
    methods: {
      POST: sendMessage,
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

const mediaOf = ({ session, path, sids: [of] }: Call): MediaCall => ({ session, path, of: of! });

const MEDIA_ROUTES: readonly Route[] = [
  {
    path: `/${API_VERSION}/Accounts/{AC}/Messages/{SM|MM}/Media.json`,
    methods: { GET: (call) => ok(mediaList(mediaOf(call), call.query)) },
  },
  {
    path: `/${API_VERSION}/Accounts/{AC}/Messages/{SM|MM}/Media/{ME}.json`,
    methods: {
      GET: (call) => ok(fetchMedium(mediaOf(call), call.sids[1]!)),
      DELETE: (call) => {
        deleteMedium(mediaOf(call), call.sids[1]!);
        return GONE;
      },
    },
  },
];

const NUMBER_ROUTES: readonly Route[] = [
  {
    path: `/${API_VERSION}/Accounts/{AC}/IncomingPhoneNumbers.json`,
    methods: { GET: ({ session, path, query }) => ok(incomingPhoneNumbers(session, path, query)) },
  },
  {
    path: `/${API_VERSION}/Accounts/{AC}/SMS/ShortCodes.json`,
    methods: { GET: ({ session, path, query }) => ok(shortCodes(session, path, query)) },
  },
  {
    path: `/${API_VERSION}/Accounts/{AC}/OutgoingCallerIds.json`,
    methods: { GET: ({ session, path, query }) => ok(outgoingCallerIds(session, path, query)) },
  },
];

const serviceAt = ({ session, sids: [sid], path }: Call): LiveService => foundService(session, sid!, path);

const SERVICE_ROUTES: readonly Route[] = [
  {
    path: '/v1/Services',
    methods: {
      POST: ({ session, base, form }) => ok(serviceJson(session, base, createService(session, form)), 201),
      GET: ({ session, base, query }) => ok(serviceList(session, base, query)),
    },
  },
  {
    path: '/v1/Services/{MG}',
    methods: {
      GET: (call) => ok(serviceJson(call.session, call.base, serviceAt(call))),
      DELETE: (call) => {
        deleteService(call.session, serviceAt(call));
        return GONE;
      },
    },
  },
  ...POOL_KINDS.flatMap(poolRoutes),
];

function poolRoutes(kind: PoolKind): readonly Route[] {
  const place = (call: Call): PoolPlace => ({ ...call, kind, service: serviceAt(call) });
  return [
    {
      path: `/v1/Services/{MG}/${kind.path}`,
      methods: {
        POST: (call) => ok(addToPool(place(call), call.form), 201),
        GET: (call) => ok(poolList(place(call), call.query)),
      },
    },
    {
      path: `/v1/Services/{MG}/${kind.path}/{PN|SC|AI}`,
      methods: {
        GET: (call) => ok(fetchFromPool(place(call), call.sids[1]!, call.path)),
        DELETE: (call) => {
          removeFromPool(place(call), call.sids[1]!, call.path);
          return GONE;
        },
      },
    },
  ];
}

const ROUTES = [...MESSAGE_ROUTES, ...MEDIA_ROUTES, ...NUMBER_ROUTES, ...SERVICE_ROUTES].map(
  ({ path, methods }) => ({
    pattern: patternOf(path),
    methods,
  }),
);

/** Answers a call to the provider's API. */
export function answerCall(
  session: Session,
  { method, path, query, headers, body, port }: HttpRequest,
  fetchMedia: FetchMedia,
): HttpAnswer | Promise<HttpAnswer> {
  for (const { pattern, methods } of ROUTES) {
    const found = pattern.exec(path);
    if (found === null) continue;
    session.gate.pass(headers.authorization);
    const { AC } = found.groups ?? {};
    if (AC !== undefined && AC !== session.credentials.accountSid) throw notFound(path);
    const act = Object.hasOwn(methods, method) ? methods[method]! : undefined;
    if (act === undefined) throw new ApiError(405, 20004, `Method not allowed: ${method}`);
    if (act !== sendMessage) refuseTestCredentials(session);
    const sids = found.slice(AC === undefined ? 1 : 2);
    const base = `http://127.0.0.1:${port}`;
    return act({ session, path, base, sids, query, form: new URLSearchParams(body), fetchMedia });
  }
  throw notFound(path);
}

/** Test credentials send messages, and can do nothing else here. Source: Twilio, Test credentials (2026). */
function refuseTestCredentials({ livePlan: { account, rulebook } }: Session): void {
  const row = rulebook.acceptance.find(({ rule }) => rule === 'test-resource');
  if (account.type === 'test' && row !== undefined) throw new ApiError(row.http, row.code, row.message);
}

function patternOf(path: string): RegExp {
  const source = path
    .replaceAll('.', '\\.')
    .replaceAll(/\{([A-Z|]+)\}/g, (_, kinds: string) =>
      kinds === 'AC' ? '(?<AC>AC[0-9a-fA-F]{32})' : `((?:${kinds})[0-9a-fA-F]{32})`,
    );
  return new RegExp(`^${source}$`);
}
