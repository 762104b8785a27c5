import type { CampaignKind } from '../rulebooks/rulebook.ts';
import type { Duration, Factor, LatencyEntry, PerTime, Share, Size } from './entry-forms.ts';

/** An API key of the account. */
export interface ApiKeyEntry {
  /** `SK` and 32 hexadecimal digits. */
  readonly sid: string;
  readonly secret: string;
}

/** The account that sends, and limits on how it may. */
export interface AccountEntry {
  /** `full` unless said. `test`: test credentials, with their magic numbers. */
  readonly type?: 'full' | 'trial' | 'test';
  /** Numbers that a trial account may write to, in E.164. */
  readonly 'verified-callers'?: readonly string[];
  /** Account SID in `mpsim serve`; absent: one that follows from the seed. */
  readonly sid?: string;
  /** Auth token in `mpsim serve`; absent: one that follows from the seed. */
  readonly 'auth-token'?: string;
  /** Keys that may be used in place of account SID and auth token in `mpsim serve`. */
  readonly 'api-keys'?: readonly ApiKeyEntry[];
  /** Countries that may be written to; absent: every one. */
  readonly 'geo-permissions'?: readonly string[];
  /** Recipients who answered STOP, in E.164. */
  readonly 'opted-out'?: readonly string[];
  /** Requests under way at once; each takes `request-time`. */
  readonly concurrency?: number;
  readonly 'request-time'?: Duration;
  /** Messages a day: a calendar day of the scenario's zone. */
  readonly 'daily-limit'?: number;
  /** Over all senders, in place of what the rulebook says; `unlimited` for none. */
  readonly 'segments-per-second'?: number | 'unlimited';
}

/** A 10DLC campaign and the long codes that are registered with it. */
export interface CampaignEntry {
  readonly id: string;
  readonly senders: readonly string[];
  /** `standard` unless said. */
  readonly kind?: CampaignKind;
  /** 0 to 100. */
  readonly 'trust-score'?: number;
  /** Campaigns of one brand share its daily cap; absent: all of them are of one brand. */
  readonly brand?: string;
  /** By carrier, in place of what the rulebook says. */
  readonly 'segments-per-second'?: Readonly<Record<string, number>>;
  /** Segments and media messages of the brand a day, in place of what the rulebook says. */
  readonly 'daily-cap'?: number;
}

/** A messaging service: it picks a sender of its pool for each message. Streams name it in `from`. */
export interface ServiceEntry {
  readonly id: string;
  /** Ids as in a stream's `from`. */
  readonly senders: readonly string[];
  /** `round-robin` unless said. */
  readonly spread?: 'round-robin' | 'least-backlog' | 'random' | 'sticky';
  readonly 'sticky-sender'?: boolean;
  readonly 'area-code-match'?: boolean;
  readonly validity?: Duration;
  readonly 'smart-encoding'?: boolean;
  readonly 'mms-converter'?: boolean;
  /** Where status callbacks of its messages go, in `mpsim serve`, unless a request says. */
  readonly 'status-callback'?: string;
  /** Over the whole pool. */
  readonly 'segments-per-second'?: number;
  /** Tokens of its full bucket; absent: those of one second. */
  readonly burst?: number;
}

/** Something beside the text of a message. */
export interface MediaEntry {
  /** Its content type, such as `image/png`. */
  readonly type: string;
  /** Of each; absent: small enough for every limit. */
  readonly size?: Size;
  /** How many of these; 1 unless said. */
  readonly count?: number;
  /** The content type that its address answers with; absent: its own. */
  readonly 'served-as'?: string;
}

/** A client that tries again after some refusals and failures. */
export interface RetryEntry {
  readonly codes: readonly number[];
  /** In all, the first one included. */
  readonly attempts: number;
  /** The first pause. */
  readonly backoff: Duration;
  /** Each pause is so many times the one before; x2 unless said. */
  readonly factor?: Factor;
  /** No pause is longer. */
  readonly 'max-backoff'?: Duration;
  /** `full`: a random part of the pause; `none` unless said. */
  readonly jitter?: 'none' | 'full';
}

/** The endpoint that status callbacks go to, and overrides of how the provider delivers them. */
export interface CallbacksEntry {
  /** Until the endpoint answers. */
  readonly latency: LatencyEntry;
  readonly failures?: { readonly connect?: Share; readonly error?: Share };
  /** Requests that it works off; absent: any number at once. */
  readonly capacity?: PerTime;
  /** Attempts after the first. */
  readonly retries?: number;
  readonly 'retry-on'?: readonly ('connect' | 'timeout' | 'error')[];
  readonly timeout?: Duration;
}

/** Prices in the currency of the rulebook's card, in place of its own. */
export interface PricesEntry {
  /** Of a segment of a text; by destination country where it differs. */
  readonly segment?: number | Readonly<Record<string, number>>;
  /** Of a message with media. */
  readonly media?: number | Readonly<Record<string, number>>;
  /** On top of each segment. */
  readonly 'carrier-fee'?: number;
  /** Of each message that fails. */
  readonly failed?: number;
  readonly 'number-per-month'?: number;
}
