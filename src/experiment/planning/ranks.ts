/** What is to be smallest, then what decides between equals. */
export type Rank = readonly [number, number];

/** Below 0 where the first rank is the smaller. */
export function compareRanks([a, b]: Rank, [c, d]: Rank): number {
  return a - c || b - d;
}

/**
 * The last whole number of a range at which something is so, which is so up to some number and not beyond it; the one
 * before the range, if it never is.
 */
export function lastWhere(first: number, last: number, isSo: (count: number) => boolean): number {
  let [low, high] = [first - 1, last];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isSo(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first whole number of a range at which something is not so, as {@link lastWhere}, where asking takes a while. */
export async function firstAfter(
  first: number,
  last: number,
  isSo: (count: number) => Promise<boolean>,
): Promise<number> {
  let [low, high] = [first - 1, last];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (await isSo(middle)) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
