import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Medium } from '../../messaging/request.ts';
import { ApiError } from '../api-error.ts';
import type { AllowedHosts } from '../callbacks/allowed-hosts.ts';
import { readDestination } from '../callbacks/destination.ts';
import { type Got, get, type MediaAgents } from './get.ts';
import { typeOf } from './sniffed-type.ts';

/** How much is fetched, and for how long. */
export interface FetchLimits {
  /** Connections to one endpoint, which is a scheme, a host and a port, and in all of a scheme. What is more, waits. */
  readonly perEndpoint: number;
  readonly total: number;
  /** For one medium with its redirects, from when it need not wait any more. */
  readonly timeoutMs: number;
  readonly redirects: number;
}

/** 15 seconds are what webhooks have in all; the other figures are a choice, and far from what a machine can do. */
export const FETCH_LIMITS: FetchLimits = { perEndpoint: 16, total: 64, timeoutMs: 15_000, redirects: 5 };

/** Why a medium could not be fetched. */
export interface FetchFailure {
  /** Without the path, which may hold secrets; empty where the address has none. */
  readonly host: string;
  readonly errorCode: number;
  readonly why: string;
}

/** What a fetcher is made with. */
export interface MediaFetcherOptions {
  readonly hosts: AllowedHosts;
  readonly limits: FetchLimits;
  /** Bytes of a medium that are read: of a larger one only this many and one more are counted. */
  readonly bytesMax: number;
  readonly told: (failure: FetchFailure) => void;
}

/** Fetches media: from this machine and hosts that are allowed by name, within limits of number, time and size. */
export class MediaFetcher {
  readonly #options: MediaFetcherOptions;
  readonly #agents: MediaAgents;
  #stopped = false;

  constructor(options: MediaFetcherOptions) {
    const { perEndpoint, total } = options.limits;
    const sockets = { maxSockets: perEndpoint, maxTotalSockets: total };
    this.#options = options;
    this.#agents = { http: new HttpAgent(sockets), https: new HttpsAgent(sockets) };
  }

  /**
   * What lies behind addresses, in their order; all are fetched at once.
   *
   * @throws ApiError when the fetcher is stopped meanwhile: then nothing is known of them.
   */
  async fetch(urls: readonly string[]): Promise<readonly Medium[]> {
    const media = await Promise.all(urls.map((url) => this.#fetchOne(url)));
    if (this.#stopped) throw new ApiError(503, 20503, 'The server stops.');
    return media;
  }

  /** Closes all connections, for good. */
  stop(): void {
    this.#stopped = true;
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  async #fetchOne(url: string): Promise<Medium> {
    const { limits } = this.#options;
    let address = url;
    let leftMs = limits.timeoutMs;
    for (let hops = 0; hops <= limits.redirects; hops += 1) {
      const got = await this.#get(address, leftMs);
      if (got.kind === 'failed') return this.#failed(url, address, got.errorCode, got.why);
      if (got.kind === 'medium') {
        const { servedAs, bytes } = got;
        return { url, type: typeOf(got.head, servedAs), servedAs, bytes };
      }
      address = got.to;
      leftMs -= got.tookMs;
    }
    return this.#failed(url, address, 11215, `It was redirected more than ${limits.redirects} times.`);
  }

  #get(address: string, leftMs: number): Promise<Got> | Got {
    if (this.#stopped) return { kind: 'failed', errorCode: 11205, why: 'The server stops.' };
    const { hosts, bytesMax } = this.#options;
    const reading = readDestination(address.replace(/#.*$/s, ''), hosts);
    if (reading.ok) return get(this.#agents, reading.destination, { leftMs, bytesMax });
    // A host that is not allowed is out of reach, and so is a redirect to what is no web address.
    return { kind: 'failed', errorCode: 11205, why: reading.why };
  }

  #failed(url: string, address: string, errorCode: number, why: string): Medium {
    const host = URL.canParse(address) ? new URL(address).host : '';
    this.#options.told({ host, errorCode, why });
    return { url, failure: errorCode };
  }
}
