const BARS: readonly string[] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A row of bars at most `width` long, scaled to the largest value; each bar is the largest of its values, 0 a dot. */
export function sparkline(values: Float64Array, width: number): string {
  const bars = Math.min(width, values.length);
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  return Array.from({ length: bars }, (_, bar) => {
    const part = values.subarray(
      Math.floor((bar * values.length) / bars),
      Math.floor(((bar + 1) * values.length) / bars),
    );
    const most = part.reduce((peak, value) => Math.max(peak, value), 0);
    return most === 0 ? '·' : BARS[Math.ceil((most / largest) * BARS.length) - 1]!;
  }).join('');
}
