import { US_PER_SECOND } from '../kernel/time.ts';
import { STATUSES, type Status } from '../messaging/status.ts';
import type { CallbackFacts, CallbackFailure, CallbackView } from '../pipeline/callback-facts.ts';
import { Distribution, EXACT_RUN } from './distribution.ts';

/** How many status callbacks fared how. A callback is due, and each attempt begins and ends, within the run. */
export interface CallbackCounts {
  /** Changes of status that are called back: delivered, lost, and those that the end of the run finds under way. */
  readonly due: number;
  /** Attempts begun. */
  readonly attempted: number;
  /** Answered well and in time. */
  readonly delivered: number;
  /** Given up. */
  readonly lost: number;
  /** Tried more than once. */
  readonly retried: number;
  /** Attempts that failed for want of a connection, with an answer after the time limit, with an error as the answer. */
  readonly notConnected: number;
  readonly tooLate: number;
  readonly answeredWithError: number;
}

/** Callbacks that the end of the run finds neither delivered nor given up. */
export function underWay({ due, delivered, lost }: CallbackCounts): number {
  return due - delivered - lost;
}

/** The most attempts that began within any one second, and when the first of them did: of several such, the earliest. */
export interface CallbackPeak {
  readonly attempts: number;
  readonly startUs: number;
}

/** What became of a group of status callbacks. */
export interface CallbackGroup {
  readonly counts: CallbackCounts;
  /** From due to delivered, in microseconds. */
  readonly delay: Distribution;
  /** Undefined when there were no attempts. */
  readonly peak: CallbackPeak | undefined;
}

/** What became of all status callbacks, and of those of each status that fell due, in the order of STATUSES. */
export interface CallbackFigures extends CallbackGroup {
  readonly byStatus: readonly (CallbackGroup & { readonly status: Status })[];
}

/** Counts and times what becomes of status callbacks, by status and of all. */
export class CallbackMeasure implements CallbackFacts {
  /** By place in STATUSES. */
  readonly #tallies: readonly CallbackTally[] = STATUSES.map(() => new CallbackTally());
  readonly #peak = new BusiestSecond();
  readonly #fallsDue: (callback: CallbackView) => void;
  #due = 0;

  /** @param fallsDue hears of every callback that falls due: for the fingerprint of the run. */
  constructor(fallsDue: (callback: CallbackView) => void) {
    this.#fallsDue = fallsDue;
  }

  due(callback: CallbackView): void {
    this.#fallsDue(callback);
    this.#tallies[callback.status]!.counts.due += 1;
    this.#due += 1;
    if (this.#due === EXACT_RUN + 1) for (const { delay } of this.#tallies) delay.condense();
  }

  attempted({ status, attempts }: CallbackView, atUs: number): void {
    const { counts, peak } = this.#tallies[status]!;
    counts.attempted += 1;
    if (attempts === 2) counts.retried += 1;
    peak.add(atUs);
    this.#peak.add(atUs);
  }

  attemptFailed({ status }: CallbackView, failure: CallbackFailure): void {
    this.#tallies[status]!.counts[FAILURE_COUNT[failure]] += 1;
  }

  delivered({ status, dueAtUs }: CallbackView, atUs: number): void {
    const { counts, delay } = this.#tallies[status]!;
    counts.delivered += 1;
    delay.add(atUs - dueAtUs);
  }

  lost({ status }: CallbackView): void {
    this.#tallies[status]!.counts.lost += 1;
  }

  /** What was measured. */
  figures(): CallbackFigures {
    const present = STATUSES.flatMap((status, place) => {
      const { counts, delay, peak } = this.#tallies[place]!;
      return counts.due === 0 ? [] : [{ status, counts: { ...counts }, delay, peak: peak.found }];
    });
    return {
      counts: sumOf(present.map(({ counts }) => counts)),
      delay: Distribution.merge(
        present.map(({ delay }) => delay),
        this.#due <= EXACT_RUN,
      ),
      peak: this.#peak.found,
      byStatus: present,
    };
  }
}

const FAILURE_COUNT = {
  connect: 'notConnected',
  timeout: 'tooLate',
  error: 'answeredWithError',
} as const satisfies Record<CallbackFailure, keyof CallbackCounts>;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function noCounts(): Mutable<CallbackCounts> {
  return {
    due: 0,
    attempted: 0,
    delivered: 0,
    lost: 0,
    retried: 0,
    notConnected: 0,
    tooLate: 0,
    answeredWithError: 0,
  };
}

function sumOf(parts: readonly CallbackCounts[]): CallbackCounts {
  const sum = noCounts();
  for (const part of parts) {
    for (const count of Object.keys(sum) as (keyof CallbackCounts)[]) sum[count] += part[count];
  }
  return sum;
}

class CallbackTally {
  readonly counts = noCounts();
  readonly delay = new Distribution(true);
  readonly peak = new BusiestSecond();
}

/** Attempts within a second that there is room for from the start. */
const ROOM = 16;

/**
 * The second with the most events, beginning at any instant. They come in time order, so those of the second that ends
 * with the latest are enough: held in a ring that grows to twice its size when it is full. O(1) each.
 */
class BusiestSecond {
  #ring = new Float64Array(ROOM);
  /** Where the earliest stands. */
  #first = 0;
  #count = 0;
  #highest = 0;
  #startUs = 0;

  add(atUs: number): void {
    while (this.#count > 0 && this.#ring[this.#first]! <= atUs - US_PER_SECOND) {
      this.#first = (this.#first + 1) % this.#ring.length;
      this.#count -= 1;
    }
    if (this.#count === this.#ring.length) this.#grow();
    this.#ring[(this.#first + this.#count) % this.#ring.length] = atUs;
    this.#count += 1;
    if (this.#count <= this.#highest) return;
    this.#highest = this.#count;
    this.#startUs = this.#ring[this.#first]!;
  }

  get found(): CallbackPeak | undefined {
    return this.#highest === 0 ? undefined : { attempts: this.#highest, startUs: this.#startUs };
  }

  #grow(): void {
    const ring = new Float64Array(2 * this.#ring.length);
    ring.set(this.#ring.subarray(this.#first));
    ring.set(this.#ring.subarray(0, this.#first), this.#ring.length - this.#first);
    this.#ring = ring;
    this.#first = 0;
  }
}
