import { compileLive, type LivePlan } from '../scenario/compile.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Live } from './live.ts';
import type { LiveMessage } from './message-log.ts';
import { Sids } from './sids.ts';

/** Wall clock of t = 0 where the scenario has no `start`: fixed, so that equal sessions give equal dates. */
const DEFAULT_START_MS: number = Date.UTC(2026, 0, 1);

/** Who may use the API. */
export interface Credentials {
  readonly accountSid: string;
  readonly authToken: string;
}

/** One scenario being served: the model, and what the API alone knows of its messages. */
export class Session {
  readonly livePlan: LivePlan;
  readonly credentials: Credentials;
  readonly sids: Sids;
  live: Live;
  /** Numbers of messages that were deleted, and of those whose text was. */
  readonly deleted: Set<number> = new Set();
  readonly redacted: Set<number> = new Set();
  readonly #startMs: number;
  readonly #services: ReadonlyMap<string, string>;

  /** @param given in place of credentials that follow from the seed. */
  constructor(scenario: Scenario, given: { readonly [Name in keyof Credentials]?: string | undefined } = {}) {
    this.livePlan = compileLive(scenario);
    const { plan } = this.livePlan;
    this.sids = new Sids(plan.seed);
    this.credentials = {
      accountSid: given.accountSid ?? `AC${this.sids.digitsOf('account', 0)}`,
      authToken: given.authToken ?? this.sids.digitsOf('token', 0),
    };
    this.#startMs = plan.anchor?.epochMs ?? DEFAULT_START_MS;
    this.#services = new Map(plan.services.map(({ id }, index) => [this.serviceSid(index), id]));
    this.live = new Live(this.livePlan);
  }

  /** Everything as at the start; SIDs begin anew. */
  reset(): void {
    this.live = new Live(this.livePlan);
    this.deleted.clear();
    this.redacted.clear();
  }

  /** Milliseconds since 1970 of an instant of the session. */
  wallMsOf(us: number): number {
    return this.#startMs + Math.floor(us / 1000);
  }

  sidOf({ index, media }: LiveMessage): string {
    return `${media ? 'MM' : 'SM'}${this.sids.digitsOf('message', index)}`;
  }

  serviceSid(index: number): string {
    return `MG${this.sids.digitsOf('service', index)}`;
  }

  /** The name in the scenario of a service's SID; what is no SID of ours stays as it is. */
  serviceNamed(sid: string | undefined): string | undefined {
    return sid === undefined ? undefined : (this.#services.get(sid) ?? sid);
  }

  /** The message of a SID, as far as it can be seen. */
  find(sid: string): LiveMessage | undefined {
    const index = this.sids.indexOf('message', sid.slice(2));
    const message = index === undefined ? undefined : this.live.messages[index];
    if (message === undefined || this.sidOf(message).slice(0, 2) !== sid.slice(0, 2)) return undefined;
    return this.isVisible(message) ? message : undefined;
  }

  /** Whether lists show it: not when deleted, and a refused request only where the provider keeps those. */
  isVisible({ index, status }: LiveMessage): boolean {
    return !this.deleted.has(index) && (status !== 'refused' || this.livePlan.rulebook.refusals.listed);
  }
}
