import { namedStream, type Uniform } from '../kernel/random.ts';
import { TIME_LIMIT_US } from '../kernel/time.ts';
import type { Plan, PlanHours, PlanStream } from '../scenario/plan.ts';
import { Pace } from './pace.ts';
import { placeOf } from './shares.ts';
import { emptySubmission, type PromptStream, type Submission, type TrafficStream } from './stream.ts';
import { WaitingRequests } from './waiting-requests.ts';

/**
 * A stream whose client holds its requests back: to hours of the recipient's day, to a pace of its own, or to both.
 * A request is made at the first instant, its arrival or later, that lies within the hours of its zone and is a period
 * of the pace behind the request before. Of several that could be made at one instant the one that arrived first goes.
 *
 * Each message draws its zone from a random stream of its own; nothing else is drawn, so messages are the same with and
 * without hours and pace. What waits for its hours is held in memory; what waits for the pace alone has not been made.
 */
export class HeldStream implements TrafficStream {
  nextUs: number = Infinity;
  readonly #arriving: PromptStream;
  readonly #endUs: number;
  readonly #pace: Pace | undefined;
  readonly #zoneOf: (country: number) => number;
  readonly #zones: readonly Zone[];
  #nextZone: Zone | undefined;
  readonly #arrived: Submission = emptySubmission();

  /** @param arriving the same stream, each request made at its arrival. */
  constructor(plan: Plan, stream: PlanStream, replication: number, arriving: PromptStream) {
    const { hours, pace, id } = stream;
    this.#arriving = arriving;
    this.#endUs = Math.min(plan.horizonUs, TIME_LIMIT_US);
    this.#pace = pace === undefined ? undefined : new Pace(pace);
    this.#zoneOf =
      hours === undefined ? () => 0 : zoneChoice(hours, namedStream(plan.seed, replication, id, 'zone'));
    this.#zones = [...(hours?.zones ?? []), ALWAYS_OPEN].map(({ openAtUs }) => new Zone(openAtUs));
    this.#findNext();
  }

  take(submission: Submission): void {
    const nowUs = this.nextUs;
    this.#nextZone!.take(submission, nowUs);
    this.#pace?.made(nowUs);
    this.#findNext();
  }

  leftBehind(): number {
    const waiting = this.#zones.reduce((sum, zone) => sum + zone.size, 0);
    return waiting + this.#arriving.countBefore(this.#endUs);
  }

  /** Finds the request to be made next. Arrivals are looked at only as far as one of them could be it. */
  #findNext(): void {
    const fromUs = this.#pace?.nextUs ?? 0;
    for (;;) {
      const zone = this.#earliest(fromUs);
      const atUs = zone === undefined ? Infinity : Math.max(zone.fromUs, fromUs);
      const arrivesAtUs = this.#arriving.nextUs;
      if (arrivesAtUs < this.#endUs && Math.max(arrivesAtUs, fromUs) < atUs) {
        this.#arrive();
      } else if (zone === undefined || zone.isOpen(atUs)) {
        this.nextUs = atUs;
        this.#nextZone = zone;
        return;
      }
    }
  }

  /** The zone whose first request could be made before those of the others, as far as is known. O(zones). */
  #earliest(fromUs: number): Zone | undefined {
    let best: Zone | undefined;
    let bestUs = Infinity;
    for (const zone of this.#zones) {
      const atUs = Math.max(zone.fromUs, fromUs);
      const before = atUs < bestUs || (atUs === bestUs && zone.isBefore(best));
      if (!before) continue;
      best = zone;
      bestUs = atUs;
    }
    return best;
  }

  #arrive(): void {
    this.#arriving.take(this.#arrived);
    this.#zones[this.#zoneOf(this.#arrived.country)]!.wait(this.#arrived);
  }
}

/** Where messages go whose recipient has no country, and all where there are no hours. */
const ALWAYS_OPEN = { openAtUs: (atUs: number): number => atUs };

/** The place of the zone of each message, beyond the last where it has none: one draw a message, whatever its country. */
function zoneChoice(hours: PlanHours, uniform: Uniform): (country: number) => number {
  return (country) => {
    const u = uniform();
    const shares = hours.zonesByCountry[country];
    return shares?.zones[placeOf(shares.cumulative, u)] ?? hours.zones.length;
  };
}

/** The requests to one zone that have arrived and not been made: they keep their order. */
class Zone {
  /** None of them is made before, by what is known of its hours so far; Infinity when there is none. */
  fromUs = Infinity;
  readonly #openAtUs: (atUs: number) => number;
  readonly #waiting = new WaitingRequests();
  /** An instant of which it is known that it lies within the hours. */
  #openUs = -1;

  constructor(openAtUs: (atUs: number) => number) {
    this.#openAtUs = openAtUs;
  }

  /** How many there are. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Whether it may be sent to at this instant; if not, `fromUs` is put to when its hours begin. */
  isOpen(atUs: number): boolean {
    if (atUs === this.#openUs) return true;
    this.#openUs = this.#openAtUs(atUs);
    if (this.#openUs === atUs) return true;
    this.fromUs = this.#openUs;
    return false;
  }

  /** Whether its first request arrived before that of another zone. */
  isBefore(other: Zone | undefined): boolean {
    return other !== undefined && this.#waiting.firstIndex < other.#waiting.firstIndex;
  }

  wait(submission: Submission): void {
    if (this.#waiting.size === 0) this.fromUs = submission.offeredAtUs;
    this.#waiting.push(submission);
  }

  /** Its first request is made. The others have arrived by now: no arrival is looked at ahead of the next request. */
  take(submission: Submission, nowUs: number): void {
    this.#waiting.shift(submission);
    this.fromUs = this.#waiting.size === 0 ? Infinity : nowUs;
  }
}
