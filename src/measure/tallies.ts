import { STATUSES } from '../messaging/status.ts';
import { COUNTS, type Count, type Counts, type ErrorCount, type Figures } from './result.ts';

const COUNT: Readonly<Record<Count, number>> = Object.fromEntries(
  COUNTS.map((count, place) => [count, place]),
) as Record<Count, number>;
/** How the messages of a cohort ended lies side by side, what follows behind it. */
const LEFT_IN_PART: number = COUNTS.length;
/** One more than the instant of the latest conclusion; 0 where there is none. */
const AFTER_LAST_CONCLUSION: number = COUNTS.length + 1;
const WIDTH: number = COUNTS.length + 2;
/** What was submitted lies apart, since it is counted at another time: requests, then segments. */
const SUBMITTED_WIDTH = 2;
/** Error codes are below this, so that a cohort, a kind and a code make one whole number. */
const CODE_LIMIT = 65_536;
const KINDS = ['refused', 'failed', 'undelivered'] as const;
const UNDELIVERED = 2;
/** The counter of each final status, by its place in STATUSES. */
const BY_STATUS: readonly number[] = STATUSES.map((status) => COUNT[status as Count] ?? -1);

/** How the messages of each cohort ended, and with which codes. */
export class Tallies {
  readonly #counts: Float64Array;
  readonly #submitted: Float64Array;
  /** By (cohort, kind, code): errors are rare, so a map is small. */
  readonly #errors: Map<number, number> = new Map();

  /** @param cohorts number of cohorts. */
  constructor(cohorts: number) {
    this.#counts = new Float64Array(cohorts * WIDTH);
    this.#submitted = new Float64Array(cohorts * SUBMITTED_WIDTH);
  }

  submitted(cohort: number, segments: number): void {
    this.#submitted[cohort * SUBMITTED_WIDTH]! += 1;
    this.#submitted[cohort * SUBMITTED_WIDTH + 1]! += segments;
  }

  refused(cohort: number, code: number): void {
    this.#counts[cohort * WIDTH + COUNT.refused]! += 1;
    this.#countError(cohort, KINDS.indexOf('refused'), code);
  }

  failed(cohort: number, code: number): void {
    this.#counts[cohort * WIDTH + COUNT.failed]! += 1;
    this.#countError(cohort, KINDS.indexOf('failed'), code);
  }

  /** So many segments of an open message have left its sender, not all of them. */
  leftInPart(cohort: number, segments: number): void {
    this.#counts[cohort * WIDTH + LEFT_IN_PART]! += segments;
  }

  /** Delivered, undelivered, or sent with no receipt to come: `status` is a place in STATUSES. */
  concluded(cohort: number, status: number, code: number, atUs: number): void {
    this.#counts[cohort * WIDTH + BY_STATUS[status]!]! += 1;
    const last = cohort * WIDTH + AFTER_LAST_CONCLUSION;
    this.#counts[last] = Math.max(this.#counts[last]!, atUs + 1);
    if (code !== 0) this.#countError(cohort, UNDELIVERED, code);
  }

  canceled(cohort: number): void {
    this.#counts[cohort * WIDTH + COUNT.canceled]! += 1;
  }

  leftOpen(cohort: number): void {
    this.#counts[cohort * WIDTH + COUNT.open]! += 1;
  }

  /** Whether nothing was submitted in a cohort. */
  isEmpty(cohort: number): boolean {
    return this.#submitted[cohort * SUBMITTED_WIDTH] === 0;
  }

  /** The figures of one cohort, but for its latencies; `segmentsSent` are those of all messages that were sent. */
  of(cohort: number, segmentsSent: number): Omit<Figures, 'latencies'> {
    const ends = Object.fromEntries(
      COUNTS.map((count) => [count, this.#counts[cohort * WIDTH + COUNT[count]]!]),
    );
    const counts = { ...ends, submitted: this.#submitted[cohort * SUBMITTED_WIDTH]! };
    const afterLast = this.#counts[cohort * WIDTH + AFTER_LAST_CONCLUSION]!;
    return {
      counts: counts as Record<Count, number> satisfies Counts,
      segments: {
        submitted: this.#submitted[cohort * SUBMITTED_WIDTH + 1]!,
        sent: segmentsSent + this.#counts[cohort * WIDTH + LEFT_IN_PART]!,
      },
      lastConcludedAtUs: afterLast === 0 ? undefined : afterLast - 1,
      errors: this.#errorsByCohort().get(cohort) ?? [],
    };
  }

  #byCohort: Map<number, ErrorCount[]> | undefined;

  #errorsByCohort(): Map<number, ErrorCount[]> {
    if (this.#byCohort === undefined) {
      this.#byCohort = new Map();
      // Ascending by code, then by kind: the order in which reports list them.
      const entries = [...this.#errors].sort(([a], [b]) => (a % CODE_LIMIT) - (b % CODE_LIMIT) || a - b);
      for (const [key, count] of entries) {
        const place = Math.floor(key / CODE_LIMIT);
        const cohort = Math.floor(place / KINDS.length);
        const list = this.#byCohort.get(cohort) ?? [];
        list.push({ status: KINDS[place % KINDS.length]!, code: key % CODE_LIMIT, count });
        this.#byCohort.set(cohort, list);
      }
    }
    return this.#byCohort;
  }

  #countError(cohort: number, kind: number, code: number): void {
    const key = (cohort * KINDS.length + kind) * CODE_LIMIT + code;
    this.#errors.set(key, (this.#errors.get(key) ?? 0) + 1);
  }
}
