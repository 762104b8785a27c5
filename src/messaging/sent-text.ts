import { countSegments, type SegmentCount } from './segments.ts';
import { smartEncode } from './smart-encoding.ts';

/** What is done to a text before it is sent, and so before it is counted. */
export interface TextTreatment {
  /** Stands before each text. */
  readonly prefix: string;
  /** Whether characters that force UCS-2 are replaced where a like one exists. */
  readonly smartEncoded: boolean;
  /** Stands behind a text that goes without its media, as links to them; empty: none does. */
  readonly links: string;
}

/** What a text comes to once it is sent. */
export interface SentCount extends SegmentCount {
  /** The same with links in place of its media; undefined where nothing turns media into links. */
  readonly linked: SegmentCount | undefined;
}

/** A text as it is sent. */
export function sentText(text: string, { prefix, smartEncoded }: Omit<TextTreatment, 'links'>): string {
  return prefix + (smartEncoded ? smartEncode(text) : text);
}

/** What a text costs as it is sent: beside media one unit, whatever its length. */
export function countSent(text: string, treatment: TextTreatment, withMedia: boolean): SentCount {
  const { encoding, segments } = countSegments(sentText(text, treatment));
  if (!withMedia) return { encoding, segments, linked: undefined };
  return { encoding, segments: 1, linked: treatment.links === '' ? undefined : countLinked(text, treatment) };
}

function countLinked(text: string, treatment: TextTreatment): SegmentCount {
  const { encoding, segments } = countSegments(
    sentText([text, treatment.links].filter((part) => part !== '').join(' '), treatment),
  );
  return { encoding, segments };
}
