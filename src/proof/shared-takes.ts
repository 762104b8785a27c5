import type { MessageView } from '../pipeline/facts.ts';
import type { Plan } from '../scenario/plan.ts';
import { type BucketPlaces, bucketPlaces } from './terms.ts';

/**
 * Which buckets a segment takes how many tokens of, where a lane is more than a sender's own queue at one token a
 * segment: worked out from the plan and the message alone.
 */
export class SharedTakes {
  readonly #plan: Plan;
  readonly #view: MessageView;
  readonly #plainLaneOf: Int32Array;
  readonly #places: BucketPlaces;

  /** @param plainLaneOf by sender; what leaves those that have one is left out. */
  constructor(plan: Plan, view: MessageView, plainLaneOf: Int32Array) {
    this.#plan = plan;
    this.#view = view;
    this.#plainLaneOf = plainLaneOf;
    this.#places = bucketPlaces(plan);
  }

  /** Tells each bucket that a segment of this message takes from. */
  each(row: number, take: (bucket: number, tokens: number) => void): void {
    const { sender, country, media } = this.#view;
    if (this.#plainLaneOf[sender[row]!] !== -1) return;
    const lane = this.#laneOf(row);
    const { tokensByCountry, levels, mediaLevels } = this.#plan.lanes[lane]!;
    const bucket = media[row] === 1 ? this.#places.ofMedia[lane]! : lane;
    take(bucket, bucket === lane ? (tokensByCountry?.[country[row]!] ?? 1) : 1);
    for (const level of media[row] === 1 ? mediaLevels : levels) take(this.#places.firstLevel + level, 1);
  }

  #laneOf(row: number): number {
    const { sender, country, carrier } = this.#view;
    const { campaign, lane } = this.#plan.senders[sender[row]!]!;
    if (campaign === -1) return lane;
    const route = country[row]! * this.#plan.carriers.length + carrier[row]!;
    const governed = this.#plan.campaigns[campaign]!.laneByRoute[route]!;
    return governed === -1 ? lane : governed;
  }
}
