import { assertNever } from '../kernel/assert.ts';
import type { Status } from '../messaging/status.ts';
import { compileLive, type LivePlan } from '../scenario/compile.ts';
import { compileLiveIncident } from '../scenario/live-incident.ts';
import type { PlanIncident } from '../scenario/plan.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ObserverFactory } from '../simulate.ts';
import { type Archive, MemoryArchive } from './archive.ts';
import type { CallbackFaults } from './callbacks/callback-faults.ts';
import { type Credentials, Gate } from './credentials.ts';
import type { Input, TimedInput } from './input.ts';
import { Changes } from './inspector/changes.ts';
import type { LiveRequest } from './judge.ts';
import { type CallbackDue, Live } from './live.ts';
import type { LiveMessage } from './live-message.ts';
import { MessageStore } from './message-store.ts';
import { type LiveService, ServiceBook, type ServiceTerms } from './service-book.ts';
import { Sids } from './sids.ts';

/** Account SID and auth token that were asked for. */
export interface GivenCredentials {
  readonly accountSid?: string | undefined;
  readonly authToken?: string | undefined;
}

/** Who hears what a session does. */
export interface SessionListener {
  /** It takes an input from outside, now: where the clock stands. Not heard of what is repeated. */
  taken(input: Input, atUs: number): void;
  /** A status callback of a message falls due at an instant. */
  callbackDue(message: LiveMessage, status: Status, atUs: number): void;
  /** A callback was answered or given up; heard of what is repeated only. */
  callbackOver(message: number, status: string): void;
  /** Everything begins anew. */
  begun(): void;
}

/** More media than a request can name in what the server reads of it. */
const MEDIA_PLACES = 65_536;

const NOBODY: SessionListener = { taken() {}, callbackDue() {}, callbackOver() {}, begun() {} };

/**
 * One scenario being served: the model, and what the API alone knows of its messages. Knows no network and no wall
 * clock: whatever bears on the outcome comes as an input, is told before it takes effect, and can be repeated.
 */
export class Session {
  readonly scenario: Scenario;
  readonly livePlan: LivePlan;
  readonly credentials: Credentials;
  readonly gate: Gate;
  readonly sids: Sids;
  /** Which messages changed last, when somebody looks. */
  readonly changes: Changes = new Changes();
  live: Live;
  listener: SessionListener = NOBODY;
  /** How often everything began anew. */
  resets = 0;
  /** Simulated seconds that pass in a second; 0: time stands still. */
  speed = 0;
  /** What goes wrong with status callbacks on purpose. */
  faults: CallbackFaults = {};
  /** SIDs of media that were deleted. */
  readonly deletedMedia: Set<string> = new Set();
  /** The messaging services as they stand. */
  services: ServiceBook;
  readonly #observers: readonly ObserverFactory[];
  readonly #archive: Archive;
  /** Where the clock stood at the last input. */
  #takenUs = 0;

  /**
   * @param given in place of what the scenario says, or of what follows from the seed.
   * @param observers hear every fact, and change nothing.
   * @param archive takes the messages that ended long ago; emptied when everything begins anew.
   */
  constructor(
    scenario: Scenario,
    given: GivenCredentials = {},
    observers: readonly ObserverFactory[] = [],
    archive: Archive = new MemoryArchive(),
  ) {
    this.#observers = observers;
    this.#archive = archive;
    this.scenario = scenario;
    this.livePlan = compileLive(scenario);
    const { plan } = this.livePlan;
    this.sids = new Sids(plan.seed);
    const { account = {} } = scenario;
    this.credentials = {
      accountSid: given.accountSid ?? account.sid ?? `AC${this.sids.digitsOf('account', 0)}`,
      authToken: given.authToken ?? account['auth-token'] ?? this.sids.digitsOf('token', 0),
      keys: account['api-keys'] ?? [],
    };
    this.gate = new Gate(this.credentials);
    this.services = this.#ownServices();
    this.live = this.#newLive();
  }

  /** A request at the present instant: its message, whose status says so if it was refused. */
  submit(request: LiveRequest): LiveMessage {
    this.#note({ kind: 'request', request });
    return this.live.submit(request);
  }

  /** Takes a message back. False, and nothing happens, once a segment of it has left or it has ended. */
  cancel(message: LiveMessage): boolean {
    this.#note({ kind: 'cancel', message: message.index });
    return this.live.cancel(message);
  }

  /** Erases the text of a message. */
  redact({ index }: LiveMessage): void {
    this.#take({ kind: 'redact', message: index });
  }

  /** Deletes a message: nobody can see it any more. */
  delete({ index }: LiveMessage): void {
    this.#take({ kind: 'delete', message: index });
  }

  /** Deletes a medium of a message, by its place among them: nobody can see it any more. */
  deleteMedium({ index }: LiveMessage, medium: number): void {
    this.#take({ kind: 'delete-medium', message: index, medium });
  }

  /** A disturbance begins now: as a scenario has it, but for its beginning. @throws RangeError when it is none. */
  disturb(incident: Readonly<Record<string, unknown>>): void {
    const changes = this.#compiled(incident);
    this.#note({ kind: 'incident', incident });
    for (const change of changes) this.live.disturb(change);
  }

  /** Makes or changes a messaging service, by place in the plan; without terms: it is there no more. */
  setService(service: number, terms: ServiceTerms | undefined): void {
    this.#take({ kind: 'service', service, terms });
  }

  /** From now on so many simulated seconds pass in a second; whoever holds the clock heeds it. */
  setSpeed(speed: number): void {
    this.#take({ kind: 'speed', speed });
  }

