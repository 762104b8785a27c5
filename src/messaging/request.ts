import type { SenderClass } from './senders.ts';

/** What a request to send asks for: its parameters as they were written. Absent and empty are the same. */
export interface MessageRequest {
  /** Path of its address; undefined where there is none, as in a scenario. */
  readonly path?: string | undefined;
  /** Whether its credentials are those of the account; undefined where there are none. */
  readonly isAuthenticated?: boolean | undefined;
  readonly to?: string | undefined;
  /** Country of a recipient of whom no number is known, as in a share of a country. */
  readonly toCountry?: string | undefined;
  /** A number, short code or alphanumeric id; the SID of a messaging service is one too. */
  readonly from?: string | undefined;
  /** SID of a messaging service, or its name in a scenario. */
  readonly messagingService?: string | undefined;
  readonly body?: string | undefined;
  readonly contentSid?: string | undefined;
  readonly media?: readonly Medium[] | undefined;
  readonly statusCallback?: string | undefined;
  /** Seconds. */
  readonly validityPeriod?: string | undefined;
  readonly scheduleType?: string | undefined;
  readonly sendAt?: string | undefined;
  /** Seconds from the request until `sendAt`: see {@link secondsUntil}; NaN when that is no time. */
  readonly sendInSeconds?: number | undefined;
}

/** A medium of a message, as far as it is known. */
export interface Medium {
  readonly url?: string | undefined;
  /** Content type of what lies behind the address. */
  readonly type?: string | undefined;
  /** Content type that the address answers with; empty when it names none. */
  readonly servedAs?: string | undefined;
  readonly bytes?: number | undefined;
  /** The error code with which it could not be fetched; undefined: it could, as far as anybody knows. */
  readonly failure?: number | undefined;
}

/** What the provider knows of the account that sends. */
export interface AccountFacts {
  /** `test`: test credentials, whose numbers have magic. */
  readonly type: 'full' | 'trial' | 'test';
  /** Numbers that a trial account has verified. */
  readonly verified: ReadonlySet<string>;
  /** Its senders, by what stands in From. */
  readonly senders: ReadonlyMap<string, SenderFacts>;
  /** Senders of other accounts. */
  readonly sendersOfOthers?: ReadonlySet<string>;
  /** Whether alphanumeric ids need not be among its senders. Default: they must. */
  readonly anyAlphanumeric?: boolean;
  /** Its messaging services, by SID or name. */
  readonly services: ReadonlyMap<string, ServiceFacts>;
  /** Countries that it may send to; undefined: all. */
  readonly geoPermissions: ReadonlySet<string> | undefined;
  /** Recipients who answered STOP. */
  readonly optedOut: ReadonlySet<string>;
  /** Whether it may send media. Default: yes. */
  readonly media?: boolean;
  /** The number that a trial account of the old kind has to use. */
  readonly sandboxNumber?: string | undefined;
  /** What is wrong with the provider itself at present. */
  readonly outage?: 'internal error' | 'unavailable' | 'no answer' | undefined;
  /** What its rulebook allows. */
  readonly limits: RequestLimits;
}

export interface SenderFacts {
  readonly class: SenderClass;
  /** ISO 3166 alpha-2; undefined for an alphanumeric id. */
  readonly country: string | undefined;
  /** Whether it can send texts; default: yes. */
  readonly text?: boolean;
  /** Whether it can send media; default: yes. */
  readonly media?: boolean;
  /** Whether it receives messages, too; default: yes. */
  readonly receives?: boolean;
  /** Whether the account has the address that the country of the sender asks for; default: yes. */
  readonly hasAddress?: boolean;
}

export interface ServiceFacts {
  /** What its senders write in From. */
  readonly pool: readonly string[];
  /** Whether it can be used at present; default: yes. */
  readonly available?: boolean;
  /** Where status callbacks of its messages go that name no address. */
  readonly statusCallback?: string | undefined;
}

/** The limits of a rulebook that static rules compare with. */
export interface RequestLimits {
  readonly validity: { readonly minimumSeconds: number; readonly maximumSeconds: number };
  readonly scheduling: { readonly minimumSeconds: number; readonly maximumSeconds: number };
  readonly media: MediaLimits;
  readonly alphanumeric: { readonly unsupportedCountries: readonly string[] };
}

/** What media a message may carry, and where to. */
export interface MediaLimits {
  /** Countries of sender and destination. */
  readonly countries: readonly string[];
  readonly maximumCount: number;
  /** Media and text together. */
  readonly maximumBytes: number;
  /** The same with a medium that is not adapted to the recipient's device. */
  readonly maximumBytesUnadapted: number;
  /** Content types that are made to fit the recipient's device; all other accepted ones pass as they are. */
  readonly adapted: readonly string[];
  /** Accepted content types; undefined: all. */
  readonly accepted: readonly string[] | undefined;
  readonly tooLarge: MediaOutcome;
  /** The address answers with another content type than the medium has, or with one that is not accepted. */
  readonly mismatch: MediaOutcome;
}

/** `refused`: the request is, as its media are looked at before it is answered. `failed`: the message, later. */
interface MediaOutcome {
  readonly code: number;
  readonly surface: 'refused' | 'failed';
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** Seconds from a time, in milliseconds since 1970, until an ISO 8601 time with offset; NaN when it is none. */
export function secondsUntil(sendAt: string, nowMs: number): number {
  return ISO_TIME.test(sendAt) && isDate(sendAt.slice(0, 10))
    ? (Date.parse(sendAt) - nowMs) / 1000
    : Number.NaN;
}

/** Whether the calendar has this day: a 31st of February is read as one in March otherwise. */
function isDate(day: string): boolean {
  const startMs = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(startMs) && new Date(startMs).toISOString().startsWith(day);
}
