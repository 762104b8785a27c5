import type { Alternative, Content } from '../messaging/content.ts';
import { isTooLong } from './content-length.ts';

/** What bodies cost together. */
export interface ContentTotals {
  bodies: number;
  segments: number;
  /** Bodies in UCS-2. */
  ucs2: number;
  /** Bodies that the API refuses for their length. */
  tooLong: number;
  readonly smartEncoding: AlternativeTotals;
  readonly replacement: AlternativeTotals;
}

/** What another way of sending would change. */
export interface AlternativeTotals {
  /** Bodies that it changes. */
  bodies: number;
  savedSegments: number;
}

/** No bodies yet. */
export function noContent(): ContentTotals {
  return {
    bodies: 0,
    segments: 0,
    ucs2: 0,
    tooLong: 0,
    smartEncoding: { bodies: 0, savedSegments: 0 },
    replacement: { bodies: 0, savedSegments: 0 },
  };
}

/** Adds a body to the totals. */
export function addContent(totals: ContentTotals, content: Content): void {
  totals.bodies += 1;
  totals.segments += content.segments;
  if (content.encoding === 'UCS-2') totals.ucs2 += 1;
  if (isTooLong(content)) totals.tooLong += 1;
  addAlternative(totals.smartEncoding, content.smartEncoding);
  addAlternative(totals.replacement, content.replacement);
}

function addAlternative(totals: AlternativeTotals, alternative: Alternative | undefined): void {
  if (alternative === undefined) return;
  totals.bodies += 1;
  totals.savedSegments += alternative.savedSegments;
}
