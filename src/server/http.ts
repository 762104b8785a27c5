import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, badRequest } from './api-error.ts';

/** How long a client may take over a request, in milliseconds. */
export interface HttpLimits {
  readonly headMs: number;
  readonly wholeMs: number;
  /** How often the clients are looked at. */
  readonly everyMs: number;
}

const LIMITS: HttpLimits = { headMs: 10_000, wholeMs: 30_000, everyMs: 5_000 };

/** The server binds to this machine alone. */
const LOOPBACK = '127.0.0.1';
const BODY_BYTES_MAX = 262_144;

/** A request whose body has come. */
export interface HttpRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The port that it came to. */
  readonly port: number;
}

/** An answer: its HTTP status, what becomes JSON (undefined: nothing), and headers beside those of every answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: object | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of a body: a file, and its content type. */
  readonly file?: { readonly type: string; readonly content: Uint8Array };
  /** In place of a body: events, which go on until the client leaves. */
  readonly events?: (outlet: EventOutlet) => void;
}

/** Where server-sent events of one client go. */
export interface EventOutlet {
  /** Text of whole events. */
  write(text: string): void;
  /** It has more than it can get rid of. */
  readonly isFull: boolean;
  /** Hears when the client is gone. */
  onClose(closed: () => void): void;
}

/** What answers requests. `vet` may refuse one before its body is read. Both may throw an {@link ApiError}. */
export interface HttpHandler {
  vet(request: Omit<HttpRequest, 'body'>): void;
  answer(request: HttpRequest): HttpAnswer | Promise<HttpAnswer>;
  /** Headers of the answer to a request of a path that took so long: names and values by turns. */
  headers(path: string, ms: number): readonly string[];
  /** Hears of every answer; milliseconds since the request came. */
  answered(request: Pick<HttpRequest, 'method' | 'path'>, answer: HttpAnswer, ms: number): void;
}

/** A port that is listened at. */
export interface Listening {
  /** `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Stops at once: open connections are closed. */
  readonly stop: () => Promise<void>;
}

/**
 * Answers HTTP requests on loopback, within limits of size, time and number; port 0 is any free one.
 *
 * @throws the system's error when the port cannot be had.
 */
export async function listen(
  handler: HttpHandler,
  port: number,
  { headMs, wholeMs, everyMs }: HttpLimits = LIMITS,
): Promise<Listening> {
  const server = createServer(
    {
      headersTimeout: headMs,
      requestTimeout: wholeMs,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: everyMs,
    },
    (request, response) => respond(handler, request, response),
  );
  // Unheard, it would be hung up on without an answer.
  server.on('connect', (_, socket) => {
    socket.on('error', () => {});
    socket.end(NO_TUNNEL);
  });
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

const NO_TUNNEL = 'HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** A request that is being answered. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly beganMs: number;
}

/** What can be answered at once is, in the same turn: most of the time a request takes would be waiting for turns. */
function respond(handler: HttpHandler, request: IncomingMessage, response: ServerResponse): void {
  const exchange: Exchange = { request, response, beganMs: performance.now() };
  const fail = (error: unknown): void => send(handler, exchange, answerOf(error));
  try {
    const { method = 'GET', headers, socket } = request;
    const head = { method, ...addressOf(request), headers, port: socket.localPort ?? 0 };
    handler.vet(head);
    readBody(
      request,
      (body) => {
        try {
          const answer = handler.answer({ ...head, body });
          if (answer instanceof Promise) answer.then((late) => send(handler, exchange, late)).catch(fail);
          else send(handler, exchange, answer);
        } catch (error) {
          fail(error);
        }
      },
      fail,
    );
  } catch (error) {
    fail(error);
  }
}

function send(handler: HttpHandler, { request, response, beganMs }: Exchange, answer: HttpAnswer): void {
  // A client that is gone has been answered already, as far as that can be.
  if (response.headersSent) return;
  const { status, headers = {} } = answer;
  const { method = 'GET' } = request;
  const { path } = pathOf(request);
  const tookMs = performance.now() - beganMs;
  const { type, content } = contentOf(answer);
  const all = [...handler.headers(path, tookMs), ...Object.entries(headers).flat()];
  if (type !== undefined) all.push('Content-Type', type);
  if (answer.events !== undefined) all.push('Cache-Control', 'no-store');
  else if (status !== 204) all.push('Content-Length', String(Buffer.byteLength(content)));
  // What of the body was not read would be taken for the next request.
  if (!request.complete) all.push('Connection', 'close');
  response.writeHead(status, all);
  if (answer.events === undefined) atEndOfTurn(() => response.end(content));
  else answer.events(outletOf(response));
  handler.answered({ method, path }, answer, tookMs);
}

function contentOf({ body, file, events }: HttpAnswer): {
  readonly type: string | undefined;
  readonly content: string | Uint8Array;
} {
  if (file !== undefined) return file;
  if (events !== undefined) return { type: 'text/event-stream', content: '' };
  if (body === undefined) return { type: undefined, content: '' };
  return { type: 'application/json; charset=utf-8', content: JSON.stringify(body) };
}

function outletOf(response: ServerResponse): EventOutlet {
  return {
    write: (text) => void response.write(text),
    get isFull() {
      return response.writableNeedDrain;
    },
    onClose: (closed) => void response.on('close', closed),
  };
}

const leaving: (() => void)[] = [];

/**
 * The answers of all requests that came together leave together: each write alone would wake a client that waits for
 * it, and that takes longer than to answer.
 */
function atEndOfTurn(write: () => void): void {
  if (leaving.push(write) > 1) return;
  setImmediate(() => {
    for (const each of leaving.splice(0)) each();
  });
}

function answerOf(error: unknown): HttpAnswer {
  if (error instanceof ApiError) {
    const { status, body } = error;
    const headers = status === 401 ? { 'WWW-Authenticate': 'Basic realm="Twilio API"' } : {};
    return { status, body, headers };
  }
  const { message } = error instanceof Error ? error : new Error(String(error));
  return { status: 500, body: new ApiError(500, 20500, `internal error of mpsim: ${message}`).body };
}

const NO_QUERY = new URLSearchParams();
const FORBIDDEN = /[^!-~]/;

/** @throws ApiError when it is no address. */
function addressOf(request: IncomingMessage): Pick<HttpRequest, 'path' | 'query'> {
  const { path, query } = pathOf(request);
  if (!path.startsWith('/') || FORBIDDEN.test(path))
    throw badRequest(400, 'The address of the request is none.');
  return { path, query: query === '' ? NO_QUERY : new URLSearchParams(query) };
}

function pathOf({ url = '/' }: IncomingMessage): { readonly path: string; readonly query: string } {
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

function readBody(
  request: IncomingMessage,
  done: (body: string) => void,
  fail: (error: unknown) => void,
): void {
  const pieces: Buffer[] = [];
  let bytes = 0;
  request.on('data', (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > BODY_BYTES_MAX) {
      request.pause();
      request.removeAllListeners('data');
      return fail(badRequest(413, `The body is longer than ${BODY_BYTES_MAX} bytes.`));
    }
    pieces.push(piece);
  });
  request.on('end', () => {
    const whole = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    done(whole.toString('utf8'));
  });
  request.on('error', () => fail(badRequest(400, 'The body ends before its time.')));
}
