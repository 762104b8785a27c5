import { byMessage, type Fact, type History } from '../../src/laws/history.ts';
import type { Plan, PlanStream } from '../../src/scenario/plan.ts';
import { EXPIRED, OVERFLOW } from '../plans.ts';

type Path = (plan: Plan, history: History) => boolean;

const some =
  (matches: (fact: Fact, stream: PlanStream, plan: Plan) => boolean): Path =>
  (plan, history) =>
    history.some((fact) => matches(fact, plan.streams[fact.stream]!, plan));
const ended = (code: number): Path =>
  some(({ kind, errorCode }) => kind !== 'leftOpen' && errorCode === code);

/** What a batch of random runs over shared lanes must have met at least once. */
const PATHS: Readonly<Record<string, Path>> = {
  'an expired message': ended(EXPIRED),
  'an overflow': ended(OVERFLOW),
  'a full queue that refuses': ended(21611),
  'too many requests at once': ended(20429),
  'too many scheduled': ended(35125),
  'too many in a day': ended(63038),
  'a capped message': ended(30023),
  'a service without a sender': ended(21703),
  'a message that left at its very deadline': some(
    (fact, { validityUs }) =>
      fact.kind === 'segmentLeft' && fact.firstSegmentAtUs === fact.queuedAtUs + validityUs,
  ),
  'a message canceled when scheduled': some(
    ({ kind, atUs, queuedAtUs }) => kind === 'canceled' && atUs < queuedAtUs,
  ),
  'a message canceled in its lane': some(
    ({ kind, atUs, queuedAtUs }) => kind === 'canceled' && atUs > queuedAtUs,
  ),
  'a message scheduled for the past': some(
    ({ kind, atUs }, { sendAt }) =>
      kind === 'scheduled' && sendAt !== undefined && 'atUs' in sendAt && sendAt.atUs < atUs,
  ),
  'a fourth attempt': some(({ attempt }) => attempt === 4),
  'a sent retry': some(({ kind, attempt }) => kind === 'sent' && attempt > 1),
  'media in a bucket of their own, under a level': some(({ kind, media, sender }, _, plan) => {
    const lane = plan.lanes[plan.senders[sender]?.lane ?? -1];
    return kind === 'sent' && media === 1 && lane?.media !== undefined && lane.mediaLevels.length > 0;
  }),
  'an urgent message that went before an older one': (plan, history) => {
    const sent = history.filter(({ kind }) => kind === 'sent');
    return sent.some(
      (fact, place) =>
        plan.streams[fact.stream]!.priority === 1 &&
        sent
          .slice(place)
          .some(
            (other) =>
              other.sender === fact.sender &&
              other.queuedAtUs < fact.queuedAtUs &&
              other.firstSegmentAtUs > fact.atUs,
          ),
    );
  },
  'a head that a level held up': (plan, history) =>
    plan.levels.length > 0 &&
    [...byMessage(history).values()].some((facts) => facts.some((fact) => heldUp(plan, fact))),
  'a campaign that is down': (plan) =>
    plan.incidents.some((incident) => incident.kind === 'campaign-rate' && incident.numerator === 0),
};

/** It waited although its lane lets go of any number at once. */
function heldUp(plan: Plan, { kind, sender, firstSegmentAtUs, queuedAtUs }: Fact): boolean {
  const lane = plan.lanes[plan.senders[sender]?.lane ?? -1];
  return (
    kind === 'sent' &&
    lane?.rate === undefined &&
    plan.incidents.length === 0 &&
    firstSegmentAtUs > queuedAtUs
  );
}

/** Collects, over a batch of runs, the paths that were taken. */
export class NetworkPaths {
  readonly #missing = new Map(Object.entries(PATHS));

  see(plan: Plan, history: History): void {
    for (const [name, taken] of this.#missing) if (taken(plan, history)) this.#missing.delete(name);
  }

  /** The paths that no run has taken. */
  get missing(): readonly string[] {
    return [...this.#missing.keys()];
  }
}
