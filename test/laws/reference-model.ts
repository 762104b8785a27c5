import type { Fact, FactKind, History } from '../../src/laws/history.ts';
import { byMessage } from '../../src/laws/history.ts';
import type { Plan, PlanStream } from '../../src/scenario/plan.ts';
import { emptySubmission } from '../../src/traffic/stream.ts';
import { trafficOf } from '../../src/traffic/traffic.ts';
import { QUEUE_FULL } from '../plans/network-plans.ts';
import { ReferenceBucket } from './reference-bucket.ts';

/** The steps that the reference model foretells, each as `kind at us`. */
export type Fates = ReadonlyMap<number, readonly string[]>;

const TOLD: readonly FactKind[] = [
  'queued',
  'segmentLeft',
  'sent',
  'withdrawn',
  'canceled',
  'failed',
  'refused',
];

/** The same steps as a history tells them. */
export function stepsOf(history: History): Fates {
  return new Map(
    [...byMessage(history)].map(([serial, facts]) => [
      serial,
      facts.filter(({ kind }) => TOLD.includes(kind)).map(({ kind, atUs }) => `${kind} ${atUs}`),
    ]),
  );
}

type RateIncident = Extract<Plan['incidents'][number], { readonly numerator: number }>;

/** A message from when it is submitted. */
interface Message {
  readonly serial: number;
  readonly request: Fact;
  readonly plan: PlanStream;
  readonly lane: number;
  /** Tokens of its own bucket that a segment takes. */
  readonly tokens: number;
  /** Those that it takes up in the queue. */
  readonly share: number;
  left: number;
  state: 'scheduled' | 'queued' | 'over';
}

/** Something that happens, in the order of the laws: by time, rank, place in the file, turn and index. */
interface Happening {
  readonly order: readonly [number, number, number, number, number];
  readonly act: () => void;
}

/**
 * The whole model behind acceptance once more, written to be plain and not to be fast: every instant is looked at
 * anew, all lanes, all buckets, in exact fractions. It is given the requests that were made (who submits what and when,
 * through which sender, and which of them acceptance turned away) and foretells everything that becomes of them up to
 * `sent`. Times of retries are taken from the history, as the luck in them is not modelled.
 */
export function foretell(plan: Plan, history: History): Fates {
  return new ReferenceModel(plan, history).run();
}

class ReferenceModel {
  readonly #plan: Plan;
  readonly #requests: ReadonlyMap<number, readonly Fact[]>;
  /** First facts by `stream index attempt`. */
  readonly #attempts: ReadonlyMap<string, Fact>;
  readonly #steps = new Map<number, string[]>();
  readonly #cancels: readonly ReadonlySet<number>[];
  readonly #own: readonly ReferenceBucket[];
  readonly #media: readonly (ReferenceBucket | undefined)[];
  readonly #levels: readonly ReferenceBucket[];
  readonly #queues: Message[][];
  readonly #active = new Set<number>();
  #due: Happening[] = [];
  #nowUs = 0;

  constructor(plan: Plan, history: History) {
    this.#plan = plan;
    this.#requests = byMessage(history);
    const first = [...this.#requests.values()].map((facts) => facts[0]!);
    this.#attempts = new Map(first.map((fact) => [`${fact.stream} ${fact.index} ${fact.attempt}`, fact]));
    this.#cancels = canceledIn(plan);
    const grain = plan.incidents.reduce(
      (all, one) => ('numerator' in one ? all * BigInt(one.denominator) : all),
      1n,
    );
    this.#own = plan.lanes.map((lane) => new ReferenceBucket(lane, grain));
    this.#media = plan.lanes.map(({ media }) => media && new ReferenceBucket(media, grain));
    this.#levels = plan.levels.map((level) => new ReferenceBucket(level, grain));
    this.#queues = plan.lanes.map(() => []);
    for (const fact of first) if (fact.attempt === 1) this.#expect(fact, 4, fact.stream, 1, fact.index);
    plan.incidents.forEach((incident, place) => {
      this.#add([incident.atUs, 1, place, 0, 0], () => this.#change(place, true));
      this.#add([incident.untilUs, 0, place, 0, 0], () => this.#change(place, false));
    });
  }

  run(): Fates {
    for (;;) {
      this.#due.sort(inOrder);
      const [next] = this.#due;
      const departure = this.#nextDeparture();
      const departsFirst =
        next === undefined ||
        departure.atUs < next.order[0] ||
        (departure.atUs === next.order[0] && next.order[1] > 5);
      this.#nowUs = departsFirst ? departure.atUs : next.order[0];
      if (this.#nowUs >= this.#plan.horizonUs || this.#nowUs === Infinity) return this.#steps;
      if (departsFirst) this.#depart(departure.message!);
      else {
        this.#due.shift();
        next.act();
      }
    }
  }

  #add(order: Happening['order'], act: () => void): void {
    if (order[0] !== Infinity) this.#due.push({ order, act });
  }

  #expect(request: Fact, rank: number, place: number, turn: number, index: number): void {
    this.#add([request.atUs, rank, place, turn, index], () => this.#submit(request));
  }

