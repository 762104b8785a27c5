import type { Fact } from './history.ts';
import type { BucketTerms } from './token-level.ts';

/** What was promised of one lane. */
export interface LaneTerms extends BucketTerms {
  /** Tokens that its queue holds; Infinity for none. */
  readonly queueLimitTokens: number;
  /** Tokens that a segment takes, by destination country; undefined: one each. */
  readonly tokensByCountry: readonly number[] | undefined;
  /** The bucket of messages with media, a token each; undefined: they take what one segment takes. */
  readonly media: BucketTerms | undefined;
  /** Indices of the shared levels that a segment needs a token of as well. */
  readonly levels: readonly number[];
  /** The same for a message with media. */
  readonly mediaLevels: readonly number[];
}

/** What was promised of all lanes and of what they share. */
export interface NetworkTerms {
  readonly lanes: readonly LaneTerms[];
  readonly levels: readonly BucketTerms[];
  /** The lane that the message of a fact waits in. */
  readonly laneOf: (fact: Fact) => number;
  /** By stream. */
  readonly priorities: readonly number[];
  /** Codes of requests and messages that found their queue full. */
  readonly overflowCodes: readonly number[];
}

/** A bucket that a segment takes tokens from: a lane's own, a lane's for media, or a level's. */
export interface Share {
  readonly bucket: string;
  readonly tokens: number;
}

/** All buckets of a network by name. */
export function bucketsOf({ lanes, levels }: NetworkTerms): ReadonlyMap<string, BucketTerms> {
  return new Map([
    ...lanes.map((lane, place) => [`lane ${place}`, lane] as const),
    ...lanes.flatMap(({ media }, place) => (media ? [[`media of lane ${place}`, media] as const] : [])),
    ...levels.map((level, place) => [`level ${place}`, level] as const),
  ]);
}

/** What each segment of a message takes, its lane's own bucket first. */
export function sharesOf(terms: NetworkTerms, fact: Fact): readonly Share[] {
  const place = terms.laneOf(fact);
  const lane = terms.lanes[place]!;
  const isMedia = fact.media === 1;
  const own =
    isMedia && lane.media !== undefined
      ? { bucket: `media of lane ${place}`, tokens: 1 }
      : { bucket: `lane ${place}`, tokens: queueTokensOf(terms, fact) };
  const levels = isMedia ? lane.mediaLevels : lane.levels;
  return [own, ...levels.map((level) => ({ bucket: `level ${level}`, tokens: 1 }))];
}

/** Tokens that a segment takes up in the queue. */
export function queueTokensOf(terms: NetworkTerms, fact: Fact): number {
  return terms.lanes[terms.laneOf(fact)]!.tokensByCountry?.[fact.country] ?? 1;
}
