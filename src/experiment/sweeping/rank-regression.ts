/** A linear regression on ranks. */
export interface RankFit {
  /** Of each input, in standard deviations of the output for one of the input. */
  readonly coefficients: readonly number[];
  /** R²: from 0 to 1. */
  readonly explained: number;
}

/**
 * Standardized rank regression of outputs on inputs, by the normal equations. An input or output that never changes
 * has the coefficient 0. Undefined where there are no more outputs than unknowns, or inputs that cannot be told apart.
 */
export function rankCoefficients(
  inputs: readonly (readonly number[])[],
  outputs: readonly number[],
): RankFit | undefined {
  if (outputs.length <= inputs.length + 1) return undefined;
  const columns = inputs.map((input) => standardized(ranksOf(input)));
  const output = standardized(ranksOf(outputs));
  const changing = columns.flatMap((column, place) => (column.some((value) => value !== 0) ? [place] : []));
  const matrix = changing.map((row) => changing.map((other) => dot(columns[row]!, columns[other]!)));
  const right = changing.map((place) => dot(columns[place]!, output));
  const solution = solve(matrix, right);
  if (solution === undefined) return undefined;
  const coefficients = inputs.map(() => 0);
  changing.forEach((place, index) => {
    coefficients[place] = solution[index]!;
  });
  const explained = dot(solution, right);
  return { coefficients, explained: Math.min(1, Math.max(0, explained)) };
}

/** Ranks from 1; equal values share the mean of theirs. */
export function ranksOf(values: readonly number[]): readonly number[] {
  const order = values.map((_, place) => place).sort((a, b) => values[a]! - values[b]! || a - b);
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    for (let at = start; at < end; at += 1) ranks[order[at]!] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

/** With mean 0 and length 1; all 0 where nothing changes. */
function standardized(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const length = Math.sqrt(dot(centred, centred));
  return centred.map((value) => (length === 0 ? 0 : value / length));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, place) => sum + value * b[place]!, 0);
}

/** A pivot smaller than this is a column that follows from the others. */
const LEAST_PIVOT = 1e-9;

/** Gauss with pivots; undefined where the matrix is singular. */
function solve(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] | undefined {
  const n = right.length;
  const rows = matrix.map((row, place) => [...row, right[place]!]);
  for (let column = 0; column < n; column += 1) {
    const candidates = rows.slice(column).map((row) => Math.abs(row[column]!));
    const pivot = column + candidates.indexOf(Math.max(...candidates));
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    if (Math.abs(top[column]!) < LEAST_PIVOT) return undefined;
    for (const row of rows) {
      if (row === top) continue;
      const factor = row[column]! / top[column]!;
      for (let at = column; at <= n; at += 1) row[at] = row[at]! - factor * top[at]!;
    }
  }
  return rows.map((row, place) => row[n]! / row[place]!);
}
