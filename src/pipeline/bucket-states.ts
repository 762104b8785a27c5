import type { Plan, PlanLane } from '../scenario/plan.ts';
import type { Buckets } from './pacing.ts';

/** A token bucket as it stands: for displays. */
export interface BucketState {
  /** Of a sender, a service, a campaign (`campaign/carrier` for its part towards a carrier) or the account. */
  readonly id: string;
  readonly kind: 'sender' | 'service' | 'campaign' | 'account';
  /** What takes tokens from it. */
  readonly counts: 'segments' | 'media';
  /** Tokens that it earns in a second at present: 0 while down, Infinity where it is unlimited. */
  readonly tokensPerSecond: number;
  /** Tokens that it holds when it is full. */
  readonly burst: number;
  /** Whole tokens that are in it; Infinity where it is unlimited. */
  readonly tokens: number;
}

type Named = Pick<BucketState, 'id' | 'kind' | 'counts' | 'burst'>;

/** The buckets of a plan: those of lanes, those that lanes have for media, those of levels. */
export function bucketStates(plan: Plan, buckets: Buckets, nowUs: number): readonly BucketState[] {
  return namesOf(plan).map((named, bucket) => ({
    ...named,
    tokensPerSecond: buckets.tokensPerSecond(bucket),
    // A segment that takes several at once leaves a bucket that holds one below nothing.
    tokens: Math.max(0, buckets.tokens(bucket, nowUs)),
  }));
}

/** In the order in which departures have them. */
function namesOf({ senders, lanes, levels }: Plan): readonly Named[] {
  // The lanes of senders come first, in their order; the others are of campaigns.
  const kindOf = (place: number) => (place < senders.length ? 'sender' : 'campaign');
  const texts = lanes.map(({ id, burst }, place): Named => {
    return { id, kind: kindOf(place), counts: 'segments', burst };
  });
  const media = lanes.flatMap(({ id, media: own }: PlanLane, place): Named[] =>
    own === undefined ? [] : [{ id, kind: kindOf(place), counts: 'media', burst: own.burst }],
  );
  return [...texts, ...media, ...levels.map(({ id, kind, counts, burst }) => ({ id, kind, counts, burst }))];
}
