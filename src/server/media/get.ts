import { once } from 'node:events';
import {
  type ClientRequest,
  type Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { type Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { LOCALHOST } from '../callbacks/allowed-hosts.ts';
import { connectionFailureOf } from '../callbacks/attempt-failure.ts';
import { lookupLocalhost } from '../callbacks/connections.ts';
import type { Destination } from '../callbacks/destination.ts';
import { HEAD_BYTES } from './sniffed-type.ts';

/** Connections, by scheme. */
export interface MediaAgents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** The time and the size that a GET is given. */
export interface GetTerms {
  /** From when it has a connection, or begins to make one. */
  readonly leftMs: number;
  /** Bytes that are read: of a larger answer this many and one more are counted. */
  readonly bytesMax: number;
}

/** What a GET came to. */
export type Got =
  | { readonly kind: 'medium'; readonly servedAs: string; readonly bytes: number; readonly head: Buffer }
  | { readonly kind: 'redirect'; readonly to: string; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly errorCode: number; readonly why: string };

/** Gets what lies at an address, without following redirects. Never rejects. */
export async function get(agents: MediaAgents, destination: Destination, terms: GetTerms): Promise<Got> {
  let watch: Watch | undefined;
  try {
    const request = begin(agents, destination);
    watch = new Watch(request, destination.isSecure, terms.leftMs);
    request.end();
    const [response]: IncomingMessage[] = await once(request, 'response');
    return await gotOf(response!, destination, terms.bytesMax, watch.tookMs);
  } catch (error) {
    return watch?.lateness ?? { kind: 'failed', ...connectionFailureOf(error, watch?.connected ?? false) };
  } finally {
    watch?.end();
  }
}

function begin(agents: MediaAgents, destination: Destination): ClientRequest {
  const { isSecure, host, port, path, authority, authorization } = destination;
  const headers: Record<string, string> = { Host: authority, 'User-Agent': 'mpsim', Accept: '*/*' };
  if (authorization !== undefined) headers.Authorization = authorization;
  const options: RequestOptions = { host, port, path, headers };
  if (host === LOCALHOST) options.lookup = lookupLocalhost;
  return isSecure
    ? httpsRequest({ ...options, agent: agents.https })
    : httpRequest({ ...options, agent: agents.http });
}

/** Sees how far a request has come, and ends it when its time is over. */
class Watch {
  connected = false;
  /** What it came to, when it took too long. */
  lateness: Got | undefined;
  readonly #request: ClientRequest;
  #timer: NodeJS.Timeout | undefined;
  #beganMs = 0;

  constructor(request: ClientRequest, isSecure: boolean, leftMs: number) {
    this.#request = request;
    // Errors are met where the answer is waited for; those that come behind the first mean nothing.
    request.on('error', () => {});
    request.once('socket', (socket) => {
      this.#beganMs = performance.now();
      this.#timer = setTimeout(() => this.#late(leftMs), Math.max(leftMs, 0));
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        this.connected = true;
      });
    });
  }

  /** Since it got a connection, or began to make one. */
  get tookMs(): number {
    return performance.now() - this.#beganMs;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#request.destroy();
  }

  #late(leftMs: number): void {
    const within = `within ${Math.round(leftMs)} ms`;
    this.lateness = this.connected
      ? { kind: 'failed', errorCode: 11200, why: `No whole answer came ${within}.` }
      : { kind: 'failed', errorCode: 11205, why: `No connection stood ${within}.` };
    this.#request.destroy(new Error('late'));
  }
}

async function gotOf(
  response: IncomingMessage,
  { signedUrl }: Destination,
  bytesMax: number,
  tookMs: number,
): Promise<Got> {
  const { statusCode: status = 0, headers } = response;
  const { location = '' } = headers;
  if (status >= 300 && status < 400 && URL.canParse(location, signedUrl))
    return { kind: 'redirect', to: new URL(location, signedUrl).href, tookMs };
  if (status < 200 || status >= 300)
    return { kind: 'failed', errorCode: 11200, why: `It was answered with ${status}.` };
  return { kind: 'medium', servedAs: headers['content-type'] ?? '', ...(await read(response, bytesMax)) };
}

async function read(response: IncomingMessage, bytesMax: number): Promise<{ bytes: number; head: Buffer }> {
  let bytes = 0;
  let head = Buffer.alloc(0);
  // Without an encoding set, a body comes in Buffers.
  for await (const piece of response as AsyncIterable<Buffer>) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece]).subarray(0, HEAD_BYTES);
    bytes += piece.length;
    if (bytes > bytesMax) return { bytes: bytesMax + 1, head };
  }
  return { bytes, head };
}
