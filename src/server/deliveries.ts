import { createHash } from 'node:crypto';
import { callbackParameters } from '../messaging/callback-parameters.ts';
import type { Status } from '../messaging/status.ts';
import { CALLBACK_LIMITS, CallbackSender } from './callbacks/callback-sender.ts';
import type { DueCallback } from './callbacks/due-callback.ts';
import type { LiveMessage } from './message-log.ts';
import type { Session } from './session.ts';

/**
 * The status callbacks of a session, from falling due to being answered or given up. What falls due is put together at
 * once, as the message then stands, and posted once whoever moves the clock hands it over: so never before everything
 * of that instant is done, nor before what led to it is noted.
 */
export class Deliveries {
  readonly #session: Session;
  readonly #sender: CallbackSender;
  /** By key: what fell due and was not handed over yet. */
  readonly #due: Map<string, DueCallback> = new Map();
  /** What was handed over and is neither answered nor given up. */
  readonly #underWay: Set<DueCallback> = new Set();

  /** @param allowedHosts hosts besides this machine that callbacks may go to. */
  constructor(session: Session, allowedHosts: readonly string[]) {
    this.#session = session;
    this.#sender = new CallbackSender({
      authToken: session.credentials.authToken,
      allowedHosts,
      limits: CALLBACK_LIMITS,
      told: ({ due }) => {
        // One of before everything began anew is none of this session's any more.
        if (this.#underWay.delete(due)) session.callbackOver(due.message, due.status);
      },
    });
  }

  /** Callbacks that fell due since the last hand-over. */
  get hasDue(): boolean {
    return this.#due.size > 0;
  }

  /** A message has come to a status that is called back. */
  fallDue(message: LiveMessage, status: Status, atUs: number): void {
    const session = this.#session;
    const url = message.judged.callbackUrl;
    if (url === undefined) return;
    const { plan } = session.livePlan;
    const service = plan.streams[message.judged.stream]!.service;
    const parameters = callbackParameters({
      messageSid: session.sidOf(message),
      accountSid: session.credentials.accountSid,
      from: plan.senders[message.sender]?.address ?? message.judged.request.from,
      to: message.judged.request.to ?? '',
      status,
      errorCode: message.errorCode === 0 ? undefined : message.errorCode,
      messagingServiceSid: service === -1 ? undefined : session.serviceSid(service),
      receipt: { epochMs: session.wallMsOf(atUs), offsetMinutes: 0 },
    });
    const { index } = message;
    this.#due.set(keyOf(index, status), {
      message: index,
      status,
      url,
      parameters: Object.entries(parameters),
      token: tokenOf(plan.seed, session.resets, index, status),
    });
  }

  /** A callback was answered or given up before the session was taken up again. */
  isOver(message: number, status: string): void {
    this.#due.delete(keyOf(message, status));
  }

  /** Posts what has fallen due. */
  handOver(): void {
    if (this.#due.size === 0) return;
    const due = [...this.#due.values()];
    this.#due.clear();
    for (const callback of due) {
      this.#underWay.add(callback);
      this.#sender.send(callback);
    }
  }

  /** Resolves once everything that was handed over has been answered or given up. */
  settled(): Promise<void> {
    return this.#sender.settled();
  }

  /** Forgets what is due and what is under way. */
  clear(): void {
    this.#due.clear();
    this.#underWay.clear();
  }

  stop(): void {
    this.#sender.stop();
  }
}

function keyOf(message: number, status: string): string {
  return `${message} ${status}`;
}

/** The same for every attempt to deliver the news of one status of one message, and after a restart. */
function tokenOf(seed: string, resets: number, message: number, status: Status): string {
  const digits = createHash('sha256').update(`${seed} ${resets} ${message} ${status}`).digest('hex');
  return [8, 12, 16, 20, 32].map((end, place, ends) => digits.slice(ends[place - 1] ?? 0, end)).join('-');
}
