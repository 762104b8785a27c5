import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, badRequest } from './api-error.ts';

/** The server binds to this machine alone. */
const LOOPBACK = '127.0.0.1';
const BODY_BYTES_MAX = 262_144;

/** A request whose body has come. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
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
}

/** What answers requests. `vet` may refuse one before its body is read. Both may throw an {@link ApiError}. */
export interface HttpHandler {
  vet(request: Omit<HttpRequest, 'body'>): void;
  answer(request: HttpRequest): HttpAnswer | Promise<HttpAnswer>;
  /** Headers of the answer to a request of a path that took so long. */
  headers(path: string, ms: number): Readonly<Record<string, string>>;
  /** Hears of every answer; milliseconds since the request came. */
  answered(
    request: Pick<HttpRequest, 'method'> & { readonly path: string },
    answer: HttpAnswer,
    ms: number,
  ): void;
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
export async function listen(handler: HttpHandler, port: number): Promise<Listening> {
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => void respond(handler, request, response),
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

async function respond(
  handler: HttpHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const beganMs = performance.now();
  const answer = await answerTo(handler, request);
  const { status, body, headers = {} } = answer;
  const { method = 'GET', url = '/' } = request;
  const path = url.split('?', 1)[0]!;
  const tookMs = performance.now() - beganMs;
  response.statusCode = status;
  for (const [name, value] of Object.entries({ ...handler.headers(path, tookMs), ...headers }))
    response.setHeader(name, value);
  if (body !== undefined) response.setHeader('Content-Type', 'application/json; charset=utf-8');
  // What of the body was not read would be taken for the next request.
  if (!request.complete) response.setHeader('Connection', 'close');
  response.end(body === undefined ? '' : JSON.stringify(body));
  handler.answered({ method, path }, answer, tookMs);
}

async function answerTo(handler: HttpHandler, request: IncomingMessage): Promise<HttpAnswer> {
  try {
    const { method = 'GET', headers, socket } = request;
    const head = { method, url: urlOf(request), headers, port: socket.localPort ?? 0 };
    handler.vet(head);
    return await handler.answer({ ...head, body: await bodyOf(request) });
  } catch (error) {
    return answerOf(error);
  }
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

function urlOf({ url = '/' }: IncomingMessage): URL {
  const whole = `http://${LOOPBACK}${url}`;
  if (!url.startsWith('/') || !URL.canParse(whole))
    throw badRequest(400, 'The address of the request is none.');
  return new URL(whole);
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
