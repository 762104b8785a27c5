import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from 'node:net';
import {
  CALLBACK_LIMITS,
  CallbackSender,
  type CallbackSenderOptions,
} from '../../../src/server/callbacks/callback-sender.ts';
import type { CallbackOutcome, DueCallback } from '../../../src/server/callbacks/due-callback.ts';

/** A request that an endpoint got. */
export interface Got {
  readonly method: string | undefined;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly form: Readonly<Record<string, string>>;
}

/** An endpoint on loopback. */
export interface Endpoint {
  readonly url: string;
  readonly port: number;
  readonly got: readonly Got[];
  readonly close: () => Promise<void>;
}

/** An HTTP endpoint that keeps what it gets and answers as it is told, by default with 204. */
export async function endpoint(
  answer: (response: ServerResponse, got: Got, nth: number) => void = (response) => {
    response.writeHead(204).end();
  },
): Promise<Endpoint> {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { method, url = '', headers } = request;
    const one: Got = {
      method,
      path: url,
      headers,
      body,
      form: Object.fromEntries(new URLSearchParams(body)),
    };
    got.push(one);
    answer(response, one, got.length);
  });
  const port = await listening(server);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/`, port, got, close };
}

/** An endpoint below HTTP: what it does with each connection is told. */
export async function rawEndpoint(
  meet: (socket: Socket, nth: number) => void,
): Promise<{ readonly port: number; readonly connections: () => number; readonly close: () => void }> {
  const sockets: Socket[] = [];
  const server = createNetServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    meet(socket, sockets.length);
  });
  const port = await listening(server);
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port, connections: () => sockets.length, close };
}

/** A port at which nobody listens. */
export async function deadPort(): Promise<number> {
  const { port, close } = await endpoint();
  await close();
  return port;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

export const AUTH_TOKEN = '12345';

/** A sender that keeps what it tells. */
export function sender(own: Partial<CallbackSenderOptions> = {}): {
  readonly sender: CallbackSender;
  readonly outcomes: CallbackOutcome[];
} {
  const outcomes: CallbackOutcome[] = [];
  const options: CallbackSenderOptions = {
    authToken: AUTH_TOKEN,
    allowedHosts: [],
    limits: CALLBACK_LIMITS,
    told: (outcome) => void outcomes.push(outcome),
    ...own,
  };
  return { sender: new CallbackSender(options), outcomes };
}

export function due(url: string, own: Partial<DueCallback> = {}): DueCallback {
  const { message = 0, status = 'sent' } = own;
  const parameters = [
    ['MessageSid', `SM${message}`],
    ['MessageStatus', status],
  ] as const;
  return { message, status, url, parameters, token: `token-${message}-${status}`, ...own };
}

/** What becomes of one callback. */
export async function outcomeOf(
  url: string,
  own: Partial<CallbackSenderOptions> = {},
): Promise<CallbackOutcome> {
  const { sender: one, outcomes } = sender(own);
  one.send(due(url));
  await one.settled();
  one.stop();
  const [outcome] = outcomes;
  if (outcome === undefined || outcomes.length > 1)
    throw new Error(`${outcomes.length} outcomes of one callback`);
  return outcome;
}
