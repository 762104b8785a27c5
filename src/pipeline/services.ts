import type { Plan, PlanService } from '../scenario/plan.ts';
import type { Submission } from '../traffic/stream.ts';

const NONE = -1;

/**
 * The messaging services: which sender of its pool each message gets. The plan says among which senders there is a
 * choice; how they are spread is decided here.
 */
export class Services {
  readonly #services: Service[];
  readonly #newService: (plan: PlanService) => Service;
  readonly #mediaCountries: readonly boolean[];

  /**
   * @param readyAtUs when a message of the sender to a country over a carrier could begin to leave: now or later.
   * @param nowUs the present instant.
   */
  constructor(
    plan: Plan,
    readyAtUs: (sender: number, country: number, carrier: number) => number,
    nowUs: () => number,
  ) {
    this.#mediaCountries = plan.mediaCountries;
    this.#newService = (service) => new Service(service, readyAtUs, nowUs);
    this.#services = plan.services.map(this.#newService);
  }

  /** What becomes of a message for which a service has no sender. */
  noSender(service: number): PlanService['noSender'] {
    return this.#services[service]!.plan.noSender;
  }

  /** Whether a service has no sender at all. */
  isEmpty(service: number): boolean {
    return this.#services[service]!.plan.pool.length === 0;
  }

  /**
   * A service is another one from now on, over the same list of senders. Whose turn it is begins anew; recipients keep
   * their senders.
   */
  replace(service: number, plan: PlanService): void {
    const next = this.#newService(plan);
    next.keepFrom(this.#services[service]!);
    this.#services[service] = next;
  }

  /** Whether a sender of the pool reaches the destination of a request, with links in place of its media if need be. */
  reaches(service: number, { country, media, linkedSegments }: Submission): boolean {
    const isLinked = media && linkedSegments > 0 && this.#mediaCountries[country] !== true;
    return this.#services[service]!.candidates(country, media && !isLinked).length > 0;
  }

  /**
   * Fills in the place in the pool of the sender for a request; -1 when none reaches its destination. Media to where
   * none can be sent become links in a text, where the service does that; a pool that cannot send them is no reason.
   * Source: Twilio, Messaging Services (2026).
   */
  choose(service: number, submission: Submission, carrier: number): void {
    const chosen = this.#services[service]!;
    const { media, linkedSegments, country } = submission;
    if (media && linkedSegments > 0 && this.#mediaCountries[country] !== true) {
      submission.media = false;
      submission.segments = linkedSegments;
      submission.wide = submission.linkedWide;
    }
    submission.senderPosition = chosen.choose(submission, carrier);
  }
}

class Service {
  readonly plan: PlanService;
  readonly #readyAtUs: (sender: number, country: number, carrier: number) => number;
  readonly #nowUs: () => number;
  /** By list of candidates: whose turn it is next. */
  readonly #turns: Map<readonly number[], number> = new Map();
  /** By recipient: the place in the pool of the sender that wrote to it first. */
  readonly #kept: Map<number, number> = new Map();
  /** By list and area code: the candidates of that area. */
  readonly #local: Map<readonly number[], Map<number, readonly number[]>> = new Map();
  readonly #sticky: boolean;

  constructor(
    plan: PlanService,
    readyAtUs: (sender: number, country: number, carrier: number) => number,
    nowUs: () => number,
  ) {
    this.plan = plan;
    this.#nowUs = nowUs;
    this.#readyAtUs = readyAtUs;
    this.#sticky = plan.sticky || plan.spread === 'sticky';
  }

  /** Recipients keep the senders that they have with another service over the same list of senders. */
  keepFrom(other: Service): void {
    for (const [recipient, place] of other.#kept) this.#kept.set(recipient, place);
  }

  candidates(country: number, media: boolean): readonly number[] {
    return (media ? this.plan.mediaCandidates : this.plan.candidates)[country] ?? [];
  }

  choose(submission: Submission, carrier: number): number {
    const { country, media, recipientKey, areaCode } = submission;
    const reaching = this.candidates(country, media);
    if (reaching.length === 0) return NONE;
    const kept = this.#sticky ? this.#kept.get(recipientKey) : undefined;
    if (kept !== undefined && reaching.includes(kept)) return kept;
    const place = this.#spread(this.#near(reaching, areaCode), submission, carrier);
    if (this.#sticky && recipientKey >= 0) this.#kept.set(recipientKey, place);
    return place;
  }

  /** The candidates of the recipient's area code, where there are any. */
  #near(reaching: readonly number[], areaCode: number): readonly number[] {
    const local = this.plan.byAreaCode?.get(areaCode);
    if (local === undefined) return reaching;
    let byArea = this.#local.get(reaching);
    if (byArea === undefined) {
      byArea = new Map();
      this.#local.set(reaching, byArea);
    }
    let near = byArea.get(areaCode);
    if (near === undefined) {
      const both = reaching.filter((place) => local.includes(place));
      near = both.length > 0 ? both : reaching;
      byArea.set(areaCode, near);
    }
    return near;
  }

  #spread(candidates: readonly number[], { country, spreadLuck }: Submission, carrier: number): number {
    switch (this.plan.spread) {
      case 'random':
        return candidates[Math.floor(spreadLuck * candidates.length)]!;
      case 'least-backlog':
        return this.#leastBacklog(candidates, country, carrier);
      case 'round-robin':
      case 'sticky':
        return candidates[this.#turn(candidates, 0)]!;
    }
  }

  /** The sender whose next segment could leave first; equals in rotation. O(candidates). */
  #leastBacklog(candidates: readonly number[], country: number, carrier: number): number {
    const first = this.#turns.get(candidates) ?? 0;
    let least = 0;
    let leastUs = Infinity;
    for (let step = 0; step < candidates.length; step += 1) {
      const sender = this.plan.pool[candidates[(first + step) % candidates.length]!]!;
      const readyAtUs = this.#readyAtUs(sender, country, carrier);
      if (readyAtUs >= leastUs) continue;
      least = step;
      leastUs = readyAtUs;
      // None is ready before now.
      if (readyAtUs === this.#nowUs()) break;
    }
    return candidates[this.#turn(candidates, least)]!;
  }

  /** The place `step` places on from whose turn it is; the next one's turn follows it. */
  #turn(candidates: readonly number[], step: number): number {
    const place = ((this.#turns.get(candidates) ?? 0) + step) % candidates.length;
    this.#turns.set(candidates, (place + 1) % candidates.length);
    return place;
  }
}
