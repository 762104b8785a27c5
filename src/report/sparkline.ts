import type { Glyphs } from './glyphs.ts';

/** A row of bars at most `width` long, scaled to the largest value; each bar is the largest of its values, 0 a dot. */
export function sparkline(values: Float64Array, width: number, { spark, nothing }: Glyphs): string {
  const bars = Math.min(width, values.length);
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  return Array.from({ length: bars }, (_, bar) => {
    const part = values.subarray(
      Math.floor((bar * values.length) / bars),
      Math.floor(((bar + 1) * values.length) / bars),
    );
    const most = part.reduce((peak, value) => Math.max(peak, value), 0);
    return most === 0 ? nothing : spark[Math.ceil((most / largest) * spark.length) - 1]!;
  }).join('');
}
