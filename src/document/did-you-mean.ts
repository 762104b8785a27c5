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

/** Known words that are compared: among thousands of ids a guess is worth little and would take long. */
const KNOWN_MAX = 200;
/** Names longer than this are not compared: nobody mistypes them by one letter, and the table would grow. */
const LENGTH_MAX = 80;

/**
 * The known word that someone who wrote `word` most likely meant, if one is near enough: one slip for every three
 * letters, or the same words in `snake_case` and `kebab-case`. Of equals the first; of many only the first 200 count.
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LENGTH_MAX) return undefined;
  const plain = plainOf(word);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  let compared = 0;
  for (const candidate of known) {
    compared += 1;
    if (compared > KNOWN_MAX) break;
    // The difference of the lengths alone takes as many slips.
    if (candidate.length > LENGTH_MAX || Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(plain, plainOf(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function plainOf(word: string): string {
  return word.replaceAll(/[\s_]/g, '-');
}
