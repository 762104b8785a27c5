import { TIME_LIMIT_US, US_PER_SECOND } from '../kernel/time.ts';
import { badRequest, NotNoted } from './api-error.ts';
import type { Deliveries } from './deliveries.ts';
import type { Session } from './session.ts';

/** Milliseconds that the clock may move on before other requests get their turn. */
const TURN_MS = 10;
/** Milliseconds of the longest wait that a timer can have. */
const TIMER_MS_MAX = 2_147_483_647;
/** Milliseconds until a clock that could not be noted is tried again. */
const RETRY_MS = 1000;
const US_PER_MS: number = US_PER_SECOND / 1000;

/**
 * Moves the clock of a session: a manual one when it is told to, a running one as time passes. While it advances it
 * stops wherever status callbacks have fallen due until they are answered or given up, so that what an application
 * sends from a callback arrives at that simulated time. A running clock waits for nobody.
 */
export class Clock {
  readonly #session: Session;
  readonly #deliveries: Deliveries;
  readonly #nowMs: () => number;
  #timer: NodeJS.Timeout | undefined;
  #isAdvancing = false;
  #isStopped = false;
  /** Where a running clock stood at an instant outside, in milliseconds. */
  #fromUs = 0;
  #fromMs = 0;

  /** @param nowMs time outside, which never goes back. */
  constructor(session: Session, deliveries: Deliveries, nowMs: () => number) {
    this.#session = session;
    this.#deliveries = deliveries;
    this.#nowMs = nowMs;
    this.#start();
  }

  /** Brings a running clock to the present, and lets callbacks out. To be called before and after each request. */
  catchUp(): void {
    if (!this.#isAdvancing && !this.#isStopped) {
      if (this.#session.speed > 0) this.#session.live.standAt(this.#presentUs());
      this.#letOut();
      this.#wait();
    }
  }

  /** Simulated seconds that pass in a second from now on; 0: the clock stands still. */
  setSpeed(speed: number): void {
    this.catchUp();
    this.#session.setSpeed(speed);
    this.#start();
  }

  /** Lets so much time pass, in whole microseconds. */
  advanceBy(us: number): Promise<void> {
    return this.#advance(Math.min(this.#session.live.nowUs + us, TIME_LIMIT_US), () => false);
  }

  /** Lets the whole instant pass at which something happens next; the clock then stands right behind it. */
  advanceToNextEvent(): Promise<void> {
    const nextUs = this.nextUs;
    return this.#advance(nextUs === Infinity ? this.#session.live.nowUs : nextUs + 1, () => false);
  }

  /**
   * Lets time pass until every message is at its end, or nothing more will happen to those that are not, and no late
   * callback is to come.
   */
  advanceToIdle(): Promise<void> {
    const { live } = this.#session;
    return this.#advance(Infinity, () => live.open === 0 && this.#deliveries.nextUs === Infinity);
  }

  /** Everything begins anew. */
  reset(): void {
    this.#refuseToDisturb();
    this.#session.reset();
    this.#start();
  }

  /** It moves no more; an advance that is under way ends where it stands. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** When something happens next by itself, or a late callback comes; Infinity: nothing will. */
  get nextUs(): number {
    return Math.min(this.#session.live.nextEventUs, this.#deliveries.nextUs);
  }

  /** Where it stands, or would if it were brought to the present, in whole microseconds. */
  get presentUs(): number {
    const isRunning = this.#session.speed > 0 && !this.#isAdvancing && !this.#isStopped;
    return isRunning ? this.#presentUs() : this.#session.live.nowUs;
  }

  get isAdvancing(): boolean {
    return this.#isAdvancing;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  async #advance(untilUs: number, isOver: () => boolean): Promise<void> {
    this.#refuseToDisturb();
    this.#isAdvancing = true;
    try {
      // What fell due before is under way.
      await this.#deliver();
      let turnMs = this.#nowMs();
      let isThere = false;
      while (!this.#isStopped) {
        // What falls due where the way ends is waited for, too.
        if (this.#deliveries.gather()) await this.#deliver();
        else if (isThere || isOver()) break;
        else isThere = !this.#step(untilUs);
        if (this.#nowMs() - turnMs >= TURN_MS) {
          await otherTurn();
          turnMs = this.#nowMs();
        }
      }
    } finally {
      this.#isAdvancing = false;
      this.#start();
    }
  }

  /** To the next place where something has happened or a late callback can come; false once nothing does. */
  #step(untilUs: number): boolean {
    // Nothing that would happen after the end of time does.
    if (untilUs > TIME_LIMIT_US && this.nextUs >= TIME_LIMIT_US) return false;
    const stopUs = Math.min(untilUs, this.#deliveries.nextUs);
    return this.#session.live.step(stopUs) || stopUs < untilUs;
  }

  async #deliver(): Promise<void> {
    this.#letOut();
    await this.#deliveries.settled();
  }

  #letOut(): void {
    if (!this.#deliveries.gather()) return;
    this.#session.witness();
    this.#deliveries.handOver();
  }

  #refuseToDisturb(): void {
    if (this.#isAdvancing)
      throw badRequest(409, 'The clock is being advanced; wait for the answer to that request first.');
  }

  #start(): void {
    this.#fromUs = this.#session.live.nowUs;
    this.#fromMs = this.#nowMs();
    this.#wait();
  }

  #presentUs(): number {
    const passedUs = Math.floor((this.#nowMs() - this.#fromMs) * US_PER_MS * this.#session.speed);
    return Math.min(Math.max(this.#fromUs + passedUs, this.#session.live.nowUs), TIME_LIMIT_US);
  }

  /** A running clock wakes when something happens next. */
  #wait(): void {
    clearTimeout(this.#timer);
    const { speed } = this.#session;
    const nextUs = this.nextUs;
    if (speed === 0 || this.#isAdvancing || nextUs >= TIME_LIMIT_US || this.#isStopped) return;
    const inMs = (nextUs + 1 - this.#presentUs()) / (US_PER_MS * speed);
    this.#timer = setTimeout(() => this.#wake(), Math.min(Math.max(inMs, 1), TIMER_MS_MAX));
  }

  /** Callbacks that wait for the journal stay where they are until it can be written. */
  #wake(): void {
    try {
      this.catchUp();
    } catch (error) {
      if (!(error instanceof NotNoted)) throw error;
      this.#timer = setTimeout(() => this.#wake(), RETRY_MS);
    }
  }
}

function otherTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
