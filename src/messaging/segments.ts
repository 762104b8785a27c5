import { clustersOf } from './clusters.ts';
import { type Encoding, encodingOf, septetsOf } from './encoding.ts';

/**
 * What one segment holds when the message is one segment, and when it is several and each carries a header of six
 * octets: of 140 octets, in septets for GSM-7 and in UTF-16 units for UCS-2. Source: 3GPP TS 23.040, section
 * 9.2.3.24; Twilio, message segment calculator 1.3.0 (2026).
 */
export const SEGMENT_CAPACITY: SegmentCapacities = {
  'GSM-7': { single: 160, joined: 153 },
  'UCS-2': { single: 70, joined: 67 },
};

/**
 * What segments hold, by encoding. Where the header is larger, less: the segments of a toll-free number to the US or
 * Canada are said to hold 152 septets or 66 units when they are several.
 */
export type SegmentCapacities = Readonly<Record<Encoding, SegmentCapacity>>;

/** Whole numbers, 2 or more. */
export interface SegmentCapacity {
  readonly single: number;
  readonly joined: number;
}

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
export function countSegments(text: string, capacities: SegmentCapacities = SEGMENT_CAPACITY): SegmentCount {
  const { single, joined } = capacities['GSM-7'];
  let segments = 1;
  let inSegment = 0;
  let septets = 0;
  for (let i = 0; i < text.length; i += 1) {
    const cost = septetsOf(text.charCodeAt(i));
    if (cost === 0) return { encoding: 'UCS-2', segments: countUcsSegments(text, capacities['UCS-2']) };
    septets += cost;
    inSegment += cost;
    if (inSegment > joined) {
      segments += 1;
      inSegment = cost;
    }
  }
  return { encoding: 'GSM-7', segments: septets <= single ? 1 : segments };
}

/** Leaps from one segment end to the next: only the units on either side of an end matter. */
function countUcsSegments(text: string, { single, joined }: SegmentCapacity): number {
  if (text.length <= single) return 1;
  let segments = 1;
  let end = joined;
  while (end < text.length) {
    if (isHighSurrogate(text.charCodeAt(end - 1)) && isLowSurrogate(text.charCodeAt(end))) end -= 1;
    segments += 1;
    end += joined;
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
  /** Default {@link SEGMENT_CAPACITY}. */
  readonly capacities?: SegmentCapacities;
}

/** Cuts a text into segments, each filled as far as it goes. An empty text is one segment of 0 units. */
export function segment(text: string, options: SegmentOptions = {}): Segmentation {
  const { keepGraphemes = false, capacities = SEGMENT_CAPACITY } = options;
  const encoding = encodingOf(text);
  const { single, joined } = capacities[encoding];
  const filled = fill(
    encoding === 'GSM-7' ? septetPieces(text) : unitPieces(text, keepGraphemes, joined),
    joined,
  );
  const units = filled.reduce((sum, inSegment) => sum + inSegment, 0);
  const unitsBySegment = units <= single ? [units] : filled;
  return { encoding, segments: unitsBySegment.length, units, unitsBySegment };
}

/** Sums of consecutive pieces, each as large as `capacity` allows. */
function fill(pieces: Iterable<number>, capacity: number): number[] {
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

function* septetPieces(text: string): Generator<number> {
  for (let i = 0; i < text.length; i += 1) yield septetsOf(text.charCodeAt(i));
}

/** Lengths of what must not be cut: code points (a lone surrogate is one), or grapheme clusters. */
function* unitPieces(text: string, keepGraphemes: boolean, capacity: number): Generator<number> {
  if (!keepGraphemes) {
    for (const character of text) yield character.length;
    return;
  }
  for (const cluster of clustersOf(text)) {
    const isCut = cluster === '\r\n' || cluster.length > capacity;
    if (isCut) yield* unitPieces(cluster, false, capacity);
    else yield cluster.length;
  }
}
