import seedrandom from 'seedrandom';

/** The inverse of 2^32, which is exact. */
const WORD: number = 1 / 0x1_0000_0000;

/** A source of uniform numbers in [0, 1). */
export type Uniform = () => number;

/**
 * The random stream of one purpose: a pure function of the key, independent of every other stream, so that a new
 * traffic stream, an observer or a branch taken elsewhere cannot shift the draws here.
 *
 * Generator: Tyche-i (Neves and Araujo, 2011), 32 bits a draw. seedrandom sows it; the draws are made here from four
 * whole numbers, since seedrandom's generator is five objects and functions, and with thousands of streams the memory
 * that a draw has to visit is what it costs. The parts are joined by a character that no id can hold, so different keys
 * never collide.
 */
export function namedStream(seed: string, replication: number, id: string, purpose: string): Uniform {
  const sown = seedrandom.tychei([seed, replication, id, purpose].join('\u0000'), { state: true });
  let { a, b, c, d } = sown.state();
  return () => {
    b = (b << 25) ^ (b >>> 7) ^ c;
    c = (c - d) | 0;
    d = (d << 24) ^ (d >>> 8) ^ a;
    a = (a - b) | 0;
    b = (b << 20) ^ (b >>> 12) ^ c;
    c = (c - d) | 0;
    // As seedrandom has it: the published generator turns d here, and takes nothing of c.
    d = (d << 16) ^ (c >>> 16) ^ a;
    a = (a - b) | 0;
    return (a >>> 0) * WORD;
  };
}
