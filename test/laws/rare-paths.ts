import type { Fact, History } from '../../src/laws/history.ts';
import { STATUS_CODE, type Status } from '../../src/messaging/status.ts';
import type { Plan, PlanIncident } from '../../src/scenario/plan.ts';
import { ACCEPTANCE, OVERFLOW } from '../plans.ts';

/** A path that a run may take or not, and how to tell from what is known of it. */
type Path = (plan: Plan, history: History) => boolean;

/** More requests or segments than one event handles at once. */
const AT_ONCE = 64;

const refused = (code: number): Path => some((fact) => fact.kind === 'refused' && fact.errorCode === code);
const openAs = (status: Status): Path =>
  some((fact) => fact.kind === 'leftOpen' && fact.status === STATUS_CODE[status]);

/** Every path that a batch of random runs must have taken at least once. */
const PATHS: Readonly<Record<string, Path>> = {
  ...Object.fromEntries(ACCEPTANCE.map(({ rule, code }) => [`refused: ${rule}`, refused(code)])),
  overflow: some((fact) => fact.kind === 'failed' && fact.errorCode === OVERFLOW),
  'undelivered with a code': some((fact) => fact.errorCode === 30003),
  'no receipt': some((fact) => fact.kind === 'concluded' && fact.status === STATUS_CODE.sent),
  'down for ever': (plan, history) => plan.horizonUs === Infinity && openAs('queued')(plan, history),
  'open, queued': openAs('queued'),
  'open, sending': openAs('sending'),
  'open, sent': openAs('sent'),
  'an overtaken ready event': (plan, history) =>
    history.some(
      (fact) => fact.kind === 'segmentLeft' && plan.incidents.some((other) => disturbs(other, fact)),
    ),
  'a batch larger than an event handles': (_, history) => largestCrowd(history, 'submitted') > AT_ONCE,
  'more departures than an event handles': (_, history) => largestCrowd(history, 'segmentLeft') > AT_ONCE,
  'an unlimited sender': (plan, history) =>
    history.some(({ kind, sender }) => kind === 'sent' && plan.senders[sender]!.rate === undefined),
  'a burst': (plan, history) => pairs(history, 'segmentLeft').some(([a, b]) => isBurst(plan, a, b)),
  'equal times of several streams': (_, history) =>
    pairs(history, 'submitted').some(([a, b]) => a.atUs === b.atUs && a.stream !== b.stream),
  'latency 0': some(
    (fact) =>
      fact.kind === 'concluded' &&
      fact.status === STATUS_CODE.delivered &&
      fact.atUs === fact.lastSegmentAtUs,
  ),
  'a message that did not wait': some(
    (fact) => fact.kind === 'sent' && fact.lastSegmentAtUs === fact.submittedAtUs,
  ),
  'a queue that waited': some((fact) => fact.kind === 'sent' && fact.firstSegmentAtUs > fact.submittedAtUs),
  'a request that its client postponed': some((fact) => fact.offeredAtUs < fact.submittedAtUs),
  'several segments': some((fact) => fact.kind === 'sent' && fact.segments > 1),
  'From not ours': some((fact) => fact.sender === -1),
  'overlapping sender incidents': overlapping('sender-rate', (a, b) => shareSender(a, b)),
  'overlapping latency factors': overlapping('carrier-latency', sameCarrier),
  'overlapping outcome overrides': overlapping('carrier-outcomes', sameCarrier),
  'a departure at the end of an incident': (plan, history) =>
    history.some(
      (fact) => fact.kind === 'segmentLeft' && plan.incidents.some(({ untilUs }) => untilUs === fact.atUs),
    ),
  'arrivals cut off by the horizon': (plan) =>
    plan.streams.some(({ arrivals }) => arrivals.some((a) => 'untilUs' in a && a.untilUs >= plan.horizonUs)),
};

/** Collects, over a batch of runs, the paths that were taken. */
export class RarePaths {
  readonly #missing = new Map(Object.entries(PATHS));

  see(plan: Plan, history: History): void {
    for (const [name, taken] of this.#missing) if (taken(plan, history)) this.#missing.delete(name);
  }

  /** The paths that no run has taken. */
  get missing(): readonly string[] {
    return [...this.#missing.keys()];
  }
}

function some(matches: (fact: Fact) => boolean): Path {
  return (_, history) => history.some(matches);
}

function pairs(history: History, kind: Fact['kind']): readonly (readonly [Fact, Fact])[] {
  const facts = history.filter((fact) => fact.kind === kind);
  return facts.slice(1).map((fact, place) => [facts[place]!, fact]);
}

/** Two at one instant, at a rate that alone would never let two go at once. */
function isBurst(plan: Plan, a: Fact, b: Fact): boolean {
  const { rate } = plan.senders[a.sender]!;
  return a.atUs === b.atUs && a.sender === b.sender && rate !== undefined && rate.units < rate.perUs;
}

function largestCrowd(history: History, kind: Fact['kind']): number {
  const crowds = new Map<string, number>();
  for (const fact of history) {
    if (fact.kind !== kind) continue;
    const key = `${fact.atUs} ${kind === 'submitted' ? fact.stream : fact.sender}`;
    crowds.set(key, (crowds.get(key) ?? 0) + 1);
  }
  return Math.max(0, ...crowds.values());
}

/** Whether the incident began or ended while the message that now leaves was waiting. */
function disturbs(incident: PlanIncident, fact: Fact): boolean {
  if (incident.kind !== 'sender-rate' || !incident.senders.includes(fact.sender)) return false;
  return [incident.atUs, incident.untilUs].some((us) => fact.submittedAtUs < us && us < fact.atUs);
}

function overlapping(kind: PlanIncident['kind'], meet: (a: PlanIncident, b: PlanIncident) => boolean): Path {
  return ({ incidents }) =>
    incidents.some((a, i) =>
      incidents
        .slice(i + 1)
        .some(
          (b) => a.kind === kind && b.kind === kind && a.atUs < b.untilUs && b.atUs < a.untilUs && meet(a, b),
        ),
    );
}

function shareSender(a: PlanIncident, b: PlanIncident): boolean {
  return (
    a.kind === 'sender-rate' && b.kind === 'sender-rate' && a.senders.some((own) => b.senders.includes(own))
  );
}

function sameCarrier(a: PlanIncident, b: PlanIncident): boolean {
  return 'carrier' in a && 'carrier' in b && a.carrier === b.carrier;
}
