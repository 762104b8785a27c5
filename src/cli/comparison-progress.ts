/** A line on a terminal that tells how far a comparison is. */
export interface ComparisonProgress {
  readonly show: (replication: number) => void;
  readonly clear: () => void;
}

const FIRST_AFTER_MS = 1000;
const ERASE_LINE = '\r\u001b[K';

/** Progress on standard error: only on a terminal, and only of comparisons that take longer than a second. */
export function openComparisonProgress(
  replications: number,
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
): ComparisonProgress {
  const dueMs = performance.now() + FIRST_AFTER_MS;
  let shown = -1;
  return {
    show(replication) {
      if (!stream.isTTY || replication === shown || performance.now() < dueMs) return;
      shown = replication;
      stream.write(`${ERASE_LINE}replication ${replication + 1} of ${replications} of each`);
    },
    clear() {
      if (shown >= 0) stream.write(ERASE_LINE);
    },
  };
}
