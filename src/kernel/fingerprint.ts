/** The inverse of 2^32, which is exact. */
const HIGH_WORD: number = 1 / 0x1_0000_0000;

/**
 * A 64-bit value of everything that happened, whatever the order in which it was told: every event is hashed and
 * the hashes are summed modulo 2^64. So an event that was scheduled and one that was computed ahead count alike.
 */
export class Fingerprint {
  #low = 0;
  #high = 0;

  /** Adds one event: when, what kind, of which message or object, with which outcome. Whole numbers all. */
  add(timeUs: number, kind: number, subject: number, outcome: number): void {
    // Multiply and shift, as in MurmurHash3, over the low and high words; then the other half from the first.
    const timeLow = timeUs | 0;
    const subjectLow = subject | 0;
    let a = Math.imul(timeLow ^ Math.imul((timeUs * HIGH_WORD) | 0, 0x9e3779b1), 0x85ebca6b);
    a = Math.imul(a ^ (a >>> 15) ^ subjectLow ^ Math.imul((subject * HIGH_WORD) | 0, 0x27d4eb2f), 0xc2b2ae35);
    a = Math.imul(a ^ (a >>> 13) ^ (kind << 24) ^ outcome, 0x7feb352d);
    a ^= a >>> 16;
    let b = Math.imul(a ^ timeLow, 0x846ca68b);
    b = Math.imul(b ^ (b >>> 15) ^ subjectLow, 0x21f0aaad);
    b ^= b >>> 13;
    const low = (this.#low + a) | 0;
    // Adding 32-bit words carries when the sum, unsigned, is below what was added.
    const carry = low >>> 0 < a >>> 0 ? 1 : 0;
    this.#low = low;
    this.#high = (this.#high + b + carry) | 0;
  }

  /** Another one that goes on from here. */
  copy(): Fingerprint {
    const copy = new Fingerprint();
    copy.#low = this.#low;
    copy.#high = this.#high;
    return copy;
  }

  /** The value as sixteen hexadecimal digits. */
  toString(): string {
    const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
    return hex(this.#high) + hex(this.#low);
  }
}
