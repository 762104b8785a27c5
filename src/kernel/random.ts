import seedrandom from 'seedrandom';

/** A source of uniform numbers in [0, 1). */
export type Uniform = () => number;

/**
 * The random stream of one purpose: a pure function of the key, independent of every other stream, so that a new
 * traffic stream, an observer or a branch taken elsewhere cannot shift the draws here.
 *
 * Generator: Tyche-i (Neves and Araujo, 2011), 32 bits a draw, through seedrandom. The parts are joined by a
 * character that no id can hold, so different keys never collide.
 */
export function namedStream(seed: string, replication: number, id: string, purpose: string): Uniform {
  return seedrandom.tychei([seed, replication, id, purpose].join('\u0000'));
}
