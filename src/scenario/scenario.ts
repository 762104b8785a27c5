import type { Status } from '../messaging/status.ts';
import type { CostItem } from '../rulebooks/prices.ts';
import type { Duration, Factor, LatencyEntry, Moment, PerTime, Share } from './entry-forms.ts';
import type {
  AccountEntry,
  CallbacksEntry,
  CampaignEntry,
  MediaEntry,
  PricesEntry,
  RetryEntry,
  ServiceEntry,
} from './provider-entries.ts';

export type { Duration, LatencyEntry, Share } from './entry-forms.ts';
export type * from './provider-entries.ts';

/**
 * A scenario as its author wrote it: the value that a YAML file holds, well formed and meaningful, with the content
 * of the files that it names. `readScenario` makes it from text; a library user may write it in TypeScript.
 */
export interface Scenario {
  readonly name: string;
  /** `twilio-guide` unless said. A path, such as `./acme.yaml`, names a rulebook of one's own among `files`. */
  readonly rulebook: string;
  /** Decimal digits or any other text; a number in YAML is taken as written. */
  readonly seed: string;
  /** ISO date-time with offset. */
  readonly start?: string;
  /** IANA zone: for times of day and daily profiles; without it they follow the offset of `start`. */
  readonly zone?: string;
  readonly run:
    | { readonly until: 'drained' }
    | { readonly for: Duration; readonly 'warm-up'?: Duration | 'mser-5' };
  /** Absent: a full account without limits of its own. */
  readonly account?: AccountEntry;
  readonly senders: readonly SenderEntry[];
  readonly campaigns?: readonly CampaignEntry[];
  readonly 'messaging-services'?: readonly ServiceEntry[];
  readonly traffic: readonly StreamEntry[];
  /** Absent: the stated default carrier. */
  readonly carriers?: Readonly<Record<string, CarrierEntry>>;
  readonly incidents: readonly IncidentEntry[];
  /** Absent: nobody asks for status callbacks. */
  readonly callbacks?: CallbacksEntry;
  /** Prices in place of the rulebook's. */
  readonly prices?: PricesEntry;
  readonly expect: readonly ExpectationEntry[];
  /** What a planner may choose. */
  readonly plan?: PlanningEntry;
  /** What is uncertain, by the path of a value: a range such as `20000..60000`, or alternatives. A run ignores it. */
  readonly vary?: Readonly<Record<string, string | readonly unknown[]>>;
  /** What `mpsim sweep` does with it. A run ignores it. */
  readonly sweep?: SweepEntry;
  /** Text of every file that the scenario names, by the path as written. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a sweep changes, and how. */
export interface SweepEntry {
  /** By the path of a value: `10000..100000:10`, or a list; or a list of cells. */
  readonly vary: Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];
  readonly design?: 'grid' | 'list' | 'latin-hypercube';
  readonly cells?: number;
  readonly replications?: number;
}

/** The carrier that every scenario has: it takes what no other does, and the others follow it. */
export const DEFAULT_CARRIER = 'default';

/** What `mpsim plan` may choose, and what it makes smallest. A run ignores it. */
export interface PlanningEntry {
  /** By sender entry. */
  readonly choose: Readonly<Record<string, ChoiceEntry>>;
  /** How pools may spread their messages; absent: as they say themselves. */
  readonly spread?: readonly SpreadWord[];
  /** `cost` unless said. */
  readonly minimise?: 'cost' | 'senders';
}

export interface ChoiceEntry {
  /** Absent: the kind that it has. */
  readonly kinds?: readonly ('long-code' | 'toll-free' | 'short-code')[];
  /** `1..500`, or a single number. */
  readonly count: string;
}

export type SpreadWord = 'round-robin' | 'least-backlog' | 'random' | 'sticky';

/** One sender or a row of equal ones. Exactly one of `number`, `numbers`, `short-code`, `alphanumeric`. */
export interface SenderEntry {
  readonly id: string;
  /** E.164. */
  readonly number?: string;
  /** A list, or `count` consecutive numbers from `from`. They are `id#1`, `id#2`, … in reports. */
  readonly numbers?: readonly string[] | { readonly from: string; readonly count: number };
  readonly 'short-code'?: { readonly code: string; readonly country: string };
  /** 1 to 11 letters, digits or spaces with at least one letter. */
  readonly alphanumeric?: string;
  /** Overrides the rulebook's rate of each of its numbers; `unlimited` for none. */
  readonly 'segments-per-second'?: number | 'unlimited';
  /** Tokens of the full bucket, 1 or more; default 1. */
  readonly burst?: number;
  /** Overrides the rulebook's horizon (4 h under the guide). */
  readonly 'queue-horizon'?: Duration;
}

