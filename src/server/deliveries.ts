import { Heap } from '../kernel/heap.ts';
import type { Status } from '../messaging/status.ts';
import { NotNoted } from './api-error.ts';
import { callbackFate } from './callbacks/callback-faults.ts';
import { CALLBACK_LIMITS, CallbackSender } from './callbacks/callback-sender.ts';
import type { CallbackOutcome, DueCallback } from './callbacks/due-callback.ts';
import type { LiveMessage } from './live-message.ts';
import { MessageCallback } from './message-callback.ts';
import type { Session } from './session.ts';

/** A callback that waits to be handed over. */
interface Waiting {
  readonly due: DueCallback;
  readonly copies: number;
  /** When it may be handed over, in whole microseconds of simulated time. */
  readonly atUs: number;
  /** In the order in which callbacks fell due. */
  readonly number: number;
}

/**
 * The status callbacks of a session, from falling due to being answered or given up. What falls due is put together at
 * once, as the message then stands, and posted once whoever moves the clock hands it over: so never before everything
 * of that instant is done, nor before what led to it is noted. What the session's faults befall comes later, twice,
 * behind the next one of its message, or never.
 */
export class Deliveries {
  readonly #session: Session;
  readonly #allowedHosts: readonly string[];
  readonly #heard: (outcome: CallbackOutcome) => void;
  #sender: CallbackSender;
  /** By key: what can be handed over. */
  readonly #due: Map<string, Waiting> = new Map();
  /** What comes late, the earliest first. */
  readonly #late: Heap<Waiting> = new Heap<Waiting>([], (a, b) => a.atUs - b.atUs || a.number - b.number);
  /** By message: what waits for its next callback, or its end. */
  readonly #held: Map<number, Waiting> = new Map();
  /** What was handed over and is neither answered nor given up. */
  readonly #underWay: Set<DueCallback> = new Set();
  #count = 0;

  /**
   * @param allowedHosts hosts besides this machine that callbacks may go to.
   * @param heard hears what became of each callback.
   */
  constructor(
    session: Session,
    allowedHosts: readonly string[],
    heard: (outcome: CallbackOutcome) => void = () => {},
  ) {
    this.#session = session;
    this.#allowedHosts = allowedHosts;
    this.#heard = heard;
    this.#sender = this.#newSender();
  }

  /** Gathers what can be handed over at present. Whether there is anything. */
  gather(): boolean {
    const { live } = this.#session;
    for (
      let next = this.#late.peek();
      next !== undefined && next.atUs <= live.nowUs;
      next = this.#late.peek()
    )
      this.#await(this.#late.pop()!);
    for (const [message, held] of this.#held)
      if (live.hasEnded({ index: message })) {
        this.#held.delete(message);
        this.#await(held);
      }
    return this.#due.size > 0;
  }

  /** When a late callback can be handed over next; Infinity: none waits. */
  get nextUs(): number {
    return this.#late.peek()?.atUs ?? Infinity;
  }

  /** A message has come to a status that is called back. */
  fallDue(message: LiveMessage, status: Status, atUs: number): void {
    const { faults, livePlan } = this.#session;
    const { callbackUrl } = message;
    const { isDropped, copies, isHeldBack, delayUs } = callbackFate(
      faults,
      livePlan.plan.seed,
      message.index,
      status,
    );
    if (callbackUrl === undefined || isDropped) return;
    this.#count += 1;
    const due = new MessageCallback(this.#session, message, callbackUrl, status, atUs);
    const waiting: Waiting = { due, copies, atUs: atUs + delayUs, number: this.#count };
    const held = this.#held.get(message.index);
    this.#held.delete(message.index);
    if (isHeldBack) this.#held.set(message.index, waiting);
    else if (delayUs > 0) this.#late.push(waiting);
    else this.#await(waiting);
    if (held !== undefined) this.#await(held);
  }

  /** A callback was answered or given up before the session was taken up again. */
  isOver(message: number, status: string): void {
    this.#due.delete(keyOf(message, status));
    if (this.#held.get(message)?.due.status === status) this.#held.delete(message);
    const isOther = ({ due }: Waiting): boolean => due.message !== message || due.status !== status;
    if (!this.#late.data.every(isOther)) {
      const others = this.#late.data.filter(isOther);
      while (this.#late.pop() !== undefined);
      for (const other of others) this.#late.push(other);
    }
  }

  /** Posts what can be. */
  handOver(): void {
    const due = [...this.#due.values()];
    this.#due.clear();
    for (const waiting of due) {
      this.#underWay.add(waiting.due);
      this.#sender.send(waiting.due);
      if (waiting.copies > 1) this.#sender.send(copyOf(waiting.due));
    }
  }

  /** Resolves once everything that was handed over has been answered or given up. */
  settled(): Promise<void> {
    return this.#sender.settled();
  }

  /** Forgets what waits, and breaks off what is under way: nothing of it comes behind this. */
  clear(): void {
    this.#sender.stop();
    this.#sender = this.#newSender();
    this.#due.clear();
    this.#held.clear();
    this.#underWay.clear();
    while (this.#late.pop() !== undefined);
  }

  stop(): void {
    this.#sender.stop();
  }

  #newSender(): CallbackSender {
    return new CallbackSender({
      authToken: this.#session.credentials.authToken,
      allowedHosts: this.#allowedHosts,
      limits: CALLBACK_LIMITS,
      told: (outcome) => {
        this.#heard(outcome);
        // A second copy is not the one that was noted.
        if (this.#underWay.delete(outcome.due)) this.#noteOver(outcome.due);
      },
    });
  }

  /** What cannot be noted is delivered once more after a restart, under the same token, as the provider does. */
  #noteOver({ message, status }: DueCallback): void {
    try {
      this.#session.callbackOver(message, status);
    } catch (error) {
      if (!(error instanceof NotNoted)) throw error;
    }
  }

  #await(waiting: Waiting): void {
    this.#due.set(keyOf(waiting.due.message, waiting.due.status), waiting);
  }
}

/** The same once more, as another callback. */
function copyOf({ message, status, url, parameters, token }: DueCallback): DueCallback {
  return { message, status, url, parameters, token };
}

function keyOf(message: number, status: string): string {
  return `${message} ${status}`;
}
