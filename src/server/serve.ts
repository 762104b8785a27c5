import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, badRequest, notFound } from './api-error.ts';
import { control } from './control-api.ts';
import { authenticate } from './credentials.ts';
import { createMessage, deleteMessage, fetchMessage, updateMessage } from './message-api.ts';
import { API_VERSION } from './message-json.ts';
import { messageList } from './message-list.ts';
import type { Session } from './session.ts';

/** The server binds to this machine alone. */
const LOOPBACK = '127.0.0.1';
const BODY_BYTES_MAX = 262_144;
const CONTROL = '/_mpsim/';

/** A server at work. */
export interface Serving {
  /** `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Stops at once: open connections are closed. */
  readonly stop: () => Promise<void>;
}

/**
 * Serves a session on loopback; port 0 is any free one.
 *
 * @throws the system's error when the port cannot be had.
 */
export async function serve(session: Session, port: number): Promise<Serving> {
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => void respond(session, request, response),
  );
  server.maxConnections = 1024;
  await listening(server, port);
  // A port that is listened at has an address of this kind.
  const { port: actual } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${LOOPBACK}:${actual}`, stop };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** An answer: its HTTP status, and what becomes JSON; undefined: nothing. */
interface Answer {
  readonly status: number;
  readonly body: object | undefined;
}

async function respond(session: Session, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body } = await answerTo(session, request);
  const text = body === undefined ? '' : JSON.stringify(body);
  response.statusCode = status;
  if (body !== undefined) response.setHeader('Content-Type', 'application/json; charset=utf-8');
  if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="Twilio API"');
  // What of the body was not read would be taken for the next request.
  if (!request.complete) response.setHeader('Connection', 'close');
  response.end(text);
}

async function answerTo(session: Session, request: IncomingMessage): Promise<Answer> {
  try {
    const url = urlOf(request);
    const isControl = url.pathname.startsWith(CONTROL);
    if (isControl) refuseForeign(request);
    const text = await bodyOf(request);
    return isControl ? controlAnswer(session, request, url, text) : apiAnswer(session, request, url, text);
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: error.body };
    const { message } = error instanceof Error ? error : new Error(String(error));
    return { status: 500, body: new ApiError(500, 20500, `internal error of mpsim: ${message}`).body };
  }
}

function urlOf({ url = '/' }: IncomingMessage): URL {
  const whole = `http://${LOOPBACK}${url}`;
  if (!url.startsWith('/') || !URL.canParse(whole))
    throw badRequest(400, 'The address of the request is none.');
  return new URL(whole);
}

/** Nobody but programs of this machine may use the control API: no web page, whatever its name resolves to. */
function refuseForeign({ headers, method, socket }: IncomingMessage): void {
  const { host = '', origin } = headers;
  const own = [LOOPBACK, 'localhost'].map((name) => `${name}:${socket.localPort}`);
  if (!own.includes(host.toLowerCase()))
    throw badRequest(403, `The control API does not serve the host ${host}.`);
  if (origin !== undefined && !own.some((one) => origin === `http://${one}`))
    throw badRequest(403, `The control API does not serve the origin ${origin}.`);
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (method !== 'GET' && type !== 'application/json')
    throw badRequest(415, 'The control API takes application/json.');
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > BODY_BYTES_MAX) {
        request.pause();
        return reject(badRequest(413, `The body is longer than ${BODY_BYTES_MAX} bytes.`));
      }
      pieces.push(piece);
    });
    request.on('end', () => resolve(Buffer.concat(pieces).toString('utf8')));
    request.on('error', () => reject(badRequest(400, 'The body ends before its time.')));
  });
}

function controlAnswer(
  session: Session,
  { method = 'GET' }: IncomingMessage,
  url: URL,
  text: string,
): Answer {
  const path = url.pathname.slice(CONTROL.length);
  return { status: 200, body: control(session, { method, path, body: jsonOf(text) }) };
}

function jsonOf(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(400, 'The body is not JSON.');
  }
}

const MESSAGES = new RegExp(
  `^/${API_VERSION}/Accounts/(AC[0-9a-fA-F]{32})/Messages(?:/((?:SM|MM)[0-9a-fA-F]{32}))?\\.json$`,
);

function apiAnswer(
  session: Session,
  { method = 'GET', headers }: IncomingMessage,
  { pathname: path, searchParams }: URL,
  text: string,
): Answer {
  const [, accountSid, sid] = MESSAGES.exec(path) ?? [];
  if (accountSid === undefined) throw notFound(path);
  authenticate(headers.authorization, session.credentials);
  if (accountSid !== session.credentials.accountSid) throw notFound(path);
  const form = new URLSearchParams(text);
  if (sid === undefined) {
    if (method === 'POST') return { status: 201, body: createMessage(session, form) };
    if (method === 'GET') return { status: 200, body: messageList(session, searchParams) };
  } else {
    if (method === 'GET') return { status: 200, body: fetchMessage(session, sid, path) };
    if (method === 'POST') return { status: 200, body: updateMessage(session, sid, form, path) };
    if (method === 'DELETE') {
      deleteMessage(session, sid, path);
      return { status: 204, body: undefined };
    }
  }
  throw new ApiError(405, 20004, `Method not allowed: ${method}`);
}