  #tell(message: Message | Fact, kind: FactKind): void {
    const steps = this.#steps.get(message.serial) ?? [];
    this.#steps.set(message.serial, [...steps, `${kind} ${this.#nowUs}`]);
  }

  #submit(request: Fact): void {
    this.#steps.set(request.serial, []);
    const plan = this.#plan.streams[request.stream]!;
    const turnedAway = this.#turnedAway(request.serial);
    if (turnedAway !== undefined) return this.#end(request, turnedAway);
    const message = this.#messageOf(request, plan);
    const named = plan.service === -1 || plan.namesSender;
    if (
      named &&
      this.#plan.overflow.direct.surface === 'refused' &&
      plan.sendAt === undefined &&
      !this.#fits(message)
    )
      return this.#end(request, 'refused');
    if (
      plan.cancel !== undefined &&
      request.attempt === 1 &&
      this.#cancels[request.stream]!.has(request.index)
    )
      this.#add([this.#nowUs + plan.cancel.afterUs, 4, request.stream, 2, request.serial], () =>
        this.#cancel(message),
      );
    if (plan.sendAt === undefined) return this.#queue(message);
    const atUs =
      'atUs' in plan.sendAt ? Math.max(plan.sendAt.atUs, this.#nowUs) : this.#nowUs + plan.sendAt.afterUs;
    this.#add([atUs, 4, request.stream, 0, request.serial], () => this.#queue(message));
  }

  /** What acceptance says of a request is taken from the history, but for what depends on queues. */
  #turnedAway(serial: number): 'refused' | 'failed' | undefined {
    const facts = this.#requests.get(serial)!;
    if (facts.some(({ kind, errorCode }) => kind === 'refused' && errorCode !== QUEUE_FULL)) return 'refused';
    const { overflow } = this.#plan;
    const late = [overflow.direct.code, overflow.service.code];
    const admitted = facts.some(({ kind }) => kind === 'queued');
    const failed = facts.some(({ kind, errorCode }) => kind === 'failed' && !late.includes(errorCode));
    return failed && !admitted ? 'failed' : undefined;
  }

  #messageOf(request: Fact, plan: PlanStream): Message {
    const { sender, country, carrier, media, serial } = request;
    const { campaign, lane: own } = this.#plan.senders[sender]!;
    const route = country * this.#plan.carriers.length + carrier;
    const governed = campaign === -1 ? -1 : this.#plan.campaigns[campaign]!.laneByRoute[route]!;
    const lane = governed === -1 ? own : governed;
    const share = this.#plan.lanes[lane]!.tokensByCountry?.[country] ?? 1;
    const tokens = media === 1 && this.#media[lane] !== undefined ? 1 : share;
    return { serial, request, plan, lane, tokens, share, left: 0, state: 'scheduled' };
  }

  #fits({ lane, request, share }: Message): boolean {
    const backlog = this.#queues[lane]!.reduce(
      (sum, other) => sum + other.share * (other.request.segments - other.left),
      0,
    );
    return backlog + share * request.segments <= this.#plan.lanes[lane]!.queueLimitTokens;
  }

  #queue(message: Message): void {
    if (message.state === 'over') return;
    const { plan, request, lane } = message;
    if (!this.#fits(message)) {
      message.state = 'over';
      return this.#end(request, 'failed');
    }
    this.#tell(message, 'queued');
    message.state = 'queued';
    if (this.#queues[lane]!.length === 0) this.#bucketOf(message).spill(this.#nowUs);
    this.#queues[lane]!.push(message);
    this.#add([this.#nowUs + plan.validityUs, 6, request.stream, 0, request.serial], () =>
      this.#expire(message),
    );
  }

  #cancel(message: Message): void {
    if (message.state === 'over' || message.left > 0) return;
    if (message.state === 'queued') this.#tell(message, 'withdrawn');
    this.#remove(message);
    this.#end(message.request, 'canceled');
  }

  #expire(message: Message): void {
    if (message.state === 'over' || message.left > 0) return;
    this.#tell(message, 'withdrawn');
    this.#remove(message);
    this.#end(message.request, 'failed');
  }

  #remove(message: Message): void {
    message.state = 'over';
    const queue = this.#queues[message.lane]!;
    if (queue.includes(message)) queue.splice(queue.indexOf(message), 1);
  }

  #end(request: Fact, kind: FactKind): void {
    this.#tell(request, kind);
    this.#again(request);
  }

  /** If the client tried again, it did so at a time that the history tells. */
  #again({ stream, index, attempt }: Fact): void {
    const next = this.#attempts.get(`${stream} ${index} ${attempt + 1}`);
    if (next !== undefined) this.#expect(next, 3, stream, 0, index);
  }

  /** Under way, else of the highest priority, else the oldest in the queue. */
  #headOf(lane: number): Message | undefined {
    const queue = this.#queues[lane]!;
    const highest = Math.max(...queue.map(({ plan }) => plan.priority));
    return queue.find(({ left }) => left > 0) ?? queue.find(({ plan }) => plan.priority === highest);
  }

  #bucketOf({ lane, request }: Message): ReferenceBucket {
    return (request.media === 1 ? this.#media[lane] : undefined) ?? this.#own[lane]!;
  }

  #levelsOf({ lane, request }: Message): readonly ReferenceBucket[] {
    const { levels, mediaLevels } = this.#plan.lanes[lane]!;
    return (request.media === 1 ? mediaLevels : levels).map((level) => this.#levels[level]!);
  }

  /** Of all heads the one that can leave first; of equals the urgent one, then the oldest. */
  #nextDeparture(): { readonly atUs: number; readonly message: Message | undefined } {
    let best: { atUs: number; message: Message | undefined } = { atUs: Infinity, message: undefined };
    for (const lane of this.#queues.keys()) {
      const message = this.#headOf(lane);
      if (message === undefined) continue;
      const atUs = Math.max(
        this.#bucketOf(message).readyAtUs(message.tokens, this.#nowUs),
        ...this.#levelsOf(message).map((level) => level.readyAtUs(1, this.#nowUs)),
      );
      const before = best.message !== undefined && atUs === best.atUs && isBefore(message, best.message);
      if (atUs < best.atUs || before) best = { atUs, message };
    }
    return best;
  }

  #depart(message: Message): void {
    this.#bucketOf(message).take(message.tokens, this.#nowUs);
    for (const level of this.#levelsOf(message)) level.take(1, this.#nowUs);
    message.left += 1;
    this.#tell(message, 'segmentLeft');
    if (message.left < message.request.segments) return;
    this.#tell(message, 'sent');
    this.#remove(message);
    this.#again(message.request);
  }

  #change(place: number, begins: boolean): void {
    if (begins) this.#active.add(place);
    else this.#active.delete(place);
    for (const lane of this.#plan.lanes.keys()) {
      const factors = this.#plan.incidents.filter(
        (one, i): one is RateIncident => this.#active.has(i) && this.#touches(one, lane),
      );
      const numerator = factors.reduce((all, one) => all * BigInt(one.numerator), 1n);
      const denominator = factors.reduce((all, one) => all * BigInt(one.denominator), 1n);
      this.#own[lane]!.setFactor(numerator, denominator, this.#nowUs);
      this.#media[lane]?.setFactor(numerator, denominator, this.#nowUs);
    }
  }

  #touches(incident: Plan['incidents'][number], lane: number): boolean {
    if (incident.kind === 'campaign-rate')
      return this.#plan.campaigns[incident.campaign]!.laneByRoute.includes(lane);
    return (
      incident.kind === 'sender-rate' &&
      incident.senders.some((sender) => this.#plan.senders[sender]!.lane === lane)
    );
  }
}

function isBefore(a: Message, b: Message): boolean {
  if (a.plan.priority !== b.plan.priority) return a.plan.priority > b.plan.priority;
  return a.serial < b.serial;
}

function inOrder(a: Happening, b: Happening): number {
  for (const [i, own] of a.order.entries()) if (own !== b.order[i]) return own - b.order[i]!;
  return 0;
}

/** The indices of the requests of each stream that their clients cancel. */
function canceledIn(plan: Plan): readonly ReadonlySet<number>[] {
  const submission = emptySubmission();
  return trafficOf(plan, 0).map((stream) => {
    const canceled = new Set<number>();
    while (stream.nextUs < Infinity) {
      stream.take(submission);
      if (submission.cancels) canceled.add(submission.index);
    }
    return canceled;
  });
}