/** A traffic stream. One of `body`, `segments` and `media` unless it is a trace; `to` likewise. */
export interface StreamEntry {
  readonly id: string;
  /** Id of a sender entry, or of one number of it (`promo#2`), or a list of these; or of a messaging service. */
  readonly from: string | readonly string[];
  /** A sender that the requests name although they go through a service. */
  readonly sender?: string;
  /** Shares by country that add up to 100 %, a list of E.164 numbers taken in turn, or a CSV column of them. */
  readonly to?: Readonly<Record<string, Share>> | readonly string[] | CsvColumn;
  readonly body?: BodyEntry | readonly BodyEntry[];
  /** Shares by number of segments that add up to 100 %. */
  readonly segments?: Readonly<Record<string, Share>>;
  readonly media?: MediaEntry | readonly MediaEntry[];
  /** How long a message may wait for its first segment to leave. */
  readonly validity?: Duration;
  /** When its messages are queued, or how long after each request. */
  readonly 'send-at'?: Moment | { readonly after: Duration };
  /** The client takes back a share of its messages, so long after each request. */
  readonly cancel?: { readonly share: Share; readonly after: Duration };
  /** Share of its recipients who opted out. */
  readonly 'opted-out'?: Share;
  /** Share of the messages that every carrier would filter: refused, or failed through a service. */
  readonly filtered?: Share;
  /** Absent: as its service has it. */
  readonly 'smart-encoding'?: boolean;
  readonly priority?: 'normal' | 'high';
  /** Hours of the recipient's day in which the client sends. */
  readonly hours?: HoursEntry;
  /** Requests that the client makes at the most. */
  readonly pace?: PerTime;
  readonly retry?: RetryEntry;
  /** One phase or several. */
  readonly arrivals: ArrivalsEntry | readonly ArrivalsEntry[];
}

/** Half-open; past midnight where `until` is the earlier time of day. */
export interface HoursEntry {
  readonly from: string;
  readonly until: string;
  /** Shares by IANA zone. Absent: the main zone of each country. */
  readonly zones?: Readonly<Record<string, Share>>;
}

/** A column of a CSV file with a header line, taken row after row, over again when it ends. */
export interface CsvColumn {
  readonly csv: string;
  readonly column: string;
}

/** Text as it is, or a variant with a weight (default 1): fixed text, or a template with `{field}` places. */
export type BodyEntry =
  | string
  | { readonly text: string; readonly weight?: number }
  | {
      readonly template: string;
      readonly fields: Readonly<Record<string, readonly string[] | CsvColumn>>;
      readonly weight?: number;
    };

export type ArrivalsEntry =
  | { readonly batch: number; readonly at: Moment }
  /** Evenly spaced, the first at `from`. `until` or `count` or both. `from` defaults to 0s. */
  | { readonly rate: PerTime; readonly from?: Moment; readonly until?: Moment; readonly count?: number }
  | { readonly poisson: PerTime; readonly from?: Moment; readonly until?: Moment; readonly count?: number }
  /** The rate grows or falls in a straight line; evenly spaced by its integral. */
  | {
      readonly ramp: { readonly from: PerTime; readonly to: PerTime };
      readonly from?: Moment;
      readonly until: Moment;
    }
  /** Poisson; each rate holds from its time of day to the next one. `daily` repeats it until `until` or the run's end. */
  | {
      readonly profile: Readonly<Record<string, PerTime>>;
      readonly repeat?: 'daily';
      readonly from?: Moment;
      readonly until?: Moment;
    }
  /** CSV with header `time,to,body` or `time,to,segments`, optionally `from`. */
  | { readonly trace: string };

/** A mobile network. What is absent follows carrier `default`. */
export interface CarrierEntry {
  /** Countries that it serves: all of their traffic, or the given share of it. `default` takes the rest. */
  readonly to?: string | readonly string[] | Readonly<Record<string, Share>>;
  readonly latency?: LatencyEntry;
  readonly outcomes?: OutcomesEntry;
}

/** Shares that add up to 100 %; `undelivered` and `no-receipt` may be absent. */
export interface OutcomesEntry {
  readonly delivered?: Share;
  /** Share by error code. */
  readonly undelivered?: Readonly<Record<string, Share>>;
  readonly 'no-receipt'?: Share;
}

/** A disturbance of a carrier, a sender or a campaign. `for` absent: it never ends. */
export interface IncidentEntry {
  readonly at: Moment;
  readonly for?: Duration;
  readonly carrier?: string;
  readonly latency?: Factor;
  readonly outcomes?: OutcomesEntry;
  readonly sender?: string;
  readonly campaign?: string;
  readonly rate?: Factor;
  readonly down?: true;
}

/** A bound on one statistic of one metric. */
export interface ExpectationEntry {
  readonly metric: string;
  readonly of?: {
    readonly traffic?: string;
    readonly sender?: string;
    readonly carrier?: string;
    readonly code?: number;
    readonly status?: Status;
    readonly item?: CostItem;
  };
  /** `warn`: that it breaks is told, and does not change the exit status. `fail` unless said. */
  readonly severity?: 'fail' | 'warn';
  /**
   * The statistic (`mean`, `min`, `max`, `p50` … `p99.9`, `count`, `share`, `at`, `total`) and its bound; `at-most` and
   * `at-least` themselves where the metric has one statistic only.
   */
  readonly [statistic: string]: unknown;
  /** Line in the file, from 1; 0 when the scenario came from code. */
  readonly line: number;
}
