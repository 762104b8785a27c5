/**
 * The seed and the number of cases of every property and swarm test.
 *
 * `MPSIM_TEST_SEED=n` repeats a run; `npm run test:deep` multiplies the cases by `MPSIM_TEST_DEEP`.
 */
const factor = Number(process.env.MPSIM_TEST_DEEP ?? '1');

export const seed: { readonly value: number; readonly deep: boolean } = {
  value: Number(process.env.MPSIM_TEST_SEED ?? '20261123'),
  deep: factor > 1,
};

/** Parameters for `fc.assert`: `count` cases by default, many more in a deep run. */
export function cases(count: number): { seed: number; numRuns: number } {
  return { seed: seed.value, numRuns: count * factor };
}
