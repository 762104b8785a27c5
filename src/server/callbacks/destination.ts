import type { AllowedHosts } from './allowed-hosts.ts';
import { type ConnectionOverrides, readConnectionOverrides } from './connection-overrides.ts';
import type { CallbackErrorCode } from './due-callback.ts';

/** Where a callback goes, and how it is tried. */
export interface Destination {
  readonly isSecure: boolean;
  /** For the connection: IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** Value of `Host`. */
  readonly authority: string;
  /** With the query. */
  readonly path: string;
  /** Value of `Authorization`; undefined: none. */
  readonly authorization: string | undefined;
  /**
   * What is signed: the address as it is requested, so without the fragment, and without user and password, which no
   * application sees in the address of a request that it answers.
   */
  readonly signedUrl: string;
  readonly overrides: ConnectionOverrides;
}

/** A destination, or why nothing is sent there. */
export type DestinationReading =
  | { readonly ok: true; readonly destination: Destination }
  | { readonly ok: false; readonly errorCode: CallbackErrorCode | undefined; readonly why: string };

/**
 * Reads the address of a callback. Bad connection overrides stop it before any connection, with 11243: the errors
 * beside that one in the catalogue are all of addresses that could not be connected to (2026).
 */
export function readDestination(text: string, hosts: AllowedHosts): DestinationReading {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    return {
      ok: false,
      errorCode: 21609,
      why: 'It is no address that begins with http:// or https://.',
    };
  if (!hosts.allows(url)) return { ok: false, errorCode: undefined, why: refusalOf(url) };
  const reading = readConnectionOverrides(url.hash.slice(1));
  if (!reading.ok) return { ok: false, errorCode: 11243, why: reading.why };
  const isSecure = url.protocol === 'https:';
  const signedUrl = requestedOf(url);
  return {
    ok: true,
    destination: {
      isSecure,
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port) || (isSecure ? 443 : 80),
      authority: url.host,
      path: signedUrl.slice(url.origin.length),
      authorization: authorizationOf(url),
      signedUrl,
      overrides: reading.overrides,
    },
  };
}

/** An address without its fragment, user and password. A query that is empty keeps its question mark. */
function requestedOf({ href }: URL): string {
  const requested = new URL(href);
  requested.hash = '';
  requested.username = '';
  requested.password = '';
  return requested.href;
}

function refusalOf({ hostname }: URL): string {
  return `The host ${hostname} is not this machine, and is not among the hosts that are allowed by name.`;
}

/** Basic credentials of the user and password of an address. They are sent at once, not only after a 401. */
function authorizationOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')}`;
}

/** Without escapes; as it is where they are broken. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
