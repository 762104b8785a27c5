import type { Setting } from '../measure/result.ts';
import type { Palette } from './palette.ts';
import { wrap } from './table.ts';

/** What is assumed rather than known, a sentence each; undefined when there is nothing. */
export function assumptionList({ assumptions }: Setting, palette: Palette): string | undefined {
  if (assumptions.length === 0) return undefined;
  const lines = assumptions.flatMap((text) => wrap(`- ${text}`, 2, 2));
  return [palette.strong('Assumed, not known'), ...lines].join('\n');
}
