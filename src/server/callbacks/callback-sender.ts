import { AllowedHosts } from './allowed-hosts.ts';
import { Connections } from './connections.ts';
import { type DeliveryTerms, deliver } from './delivery.ts';
import { type Destination, type DestinationReading, readDestination } from './destination.ts';
import type { CallbackOutcome, DueCallback } from './due-callback.ts';
import { Fifo } from './fifo.ts';

/** How much is under way at once. */
export interface CallbackLimits {
  /** Callbacks in all. A quarter of them is kept for endpoints to which nothing is under way. */
  readonly total: number;
  /** Callbacks to one endpoint, which is a scheme, a host and a port. */
  readonly perEndpoint: number;
  /** Bytes of an answer's body that are read. */
  readonly responseBytes: number;
}

/** Enough to keep an application busy, and far from what its listen queue takes. */
export const CALLBACK_LIMITS: CallbackLimits = { total: 256, perEndpoint: 64, responseBytes: 65_536 };

/** What a sender is made with. */
export interface CallbackSenderOptions {
  readonly authToken: string;
  /** Hosts besides this machine, as they stand in addresses. */
  readonly allowedHosts: readonly string[];
  readonly limits: CallbackLimits;
  /** Told once of each callback that was sent, unless the sender is stopped before; never within `send`. */
  readonly told: (outcome: CallbackOutcome) => void;
}

/**
 * Delivers status callbacks: those of a message one after the other in the order given, those of different messages
 * at once within limits, and those of one endpoint without regard to any other. O(1) for each callback.
 */
export class CallbackSender {
  readonly #told: (outcome: CallbackOutcome) => void;
  readonly #limits: CallbackLimits;
  readonly #hosts: AllowedHosts;
  readonly #terms: DeliveryTerms;
  /** By address, the ones that were read last: most callbacks go to few. */
  readonly #read: Map<string, DestinationReading> = new Map();
  /** By message of which something is not done: its last callback. */
  readonly #last: Map<number, Waiting> = new Map();
  /** By scheme, host and port, those with something under way or waiting. */
  readonly #endpoints: Map<string, Endpoint> = new Map();
  /** Those with something that waits and room below their own limit, the next first. */
  readonly #eager: Set<Endpoint> = new Set();
  readonly #settling: (() => void)[] = [];
  #underWay = 0;
  #open = 0;
  #stopped = false;
  #isBeginning = false;

  constructor({ authToken, allowedHosts, limits, told }: CallbackSenderOptions) {
    this.#told = told;
    this.#limits = limits;
    this.#hosts = new AllowedHosts(allowedHosts);
    const connections = new Connections(limits.perEndpoint);
    this.#terms = { connections, authToken, responseBytesMax: limits.responseBytes };
  }

  /** Takes a callback. Nothing happens once the sender is stopped. */
  send(due: DueCallback): void {
    if (this.#stopped) return;
    const waiting: Waiting = { due, next: undefined };
    const last = this.#last.get(due.message);
    this.#last.set(due.message, waiting);
    this.#open += 1;
    if (last === undefined) this.#queue(waiting);
    else last.next = waiting;
  }

  /** Callbacks that are neither answered nor given up. */
  get open(): number {
    return this.#open;
  }

  /** Resolves once nothing is under way or waiting: at once if that is so now. */
  settled(): Promise<void> {
    if (this.#open === 0) return Promise.resolve();
    return new Promise((resolve) => this.#settling.push(resolve));
  }

  /** Closes all connections and forgets what is not done; nothing is told of it. */
  stop(): void {
    this.#stopped = true;
    this.#eager.clear();
    this.#last.clear();
    this.#terms.connections.close();
    this.#open = 0;
    this.#settle();
  }

  /** A callback whose turn within its message has come. */
  #queue(waiting: Waiting): void {
    const { due } = waiting;
    const reading = this.#readingOf(due.url);
    if (!reading.ok) {
      const { errorCode, why } = reading;
      const outcome: CallbackOutcome = {
        due,
        attempts: 0,
        result: 'given up',
        errorCode,
        why,
        durationMs: 0,
      };
      setImmediate(() => this.#finish(waiting, outcome));
      return;
    }
    const { destination } = reading;
    const endpoint = this.#endpointOf(destination);
    endpoint.waiting.append({ waiting, destination });
    if (endpoint.underWay < this.#limits.perEndpoint) this.#eager.add(endpoint);
    this.#beginSoon();
  }

  #readingOf(url: string): DestinationReading {
    const known = this.#read.get(url);
    if (known !== undefined) return known;
    if (this.#read.size === READ_MAX) this.#read.clear();
    const reading = readDestination(url, this.#hosts);
    this.#read.set(url, reading);
    return reading;
  }

  #endpointOf({ isSecure, host, port }: Destination): Endpoint {
    const key = `${isSecure} ${host} ${port}`;
    const known = this.#endpoints.get(key);
    if (known !== undefined) return known;
    const endpoint: Endpoint = { key, underWay: 0, waiting: new Fifo() };
    this.#endpoints.set(key, endpoint);
    return endpoint;
  }

  /**
   * At the end of this turn, so that what may begin after all the answers that came together begins together: each
   * write alone would wake an endpoint that waits for it, and that takes longer than to put a callback together.
   */
  #beginSoon(): void {
    if (this.#isBeginning) return;
    this.#isBeginning = true;
    setImmediate(() => {
      this.#isBeginning = false;
      this.#begin();
    });
  }

  /** Begins what may begin, the endpoints in turn. */
  #begin(): void {
    const { total, perEndpoint } = this.#limits;
    const spare = Math.floor(total / 4);
    for (const endpoint of this.#eager) {
      if (this.#underWay >= total) return;
      // The spare places are for endpoints that have none.
      if (this.#underWay >= total - spare && endpoint.underWay > 0) continue;
      // To the end of the line, which this loop comes to again.
      this.#eager.delete(endpoint);
      const next = endpoint.waiting.take();
      if (next === undefined) continue;
      this.#deliver(endpoint, next);
      if (endpoint.waiting.length > 0 && endpoint.underWay < perEndpoint) this.#eager.add(endpoint);
    }
  }

  #deliver(endpoint: Endpoint, { waiting, destination }: Addressed): void {
    endpoint.underWay += 1;
    this.#underWay += 1;
    void deliver(this.#terms, waiting.due, destination).then((outcome) => {
      endpoint.underWay -= 1;
      this.#underWay -= 1;
      if (endpoint.waiting.length > 0) this.#eager.add(endpoint);
      else if (endpoint.underWay === 0) this.#endpoints.delete(endpoint.key);
      this.#finish(waiting, outcome);
      this.#beginSoon();
    });
  }

  #finish(waiting: Waiting, outcome: CallbackOutcome): void {
    if (this.#stopped) return;
    this.#told(outcome);
    // What was told may have stopped the sender, or sent more of this message.
    if (this.#stopped) return;
    const { due, next } = waiting;
    if (next !== undefined) this.#queue(next);
    else this.#last.delete(due.message);
    this.#open -= 1;
    if (this.#open === 0) this.#settle();
  }

  #settle(): void {
    for (const resolve of this.#settling.splice(0)) resolve();
  }
}

const READ_MAX = 1000;

/** A callback that is not done. */
interface Waiting {
  readonly due: DueCallback;
  /** The next one of the same message. */
  next: Waiting | undefined;
}

/** A callback whose turn within its message has come. */
interface Addressed {
  readonly waiting: Waiting;
  readonly destination: Destination;
}

interface Endpoint {
  readonly key: string;
  underWay: number;
  readonly waiting: Fifo<Addressed>;
}
