/** A message as the list has it. */
export interface Row {
  readonly index: number;
  readonly to: string;
  readonly from: string;
  readonly status: string;
  readonly error_code: number;
  readonly segments: number;
  readonly is_mms: boolean;
  readonly updated_us: number;
}

/** Simulated microseconds; segments waiting; requests, messages that left, and messages delivered, so far. */
export type Point = readonly [us: number, waiting: number, requests: number, left: number, delivered: number];

/** What became of a callback. */
export interface Outcome {
  readonly us: number;
  readonly message: number;
  readonly status: string;
  readonly host: string;
  readonly result: string;
  readonly attempts: number;
  readonly http?: number;
  readonly error_code?: number;
  readonly why?: string;
  readonly ms: number;
}

/** What each event tells. */
export interface Update {
  readonly clock: {
    readonly now_us: number;
    readonly speed: string;
    /** Simulated seconds in a second at present. */
    readonly factor: number;
    readonly next_event_us: number | null;
    readonly is_advancing: boolean;
  };
  readonly requests: number;
  readonly open: number;
  readonly messages: Readonly<Record<string, number>>;
  readonly waiting: number;
  readonly queues_filled: number;
  readonly queues: readonly { readonly id: string; readonly address: string; readonly segments: number }[];
  readonly faults: object;
  /** The latest first. */
  readonly changed: readonly Row[];
  /** Whether more changed than is told, so that nothing is left of what was known. */
  readonly changed_is_all: boolean;
  readonly series: { readonly from: number; readonly points: readonly Point[] };
  readonly callbacks: {
    readonly answered: number;
    readonly given_up: number;
    readonly latest: readonly Outcome[];
  };
}

/** What the first event, and one after a gap, tells besides. */
export interface Snapshot extends Update {
  readonly scenario: string;
  readonly rulebook: string;
  readonly account_sid: string;
  readonly start_ms: number;
  readonly senders: readonly { readonly id: string; readonly address: string }[];
  readonly sender_count: number;
  readonly services: readonly string[];
  readonly carriers: readonly string[];
}

/** So many messages are listed: those that changed last. */
const ROWS_MAX = 300;
const OUTCOMES_MAX = 100;

/** What the page knows: bounded, whatever the session has seen. */
export interface State {
  readonly session: Snapshot;
  readonly figures: Update;
  /** By number, the one that changed last at the end. */
  readonly rows: Map<number, Row>;
  readonly points: Point[];
  /** The latest first. */
  readonly outcomes: readonly Outcome[];
}

/** The whole, as it is told at first. */
export function begin(session: Snapshot): State {
  const rows = new Map(session.changed.toReversed().map((row) => [row.index, row]));
  const { series, callbacks } = session;
  return { session, figures: session, rows, points: [...series.points], outcomes: callbacks.latest };
}

/** What is new. Changes the state's rows and points in place. What is known already may come again. */
export function go({ session, figures, rows, points, outcomes }: State, update: Update): State {
  if (update.changed_is_all) rows.clear();
  for (let at = update.changed.length - 1; at >= 0; at -= 1) {
    const row = update.changed[at]!;
    rows.delete(row.index);
    rows.set(row.index, row);
  }
  for (const index of rows.keys()) {
    if (rows.size <= ROWS_MAX) break;
    rows.delete(index);
  }
  points.length = Math.min(points.length, update.series.from);
  points.push(...update.series.points);
  const news = heard(update) - heard(figures);
  const latest = update.callbacks.latest.slice(0, Math.max(news, 0));
  return {
    session,
    figures: update,
    rows,
    points,
    outcomes: [...latest, ...outcomes].slice(0, OUTCOMES_MAX),
  };
}

function heard({ callbacks }: Update): number {
  return callbacks.answered + callbacks.given_up;
}
