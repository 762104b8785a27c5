import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { LOCALHOST } from './allowed-hosts.ts';
import type { CallbackRequest } from './callback-request.ts';
import type { Destination } from './destination.ts';

/** Connections to endpoints, kept open between requests. Proxies of the environment are not used. */
export class Connections {
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;
  #closed = false;

  /** @param perEndpoint most connections to one endpoint; what is posted beyond waits for one that gets free. */
  constructor(perEndpoint: number) {
    const options = { keepAlive: true, maxSockets: perEndpoint, maxFreeSockets: perEndpoint };
    this.#http = new HttpAgent(options);
    this.#https = new HttpsAgent(options);
  }

  /**
   * Begins a POST; the caller writes the body.
   *
   * @throws the system's error where a header cannot be sent, and when they are closed.
   */
  begin({ isSecure, host, port, path }: Destination, { headers }: CallbackRequest): ClientRequest {
    if (this.#closed) throw new Error('the sender is stopped');
    const agent = isSecure ? this.#https : this.#http;
    const options: RequestOptions = { method: 'POST', host, port, path, headers, agent };
    if (host === LOCALHOST) options.lookup = lookupLocalhost;
    return isSecure ? httpsRequest(options) : httpRequest(options);
  }

  /** Closes all connections, for good. */
  close(): void {
    this.#closed = true;
    this.#http.destroy();
    this.#https.destroy();
  }
}

/** Finds this machine, in place of what a resolver or a hosts file may call so. */
export const lookupLocalhost: LookupFunction = (_, { all }, found) => {
  if (all === true)
    found(null, [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]);
  else found(null, '127.0.0.1', 4);
};
