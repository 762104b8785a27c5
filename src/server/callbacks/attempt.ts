import type { ClientRequest, IncomingMessage } from 'node:http';
import { type AttemptFailure, connectionFailureOf, isClosing } from './attempt-failure.ts';
import type { CallbackRequest } from './callback-request.ts';
import type { Connections } from './connections.ts';
import type { Destination } from './destination.ts';

/** What came of one request. */
export interface AttemptResult {
  /** HTTP status; undefined: no answer came, or none to its end. */
  readonly status: number | undefined;
  /** Undefined: it was answered with a 2xx. */
  readonly failure: AttemptFailure | undefined;
}

/** The time and the answer that an attempt is given. */
export interface AttemptTerms {
  /** What is left of the total. */
  readonly leftMs: number;
  /** Bytes of the answer's body that are read; the connection is closed at the first one more. */
  readonly responseBytesMax: number;
}

/** Posts once. Never rejects. */
export function attempt(
  connections: Connections,
  destination: Destination,
  request: CallbackRequest,
  terms: AttemptTerms,
): Promise<AttemptResult> {
  return new Promise((resolve) => {
    new Attempt(destination, terms, resolve).begin(connections, request);
  });
}

/** One request between its beginning and its result. */
class Attempt {
  readonly #destination: Destination;
  readonly #terms: AttemptTerms;
  readonly #resolve: (result: AttemptResult) => void;
  #request: ClientRequest | undefined;
  #status: number | undefined;
  #connected = false;
  #ended = false;
  /** The time that the present phase may take, or a part of it. */
  #phase: NodeJS.Timeout | undefined;
  #total: NodeJS.Timeout | undefined;

  constructor(destination: Destination, terms: AttemptTerms, resolve: (result: AttemptResult) => void) {
    this.#destination = destination;
    this.#terms = terms;
    this.#resolve = resolve;
  }

  begin(connections: Connections, post: CallbackRequest): void {
    const { leftMs } = this.#terms;
    this.#total = setTimeout(
      () => this.#late(`within ${leftMs} ms, what was left of the total (tt)`),
      leftMs,
    );
    try {
      const request = connections.begin(this.#destination, post);
      this.#request = request;
      request.on('socket', (socket) => {
        if (socket.connecting) this.#connecting(socket);
        else this.#reading();
      });
      request.on('response', (response) => this.#answered(response));
      request.on('error', (error) => this.#broken(error));
      request.on('close', () => {
        if (!this.#ended) this.#broken(new Error('closed'));
      });
      request.end(post.body);
    } catch (error) {
      this.#broken(error);
    }
  }

  #connecting(socket: { once(event: string, act: () => void): unknown }): void {
    const { isSecure, overrides } = this.#destination;
    const { connectTimeoutMs } = overrides;
    this.#phase = setTimeout(() => this.#late(`within ${connectTimeoutMs} ms (ct)`), connectTimeoutMs);
    socket.once(isSecure ? 'secureConnect' : 'connect', () => this.#reading());
  }

  /** From here on the time between what arrives is limited. */
  #reading(): void {
    const { readTimeoutMs } = this.#destination.overrides;
    this.#connected = true;
    clearTimeout(this.#phase);
    // No part of an answer can take longer than all attempts together.
    if (this.#ended || readTimeoutMs >= this.#terms.leftMs) return;
    this.#phase = setTimeout(() => this.#late(`within ${readTimeoutMs} ms (rt)`), readTimeoutMs);
  }

  #answered(response: IncomingMessage): void {
    let bytes = 0;
    this.#status = response.statusCode;
    this.#phase?.refresh();
    response.on('data', (piece: Buffer) => {
      this.#phase?.refresh();
      bytes += piece.length;
      if (bytes > this.#terms.responseBytesMax) {
        this.#judge(response);
        response.destroy();
      }
    });
    response.on('end', () => this.#judge(response));
    response.on('error', (error) => this.#broken(error));
  }

  #judge(response: IncomingMessage): void {
    const status = this.#status ?? 0;
    if (status >= 200 && status < 300) this.#end(undefined);
    else if (status < 400 && response.headers.location !== undefined)
      this.#end({ ...REDIRECTED, why: `It was answered with ${status}, a redirect, which is not followed.` });
    else {
      const cause = status >= 500 ? '5xx' : status >= 400 ? '4xx' : undefined;
      this.#end({ errorCode: 11200, why: `It was answered with ${status}.`, cause, isStale: false });
    }
  }

  #late(when: string): void {
    if (this.#connected)
      this.#end({ errorCode: 11200, why: `No whole answer came ${when}.`, cause: 'rt', isStale: false });
    else this.#end({ errorCode: 11205, why: `No connection stood ${when}.`, cause: 'ct', isStale: false });
    this.#request?.destroy();
  }

  #broken(error: unknown): void {
    const wasReused = this.#request?.reusedSocket === true && this.#status === undefined;
    const isStale = wasReused && isClosing(error);
    this.#end({ ...connectionFailureOf(error, this.#connected), isStale });
  }

  /** The first result counts; what comes of a request behind it is nothing to anyone. */
  #end(failure: AttemptFailure | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#phase);
    clearTimeout(this.#total);
    this.#resolve({ status: this.#status, failure });
  }
}

const REDIRECTED = { errorCode: 11215, cause: undefined, isStale: false } as const;
