/** Edit distance that counts a swap of neighbours as one (optimal string alignment), regardless of case. O(a·b). */
export function editDistance(left: string, right: string): number {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? rows[i - 2]![j - 2]! + 1 : Infinity;
      row.push(Math.min(substitution, swap, rows[i - 1]![j]! + 1, row[j - 1]! + 1));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** Names longer than this are not compared: nobody mistypes them by one letter, and the table would grow. */
const LENGTH_MAX = 80;

/**
 * The known word that someone who wrote `word` most likely meant, if one is near enough: one slip for every three
 * letters, or the same words in `snake_case` and `kebab-case`. Of equals the first.
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LENGTH_MAX) return undefined;
  const plain = word.replaceAll(/[\s_]/g, '-');
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    if (candidate.length > LENGTH_MAX) continue;
    const distance = Math.min(
      editDistance(word, candidate),
      editDistance(plain, candidate.replaceAll('_', '-')),
    );
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
