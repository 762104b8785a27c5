import { type Encoding, encodingOf, septetsOf } from './encoding.ts';

/**
 * What one segment holds when the message is one segment, and when it is several and each carries a header of six
 * octets: of 140 octets, in septets for GSM-7 and in UTF-16 units for UCS-2. Source: 3GPP TS 23.040, section
 * 9.2.3.24; Twilio, message segment calculator 1.3.0 (2026).
 */
export const SEGMENT_CAPACITY: Readonly<Record<Encoding, SegmentCapacity>> = {
  'GSM-7': { single: 160, joined: 153 },
  'UCS-2': { single: 70, joined: 67 },
};

interface SegmentCapacity {
  readonly single: number;
  readonly joined: number;
}

const gsm: SegmentCapacity = SEGMENT_CAPACITY['GSM-7'];
const ucs: SegmentCapacity = SEGMENT_CAPACITY['UCS-2'];

/** What a text costs. */
export interface SegmentCount {
  readonly encoding: Encoding;
  /** 1 or more; an empty text is one segment. */
  readonly segments: number;
}

/**
 * Encoding and number of segments of a text: {@link segment} without the details, in one pass over its UTF-16
 * units at the most. CRLF counts two; no escape pair and no surrogate pair straddles two segments.
 */
export function countSegments(text: string): SegmentCount {
  let segments = 1;
  let inSegment = 0;
  let septets = 0;
  for (let i = 0; i < text.length; i += 1) {
    const cost = septetsOf(text.charCodeAt(i));
    if (cost === 0) return { encoding: 'UCS-2', segments: countUcsSegments(text) };
    septets += cost;
    inSegment += cost;
    if (inSegment > gsm.joined) {
      segments += 1;
      inSegment = cost;
    }
  }
  return { encoding: 'GSM-7', segments: septets <= gsm.single ? 1 : segments };
}

/** Leaps from one segment end to the next: only the units on either side of an end matter. */
function countUcsSegments(text: string): number {
  if (text.length <= ucs.single) return 1;
  let segments = 1;
  let end = ucs.joined;
  while (end < text.length) {
    if (isHighSurrogate(text.charCodeAt(end - 1)) && isLowSurrogate(text.charCodeAt(end))) end -= 1;
    segments += 1;
    end += ucs.joined;
  }
  return segments;
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}

/** How a text is cut into segments. */
export interface Segmentation extends SegmentCount {
  /** Septets of a GSM-7 text, UTF-16 units of a UCS-2 one. */
  readonly units: number;
  /** The same for each segment, in order; they add up to `units`. */
  readonly unitsBySegment: readonly number[];
}

/** How to cut. */
export interface SegmentOptions {
  /**
   * Keep grapheme clusters (flags, joined emoji, letters with combining marks) whole, as Twilio's published
   * calculator does; a network protects surrogate pairs only. CRLF may still be cut, and so is a cluster that no
   * segment could hold. Where clusters end follows the Unicode version of the JavaScript engine. Default false.
   */
  readonly keepGraphemes?: boolean;
}

/** Cuts a text into segments, each filled as far as it goes. An empty text is one segment of 0 units. */
export function segment(text: string, { keepGraphemes = false }: SegmentOptions = {}): Segmentation {
  const encoding = encodingOf(text);
  const pieces = encoding === 'GSM-7' ? septetPieces(text) : unitPieces(text, keepGraphemes);
  const units = pieces.reduce((sum, piece) => sum + piece, 0);
  const { single, joined } = SEGMENT_CAPACITY[encoding];
  const unitsBySegment = units <= single ? [units] : fill(pieces, joined);
  return { encoding, segments: unitsBySegment.length, units, unitsBySegment };
}

/** Sums of consecutive pieces, each as large as `capacity` allows. */
function fill(pieces: readonly number[], capacity: number): number[] {
  const filled: number[] = [];
  let inSegment = 0;
  for (const piece of pieces) {
    if (inSegment + piece > capacity) {
      filled.push(inSegment);
      inSegment = 0;
    }
    inSegment += piece;
  }
  filled.push(inSegment);
  return filled;
}

function septetPieces(text: string): number[] {
  return Array.from(text, (character) => septetsOf(character.charCodeAt(0)));
}

/** Lengths of what must not be cut: code points (a lone surrogate is one), or grapheme clusters. */
function unitPieces(text: string, keepGraphemes: boolean): number[] {
  if (!keepGraphemes) return Array.from(text, (character) => character.length);
  const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text);
  return Array.from(clusters).flatMap(({ segment: cluster }) =>
    cluster === '\r\n' || cluster.length > ucs.joined ? unitPieces(cluster, false) : [cluster.length],
  );
}
