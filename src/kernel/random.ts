import seedrandom from 'seedrandom';

/** The inverse of 2^32, which is exact. */
const WORD: number = 1 / 0x1_0000_0000;

const one = new Float64Array(1);

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
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: string, replication: number, id: string, purpose: string) {
    const sown = seedrandom.tychei([seed, replication, id, purpose].join('\u0000'), { state: true });
    const { a, b, c, d } = sown.state();
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }

  /** Draws one number. */
  next(): number {
    this.fill(one, 0, 1, 1);
    return one[0]!;
  }

  /** Draws a number for every `step`-th cell from `start` to before `end`: the state is at hand from draw to draw. */
  fill(cells: Float64Array, start: number, end: number, step: number): void {
    let a = this.#a;
    let b = this.#b;
    let c = this.#c;
    let d = this.#d;
    for (let at = start; at < end; at += step) {
      b = (b << 25) ^ (b >>> 7) ^ c;
      c = (c - d) | 0;
      d = (d << 24) ^ (d >>> 8) ^ a;
      a = (a - b) | 0;
      b = (b << 20) ^ (b >>> 12) ^ c;
      c = (c - d) | 0;
      // As seedrandom has it: the published generator turns d here, and takes nothing of c.
      d = (d << 16) ^ (c >>> 16) ^ a;
      a = (a - b) | 0;
      cells[at] = (a >>> 0) * WORD;
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }
}

/** The numbers of a {@link RandomStream}, one a call. */
export function namedStream(seed: string, replication: number, id: string, purpose: string): Uniform {
  const stream = new RandomStream(seed, replication, id, purpose);
  return () => stream.next();
}
