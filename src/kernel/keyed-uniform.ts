import { namedStream } from './random.ts';

/** A uniform number in [0, 1) for each pair of 32-bit whole numbers. Pure: asked again, it answers the same. */
export type KeyedUniform = (high: number, low: number) => number;

const TWO_32 = 0x1_0000_0000;

/**
 * Uniform numbers by place instead of by turn: where draws are not made in a fixed order, each has a place of its
 * own, so that what happens to one cannot shift another. Key and purpose are those of {@link namedStream}.
 *
 * Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011),
 * keyed with the first two draws of the named stream; the first word of its answer is taken.
 */
export function keyedUniform(seed: string, replication: number, id: string, purpose: string): KeyedUniform {
  const draw = namedStream(seed, replication, id, purpose);
  const keyHigh = draw() * TWO_32;
  const keyLow = draw() * TWO_32;
  return (high, low) => threefry(keyHigh, keyLow, high, low) / TWO_32;
}

/** Skein's constant, which keeps a key of zeros from being one. */
const PARITY = 0x1bd11bda;

/** The first word of Threefry-2x32-20 of a counter under a key, as a whole number from 0 on. Words are taken mod 2^32. */
export function threefry(keyHigh: number, keyLow: number, high: number, low: number): number {
  const third = PARITY ^ keyHigh ^ keyLow;
  let a = (high + keyHigh) | 0;
  let b = (low + keyLow) | 0;
  // Five times four rounds; after each four the next two words of the key are added, and the number of the addition.
  [a, b] = evenRounds(a, b);
  [a, b] = oddRounds((a + keyLow) | 0, (b + third + 1) | 0);
  [a, b] = evenRounds((a + third) | 0, (b + keyHigh + 2) | 0);
  [a, b] = oddRounds((a + keyHigh) | 0, (b + keyLow + 3) | 0);
  [a, b] = evenRounds((a + keyLow) | 0, (b + third + 4) | 0);
  return (a + third) >>> 0;
}

function evenRounds(first: number, second: number): [number, number] {
  let a = (first + second) | 0;
  let b = turned(second, 13) ^ a;
  a = (a + b) | 0;
  b = turned(b, 15) ^ a;
  a = (a + b) | 0;
  b = turned(b, 26) ^ a;
  a = (a + b) | 0;
  return [a, turned(b, 6) ^ a];
}

function oddRounds(first: number, second: number): [number, number] {
  let a = (first + second) | 0;
  let b = turned(second, 17) ^ a;
  a = (a + b) | 0;
  b = turned(b, 29) ^ a;
  a = (a + b) | 0;
  b = turned(b, 16) ^ a;
  a = (a + b) | 0;
  return [a, turned(b, 24) ^ a];
}

function turned(word: number, left: number): number {
  return (word << left) | (word >>> (32 - left));
}
