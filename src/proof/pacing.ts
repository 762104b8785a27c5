import type { Rate } from '../kernel/rate.ts';
import type { DepartureNotes } from '../measure/notes.ts';
import type { PromisedBucket } from './terms.ts';
import { type Broken, isCovered, WindowBound, windowWords } from './window-bound.ts';

/** The numbers of a lane lie side by side. */
const UNITS_PER_US = 0;
const UNITS_PER_TOKEN = 1;
/** Tokens of the full bucket but for one, in units. */
const ROOM = 2;
const LAST_AT = 3;
/** Just after the last departure: what the worst window so far lets go beyond its rate. */
const WINDOW = 4;
/** Just after the last departure: how far ahead the recursion's bucket is full again. */
const LINDLEY = 5;
const WIDTH = 8;

const NOTHING = 0;
const WINDOW_ONLY = 1;
const BOTH = 2;

/**
 * Holds each departure of plain lanes against what was promised of their rate, in exact whole numbers and O(1) each.
 *
 * - The window bound, by virtual scheduling: in every half-open window [a, b) at most the burst and what the rate
 *   earns. The worst window that ends with a departure begins at another one; what it lets go beyond its rate is
 *   kept from departure to departure.
 * - Lindley's recursion, with bursts: a segment leaves when its message was queued, or when its token is there,
 *   whichever is later, and that is a single instant. Where a message may leave the queue otherwise, or is overtaken,
 *   or the rate changes, it does not apply.
 *
 * Memory: 64 bytes a lane. It shares no figure with the pacing of the model.
 */
export class PacingProof {
  /** Messages whose departures the recursion gave, and departures that were held against the window bound. */
  lindleyMessages = 0;
  windowSegments = 0;
  readonly #buckets: readonly PromisedBucket[];
  readonly #numbers: Float64Array;
  /** By lane. */
  readonly #checks: Uint8Array;
  /** By sender; -1: its departures are not read from notes. */
  readonly #laneOf: Int32Array;
  readonly #otherBuckets: WindowBound;
  readonly #broken: Broken;

  /**
   * @param buckets what was promised, lanes first.
   * @param laneOf the plain lane of each sender; -1 where it has none.
   * @param obeysLindley by lane.
   * @param broken hears of every breach.
   */
  constructor(
    buckets: readonly PromisedBucket[],
    laneOf: Int32Array,
    obeysLindley: readonly boolean[],
    broken: Broken,
  ) {
    this.#buckets = buckets;
    this.#laneOf = laneOf;
    this.#broken = broken;
    this.#otherBuckets = new WindowBound(buckets, broken);
    this.#numbers = new Float64Array(buckets.length * WIDTH);
    this.#checks = Uint8Array.from(buckets, ({ steps, burst }, lane) => {
      const rate = steps[0]?.rate;
      if (steps.length > 1 || rate === undefined || !isExact(rate, burst)) return NOTHING;
      this.#promise(lane, rate, burst);
      return obeysLindley[lane] === true ? BOTH : WINDOW_ONLY;
    });
  }

  /** Lanes that the recursion was held against. */
  get lindleyLanes(): number {
    return this.#checks.reduce((count, check) => (check === BOTH ? count + 1 : count), 0);
  }

  /** Limited buckets that the window bound was held against. */
  get windowBuckets(): number {
    return this.#buckets.filter(isCovered).length;
  }

  /** Looks at departures of plain lanes. */
  departed({ count, serial, sender, queuedAtUs, segmentsLeft, atUs }: DepartureNotes): void {
    const [laneOf, checks, numbers] = [this.#laneOf, this.#checks, this.#numbers];
    for (let i = 0; i < count; i += 1) {
      const lane = laneOf[sender[i]!]!;
      if (lane === -1) continue;
      const check = checks[lane]!;
      if (check === NOTHING) {
        this.tokensTaken(lane, serial[i]!, atUs[i]!, 1);
        continue;
      }
      this.windowSegments += 1;
      const isFirst = check === BOTH && segmentsLeft[i] === 1;
      if (isFirst) this.lindleyMessages += 1;
      if (check === BOTH && !isForetold(numbers, lane * WIDTH, queuedAtUs[i]!, atUs[i]!))
        this.#notForetold(lane, serial[i]!, queuedAtUs[i]!, atUs[i]!);
      if (!isInWindow(numbers, lane * WIDTH, atUs[i]!))
        this.#broken('window bound', () => windowWords(this.#buckets[lane]!.id, serial[i]!, atUs[i]!));
    }
  }

  /** So many tokens of a bucket go with a segment; a bucket's in time order. */
  tokensTaken(bucket: number, serial: number, atUs: number, tokens: number): void {
    if (this.#otherBuckets.taken(bucket, serial, atUs, tokens)) this.windowSegments += 1;
  }

  #promise(lane: number, { units, perUs }: Rate, burst: number): void {
    const at = lane * WIDTH;
    this.#numbers[at + UNITS_PER_US] = units;
    this.#numbers[at + UNITS_PER_TOKEN] = perUs;
    this.#numbers[at + ROOM] = (burst - 1) * perUs;
  }

  #notForetold(lane: number, serial: number, queuedAtUs: number, atUs: number): void {
    const at = lane * WIDTH;
    const numbers = this.#numbers;
    const lastAtUs = numbers[at + LAST_AT]!;
    const fromUs = Math.max(queuedAtUs, lastAtUs);
    const missing = numbers[at + LINDLEY]! - (fromUs - lastAtUs) * numbers[at + UNITS_PER_US]!;
    const lacking = Math.max(0, Math.max(0, missing) - numbers[at + ROOM]!);
    const expectedUs = fromUs + Math.ceil(lacking / numbers[at + UNITS_PER_US]!);
    this.#broken(
      'Lindley',
      () => `message ${serial} left ${this.#buckets[lane]!.id} at ${atUs} us, not at ${expectedUs} us`,
    );
    // From here on it counts what happened, so that one breach is told once.
    numbers[at + LINDLEY] = numbers[at + UNITS_PER_TOKEN]! + numbers[at + ROOM]!;
  }
}

