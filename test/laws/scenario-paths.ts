import type { Fact } from '../../src/laws/history.ts';
import { STATUSES } from '../../src/messaging/status.ts';
import type { Plan, PlanService, PlanStream } from '../../src/scenario/plan.ts';
import type { ScenarioRun } from './scenario-breaches.ts';

type Path = (run: ScenarioRun) => boolean;

const some =
  (matches: (fact: Fact, stream: PlanStream, plan: Plan) => boolean): Path =>
  ({ plan, history }) =>
    history.some((fact) => matches(fact, plan.streams[fact.stream]!, plan));
const under = (rulebook: string, code: number): Path =>
  some((fact, _, plan) => plan.rulebook === rulebook && fact.errorCode === code);
/** A message that its service found a sender for is sent. */
const served = (matches: (service: PlanService, fact: Fact, plan: Plan) => boolean): Path =>
  some((fact, { service, namesSender }, plan) => {
    const own = plan.services[service];
    return fact.kind === 'sent' && own !== undefined && !namesSender && matches(own, fact, plan);
  });
const calledBack =
  (kind: string, failure?: string): Path =>
  ({ callbacks }) =>
    callbacks.some((fact) => fact.kind === kind && (failure === undefined || fact.failure === failure));
const spread = (name: PlanService['spread']): Path =>
  served((service) => service.spread === name && service.pool.length > 1);
/** It waited in a lane under a level although its lane had nothing before it. */
const heldUpBy = (kind: 'service' | 'account', counts: 'segments' | 'media'): Path =>
  some(
    (fact, _, plan) =>
      fact.kind === 'sent' &&
      fact.firstSegmentAtUs > fact.queuedAtUs &&
      plan.lanes[plan.senders[fact.sender]!.lane]![fact.media === 1 ? 'mediaLevels' : 'levels'].some(
        (level) => plan.levels[level]!.kind === kind && plan.levels[level]!.counts === counts,
      ),
  );

/** What a batch of random scenarios must have met at least once: each thing that a provider or a client may do. */
const PATHS: Readonly<Record<string, Path>> = {
  'an unverified recipient, by the guide': under('twilio-guide', 21219),
  'an unverified recipient, in 2022': under('twilio-2022', 21608),
  'a country that is not enabled': some(({ errorCode }) => errorCode === 21408),
  'a recipient who opted out': some(({ errorCode }) => errorCode === 21610),
  'a filtered text': some(({ errorCode }) => errorCode === 21618),
  'no way from this sender': some(({ errorCode }) => errorCode === 21612),
  'media too large': some(({ errorCode }) => errorCode === 11751),
  'media of another type': some(({ errorCode }) => errorCode === 12300),
  'no sender in the pool': some(({ errorCode }) => errorCode === 21703),
  'a full queue, by the guide': under('twilio-guide', 30001),
  'a full queue that refuses': under('twilio-2022', 21611),
  'a full queue of a service that fails': under('twilio-2022', 30001),
  'a validity period over, in 2026': under('twilio-2026', 30036),
  'too many requests at once': some(({ errorCode }) => errorCode === 20429),
  'too many messages in a day': some(({ errorCode }) => errorCode === 63038),
  'a US message outside of a campaign': under('twilio-2026', 30034),
  'a daily cap reached': under('twilio-2026', 30023),
  'a message of a campaign': some(
    ({ kind, sender }, _, plan) => kind === 'sent' && plan.senders[sender]!.campaign !== -1,
  ),
  'a service in rotation': spread('round-robin'),
  'a service by backlog': spread('least-backlog'),
  'a service at random': spread('random'),
  'a service that is sticky': spread('sticky'),
  'a service that keeps senders': served(({ sticky }) => sticky),
  'a service that looks at area codes': served(({ byAreaCode }) => byAreaCode !== undefined),
  'a sender named in spite of the service': some(
    ({ kind }, { namesSender }) => kind === 'sent' && namesSender,
  ),
  'links in place of media': some(
    ({ kind, media }, stream) => kind === 'sent' && media === 0 && stream.media !== undefined,
  ),
  'a picture': some(({ kind, media }) => kind === 'sent' && media === 1),
  'a picture in a bucket of its own': some(
    ({ kind, media, sender }, _, plan) =>
      kind === 'sent' && media === 1 && plan.lanes[plan.senders[sender]!.lane]!.media !== undefined,
  ),
  'a head under the level of its service': heldUpBy('service', 'segments'),
  'a head under the level of the account': heldUpBy('account', 'segments'),
  'a picture under the level of the account': heldUpBy('account', 'media'),
  'a scheduled message that is sent': some(
    ({ kind, submittedAtUs, queuedAtUs }) => kind === 'sent' && queuedAtUs > submittedAtUs,
  ),
  'a canceled message': some(({ kind }) => kind === 'canceled'),
  'an urgent message': some(({ kind }, { priority }) => kind === 'sent' && priority === 1),
  'a request postponed by hours': some(
    ({ offeredAtUs, submittedAtUs }, { hours, pace }) =>
      hours !== undefined && pace === undefined && submittedAtUs > offeredAtUs,
  ),
  'a request postponed by its pace': some(
    ({ offeredAtUs, submittedAtUs }, { hours, pace }) =>
      hours === undefined && pace !== undefined && submittedAtUs > offeredAtUs,
  ),
  'a refusal tried again': some(({ kind, attempt }) => kind === 'refused' && attempt > 1),
  'an undelivered message tried again and delivered': some(
    ({ status, attempt }) => STATUSES[status] === 'delivered' && attempt > 1,
  ),
  'a fourth attempt': some(({ attempt }) => attempt === 4),
  'a message that never gets a receipt': some(
    ({ kind, status }) => kind === 'concluded' && STATUSES[status] === 'sent',
  ),
  'a message open at the end': some(({ kind }) => kind === 'leftOpen'),
  'a callback of each kind of news': ({ callbacks }) =>
    ['queued', 'sent', 'failed', 'delivered', 'undelivered'].every((status) =>
      callbacks.some((fact) => STATUSES[fact.status] === status),
    ),
  'a callback without a connection': calledBack('attemptFailed', 'connect'),
  'a callback answered too late': calledBack('attemptFailed', 'timeout'),
  'a callback answered with an error': calledBack('attemptFailed', 'error'),
  'a lost callback': calledBack('lost'),
};

/** Collects, over a batch of runs, the paths that were taken. */
export class ScenarioPaths {
  readonly #missing = new Map(Object.entries(PATHS));

  see(run: ScenarioRun): void {
    for (const [name, taken] of this.#missing) if (taken(run)) this.#missing.delete(name);
  }

  /** The paths that no run has taken. */
  get missing(): readonly string[] {
    return [...this.#missing.keys()];
  }
}
