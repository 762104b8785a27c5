import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '../server/callbacks/signature.ts';

/** A status callback that came. */
export interface HeardCallback {
  /** Of the message. */
  readonly sid: string;
  /** `queued`, `sent`, `delivered`, `undelivered`, `failed` or `canceled`. */
  readonly status: string;
  /** With failed and undelivered. */
  readonly errorCode: number | undefined;
  /** Simulated time at which it came, in whole microseconds. */
  readonly atUs: number;
  /** The address it was posted to, with what the application put behind `callbackUrl`: `…/callbacks?order=7`. */
  readonly url: string;
  /** All parameters of its form. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** An endpoint that keeps the status callbacks that come to it. */
export interface CallbackEndpoint {
  readonly url: string;
  readonly heard: readonly HeardCallback[];
  forget(): void;
  stop(): Promise<void>;
}

/**
 * Opens one on a free port, whatever path and query follow. A callback whose signature is wrong is answered with 403,
 * and not kept.
 */
export async function openCallbackEndpoint(
  authToken: string,
  nowUs: () => number,
): Promise<CallbackEndpoint> {
  const heard: HeardCallback[] = [];
  // A callback that is broken off has not come.
  const server = createServer((request, response) => void hear(request, response).catch(() => {}));
  const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = [...new URLSearchParams(await textOf(request))];
    // The address that was signed is the one that was asked, not the one that was given out.
    const url = `http://${request.headers.host}${request.url}`;
    const isRight = request.headers['x-twilio-signature'] === signatureOf(authToken, url, form);
    response.statusCode = isRight ? 204 : 403;
    if (isRight) heard.push(callbackOf(url, Object.fromEntries(form), nowUs()));
    response.end();
  };
  return {
    url: await listening(server),
    heard,
    forget: () => {
      heard.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      // A port that is listened at has an address of this kind.
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}/callbacks`);
    });
  });
}

function callbackOf(url: string, parameters: Readonly<Record<string, string>>, atUs: number): HeardCallback {
  const { MessageSid = '', MessageStatus = '', ErrorCode } = parameters;
  return {
    sid: MessageSid,
    status: MessageStatus,
    errorCode: ErrorCode === undefined ? undefined : Number(ErrorCode),
    atUs,
    url,
    parameters,
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