  /** From now on this goes wrong with callbacks that fall due. */
  setFaults(faults: CallbackFaults): void {
    this.#take({ kind: 'faults', faults });
  }

  /** Everything as at the start; SIDs begin anew. */
  reset(): void {
    this.#take({ kind: 'reset' });
  }

  /** A callback was answered or given up: it need not be delivered again. */
  callbackOver(message: number, status: string): void {
    this.#note({ kind: 'callback', message, status });
  }

  /** Somebody is about to see where the clock stands: so it will never stand before that again. */
  witness(): void {
    if (this.live.nowUs > this.#takenUs) this.#take({ kind: 'clock' });
  }

  /** Does again what was done before. */
  repeat(input: TimedInput): void {
    this.live.standAt(input.atUs);
    this.#takenUs = input.atUs;
    this.#perform(input);
  }

  /** What each kind of input does, whether it comes now or is repeated. */
  #perform(input: Input): void {
    switch (input.kind) {
      case 'request':
        return void this.live.submit(input.request);
      case 'cancel':
        return this.#cancelAt(input.message);
      case 'redact':
        return this.live.redact({ index: input.message });
      case 'delete':
        return this.live.delete({ index: input.message });
      case 'delete-medium':
        return void this.deletedMedia.add(this.mediumSid({ index: input.message }, input.medium));
      case 'incident':
        for (const change of this.#compiled(input.incident)) this.live.disturb(change);
        return;
      case 'service':
        this.services.set(input.service, input.terms, this.live.nowUs);
        return this.live.setService(input.service, input.terms);
      case 'speed':
        this.speed = input.speed;
        return;
      case 'faults':
        this.faults = input.faults;
        return;
      case 'callback':
        return this.listener.callbackOver(input.message, input.status);
      case 'reset':
        return this.#begin();
      case 'clock':
        return;
      default:
        return assertNever(input);
    }
  }

  /** Milliseconds since 1970 of an instant of the session. */
  wallMsOf(us: number): number {
    return this.live.wallMsOf(us);
  }

  sidOf({ index, isMms }: Pick<LiveMessage, 'index' | 'isMms'>): string {
    return `${isMms ? 'MM' : 'SM'}${this.sids.digitsOf('message', index)}`;
  }

  /** Of a medium, by its place among those of its message. */
  mediumSid({ index }: Pick<LiveMessage, 'index'>, place: number): string {
    return `ME${this.sids.digitsOf('media', index * MEDIA_PLACES + place)}`;
  }

  /** Of a sender that is a number, by index in the plan. */
  numberSid(sender: number): string {
    return `PN${this.sids.digitsOf('number', sender)}`;
  }

  /** Of a sender that is a short code, by index in the plan. */
  shortCodeSid(sender: number): string {
    return `SC${this.sids.digitsOf('number', sender)}`;
  }

  serviceSid(index: number): string {
    return `MG${this.sids.digitsOf('service', index)}`;
  }

  /** The name in the scenario of a service's SID; what is no SID of ours stays as it is. */
  serviceNamed(sid: string | undefined): string | undefined {
    return sid === undefined ? undefined : (this.findService(sid)?.entry.id ?? sid);
  }

  /** The messaging service of a SID; undefined: there is none. */
  findService(sid: string): LiveService | undefined {
    const index = this.sids.indexOf('service', sid.slice(2));
    return index === undefined || !sid.startsWith('MG') ? undefined : this.services.at(index);
  }

  /** The message of a SID, as far as it can be seen. */
  find(sid: string): LiveMessage | undefined {
    const index = this.sids.indexOf('message', sid.slice(2));
    const message = index === undefined ? undefined : this.live.messages.at(index);
    if (message === undefined || this.sidOf(message).slice(0, 2) !== sid.slice(0, 2)) return undefined;
    return this.isVisible(message) ? message : undefined;
  }

  /** Whether lists show it: a refused request only where the provider keeps those. */
  isVisible({ status }: LiveMessage): boolean {
    return status !== 'refused' || this.livePlan.rulebook.refusals.listed;
  }

  /** The changes of an incident that begins at the present instant. */
  #compiled(incident: Readonly<Record<string, unknown>>): readonly PlanIncident[] {
    return compileLiveIncident(this.scenario, { ...incident, at: `${this.live.nowUs}us` });
  }

  #cancelAt(index: number): void {
    const message = this.live.messages.at(index);
    if (message !== undefined) this.live.cancel(message);
  }

  #take(input: Input): void {
    this.#note(input);
    this.#perform(input);
  }

  #note(input: Input): void {
    const { nowUs } = this.live;
    this.listener.taken(input, nowUs);
    this.#takenUs = nowUs;
  }

  #begin(): void {
    this.resets += 1;
    this.faults = {};
    this.#takenUs = 0;
    this.deletedMedia.clear();
    this.listener.begun();
    this.services = this.#ownServices();
    this.live = this.#newLive();
  }

  /** Those of the scenario, with the pools that the plan has of them. */
  #ownServices(): ServiceBook {
    const { ownPools, plan } = this.livePlan;
    const entries = this.scenario['messaging-services'] ?? [];
    const own = entries.map((entry, index) => ({ name: entry.id, entry, pool: ownPools[index]! }));
    return new ServiceBook(own, plan.services.length);
  }

  #newLive(): Live {
    const tell: CallbackDue = (message, status, atUs) => this.listener.callbackDue(message, status, atUs);
    const store = new MessageStore(this.#archive);
    return new Live(this.livePlan, this.services.all, tell, this.#observers, store, this.changes);
  }
}
