import type { Fact, History } from './history.ts';
import { replayLanes } from './lane-replay.ts';
import { isDownAt, isUnlimited, RateIntegral, type SenderTerms } from './terms.ts';

/**
 * A lane is never idle while its head could take its token: a segment that waited left at the first instant at which
 * the window bound let it, and one that still waits at the end of the run (`endUs`, Infinity when drained) could not
 * have left before.
 *
 * Departures are told at whole microseconds, so a segment is on time when it could not have left one microsecond
 * earlier. Each change of rate may cost what the fastest rate earns in one more.
 */
export function workConservationBreaches(
  history: History,
  terms: readonly SenderTerms[],
  endUs: number,
): readonly string[] {
  const lanes = terms.map((own, sender) => new LaneWatch(sender, own));
  replayLanes(history, (fact, { queue, headLeft }) => {
    if (fact.kind === 'segmentLeft') lanes[fact.sender]?.segmentLeft(fact);
    // Only the head of a lane can be late; what stands behind it waits for it.
    if (fact.kind === 'leftOpen' && queue[0]?.serial === fact.serial && headLeft < fact.segments)
      lanes[fact.sender]?.stillWaiting(fact, endUs);
  });
  return lanes.flatMap((lane) => lane.breaches);
}

class LaneWatch {
  readonly breaches: string[] = [];
  readonly #sender: number;
  readonly #terms: SenderTerms;
  readonly #integral: RateIntegral | undefined;
  #left = 0n;
  #lastLeftAtUs = 0;
  /** Over all departures: the highest of the integral so far less what had left before. */
  #best: bigint | undefined;

  constructor(sender: number, terms: SenderTerms) {
    this.#sender = sender;
    this.#terms = terms;
    this.#integral = isUnlimited(terms) ? undefined : new RateIntegral(terms);
  }

  segmentLeft(fact: Fact): void {
    this.stillWaiting(fact, fact.atUs);
    this.#lastLeftAtUs = fact.atUs;
    if (this.#integral === undefined) return;
    const sinceStart = this.#integral.until(fact.atUs) - this.#left;
    if (this.#best === undefined || sinceStart > this.#best) this.#best = sinceStart;
    this.#left += this.#integral.unitsPerToken;
  }

  /** The head's next segment did not leave before `untilUs`: there must have been no token for it. */
  stillWaiting(fact: Fact, untilUs: number): void {
    const sinceUs = Math.max(fact.submittedAtUs, this.#lastLeftAtUs);
    const chanceUs = lastInstantUp(this.#terms, sinceUs, untilUs);
    if (
      chanceUs === undefined ||
      (this.#integral !== undefined && this.#lacksToken(this.#integral, chanceUs))
    )
      return;
    this.breaches.push(
      `sender ${this.#sender} was idle at ${chanceUs} us while message ${fact.serial} could have left`,
    );
  }

  /** Whether a segment that left at `atUs` would have broken a window, but for the grain of time. */
  #lacksToken(integral: RateIntegral, atUs: number): boolean {
    if (this.#best === undefined) return false;
    const grain = integral.unitsPerUsMax * BigInt(this.#terms.steps.length - 1);
    const inWindow = this.#left + integral.unitsPerToken + this.#best - integral.until(atUs);
    return inWindow > BigInt(this.#terms.burst) * integral.unitsPerToken - grain;
  }
}

/** The last instant of [sinceUs, untilUs) at which the sender was up; undefined when there was none. */
function lastInstantUp(terms: SenderTerms, sinceUs: number, untilUs: number): number | undefined {
  const ends = [...terms.steps.slice(1).map((step) => step.fromUs), untilUs]
    .filter((us) => us > sinceUs && us <= untilUs)
    .sort((a, b) => b - a);
  return ends.map((us) => us - 1).find((us) => us >= sinceUs && !isDownAt(terms, us));
}