/**
 * Whether a departure is the one that Lindley's recursion gives, which then follows it: the first whole microsecond, from
 * the instant that its message was queued or the one before it left, at which its token is there.
 */
function isForetold(numbers: Float64Array, at: number, queuedAtUs: number, atUs: number): boolean {
  const unitsPerUs = numbers[at + UNITS_PER_US]!;
  let fromUs = numbers[at + LAST_AT]!;
  let missing = numbers[at + LINDLEY]!;
  if (queuedAtUs > fromUs) {
    // Nothing waited between: its bucket is full at the most.
    missing = Math.max(0, missing - (queuedAtUs - fromUs) * unitsPerUs);
    fromUs = queuedAtUs;
  }
  const lacking = missing - numbers[at + ROOM]!;
  const earned = (atUs - fromUs) * unitsPerUs;
  if (earned < 0 || earned < lacking || (earned > 0 && earned - unitsPerUs >= lacking)) return false;
  numbers[at + LINDLEY] = missing - earned + numbers[at + UNITS_PER_TOKEN]!;
  return true;
}

/** Whether no window that ends with a departure lets go of too much; that one counts from then on. */
function isInWindow(numbers: Float64Array, at: number, atUs: number): boolean {
  const unitsPerUs = numbers[at + UNITS_PER_US]!;
  const unitsPerToken = numbers[at + UNITS_PER_TOKEN]!;
  const before = numbers[at + WINDOW]! - (atUs - numbers[at + LAST_AT]!) * unitsPerUs;
  const beyond = before > 0 ? before + unitsPerToken : unitsPerToken;
  numbers[at + WINDOW] = beyond;
  numbers[at + LAST_AT] = atUs;
  // A window that ends just behind the departure earns one microsecond more.
  return beyond - unitsPerUs <= numbers[at + ROOM]! + unitsPerToken;
}

/** Whether the arithmetic of a bucket stays within exact whole numbers. */
function isExact({ units, perUs }: Rate, burst: number): boolean {
  return units > 0 && (burst + 1) * perUs + units <= Number.MAX_SAFE_INTEGER;
}
