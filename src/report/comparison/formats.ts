import type { Comparison } from '../../experiment/comparison/comparison.ts';
import { comparisonJson } from './comparison-json.ts';
import { type ComparisonStyle, comparisonText } from './comparison-text.ts';

/** What `mpsim compare --format` may print. */
export const COMPARISON_FORMATS: Readonly<
  Record<'text' | 'json', (comparison: Comparison, style: ComparisonStyle) => string>
> = {
  text: comparisonText,
  json: comparisonJson,
};
export type ComparisonFormat = keyof typeof COMPARISON_FORMATS;
