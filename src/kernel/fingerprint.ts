/**
 * A 64-bit value of everything that happened, whatever the order in which it was told: every event is hashed and
 * the hashes are summed modulo 2^64. So an event that was scheduled and one that was computed ahead count alike.
 */
export class Fingerprint {
  #low = 0;
  #high = 0;

  /** Adds one event: when, what kind, of which message or object, with which outcome. Whole numbers all. */
  add(timeUs: number, kind: number, subject: number, outcome: number): void {
    const timeHigh = (timeUs / 4294967296) | 0;
    const subjectHigh = (subject / 4294967296) | 0;
    // Two independent 32-bit mixes (multiply and shift, finalised as in MurmurHash3) of the same six words.
    let a = Math.imul(timeUs | 0, 0x85ebca6b) ^ Math.imul(timeHigh + 0x9e3779b9, 0xc2b2ae35);
    a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) + Math.imul((subject | 0) ^ (subjectHigh << 7), 0x297a2d39);
    a = Math.imul(a ^ (a >>> 12), 0x85ebca6b) + Math.imul((kind << 24) ^ outcome, 0x1b873593);
    let b = Math.imul(a ^ (timeUs | 0), 0xcc9e2d51) ^ Math.imul((subject | 0) + timeHigh, 0x9e3779b1);
    a = Math.imul(a ^ (a >>> 16), 0x7feb352d);
    a = Math.imul(a ^ (a >>> 15), 0x846ca68b);
    b = Math.imul(b ^ (b >>> 13), 0x21f0aaad) + outcome;
    b = Math.imul(b ^ (b >>> 15), 0x735a2d97) ^ (b >>> 15);
    const low = this.#low + ((a ^ (a >>> 16)) >>> 0);
    this.#low = low % 4294967296;
    this.#high = (this.#high + (b >>> 0) + (low >= 4294967296 ? 1 : 0)) % 4294967296;
  }

  /** The value as sixteen hexadecimal digits. */
  toString(): string {
    const hex = (word: number): string => word.toString(16).padStart(8, '0');
    return hex(this.#high) + hex(this.#low);
  }
}
