import { hash, timingSafeEqual } from 'node:crypto';
import type { ApiKeyEntry } from '../scenario/scenario.ts';
import { ApiError } from './api-error.ts';

/** Who may use the API. */
export interface Credentials {
  readonly accountSid: string;
  readonly authToken: string;
  /** Keys in place of both. */
  readonly keys: readonly ApiKeyEntry[];
}

/** Lets requests pass that have the Basic credentials of an account or of one of its API keys. */
export class Gate {
  readonly #known: readonly Buffer[];
  /** The headers as clients write them. */
  readonly #usual: readonly Buffer[];

  constructor({ accountSid, authToken, keys }: Credentials) {
    const known = [`${accountSid}:${authToken}`, ...keys.map(({ sid, secret }) => `${sid}:${secret}`)];
    this.#known = known.map(digestOf);
    this.#usual = known.map((one) => Buffer.from(`Basic ${Buffer.from(one).toString('base64')}`));
  }

  /** @param header of the request, `Authorization`. @throws ApiError otherwise. Compared in constant time. */
  pass(header = ''): void {
    const written = Buffer.from(header);
    // How long they are is no secret.
    if (this.#usual.some((one) => one.length === written.length && timingSafeEqual(one, written))) return;
    const [scheme = '', encoded = ''] = header.split(' ');
    const given = scheme.toLowerCase() === 'basic' ? Buffer.from(encoded, 'base64').toString('utf8') : '';
    const digest = digestOf(given);
    // All are compared, whichever fits.
    const fitting = this.#known.filter((one) => timingSafeEqual(digest, one));
    if (fitting.length > 0) return;
    const detail = 'Your AccountSid or AuthToken was incorrect.';
    throw new ApiError(401, 20003, 'Authenticate', detail);
  }
}

function digestOf(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
