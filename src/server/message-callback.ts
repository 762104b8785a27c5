import { hash } from 'node:crypto';
import { callbackParameters } from '../messaging/callback-parameters.ts';
import type { Status } from '../messaging/status.ts';
import type { DueCallback } from './callbacks/due-callback.ts';
import type { LiveMessage } from './live-message.ts';
import type { Session } from './session.ts';

/**
 * A status callback of a message as it stands when the callback falls due. Very many may fall due at one instant, so
 * it keeps what may change, and puts the form together only when it is posted.
 */
export class MessageCallback implements DueCallback {
  readonly message: number;
  readonly status: Status;
  readonly url: string;
  readonly #session: Session;
  readonly #told: LiveMessage;
  readonly #atUs: number;
  readonly #sender: number;
  readonly #errorCode: number;
  readonly #resets: number;

  /** @param url where it goes. */
  constructor(session: Session, message: LiveMessage, url: string, status: Status, atUs: number) {
    this.message = message.index;
    this.status = status;
    this.url = url;
    this.#session = session;
    this.#told = message;
    this.#atUs = atUs;
    this.#sender = message.sender;
    this.#errorCode = message.errorCode;
    this.#resets = session.resets;
  }

  get parameters(): readonly (readonly [string, string])[] {
    const session = this.#session;
    const { plan } = session.livePlan;
    const { from, to = '', stream } = this.#told;
    const service = plan.streams[stream]!.service;
    return Object.entries(
      callbackParameters({
        messageSid: session.sidOf(this.#told),
        accountSid: session.credentials.accountSid,
        from: plan.senders[this.#sender]?.address ?? from,
        to,
        status: this.status,
        errorCode: this.#errorCode === 0 ? undefined : this.#errorCode,
        messagingServiceSid: service === -1 ? undefined : session.serviceSid(service),
        receipt: { epochMs: session.wallMsOf(this.#atUs), offsetMinutes: 0 },
      }),
    );
  }

  /** The same for every attempt to deliver the news of one status of one message, and after a restart. */
  get token(): string {
    const { seed } = this.#session.livePlan.plan;
    const digits = hash('sha256', `${seed} ${this.#resets} ${this.message} ${this.status}`);
    return [8, 12, 16, 20, 32].map((end, place, ends) => digits.slice(ends[place - 1] ?? 0, end)).join('-');
  }
}
