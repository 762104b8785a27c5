import type { Clock } from '../clock.ts';
import type { EventOutlet } from '../http.ts';
import type { Session } from '../session.ts';
import type { CallbackNews } from './callback-news.ts';
import { LATEST } from './changes.ts';
import { Series } from './series.ts';
import { figuresJson, pointOf, rowJson, sessionJson } from './view.ts';

/** How a feed spends time and memory. Milliseconds outside. */
export interface FeedLimits {
  /** Between two events at the least. */
  readonly everyMs: number;
  /** How long the events are kept for a page whose connection was lost. */
  readonly keptMs: number;
  /** So many of the last events are kept. */
  readonly kept: number;
  /** A line of silence tells a connection that is dead from one that is quiet. */
  readonly aliveMs: number;
}

const LIMITS: FeedLimits = { everyMs: 100, keptMs: 10_000, kept: 50, aliveMs: 15_000 };

interface Viewer {
  readonly outlet: EventOutlet;
  /** It could not take an event, so what comes next must be whole. */
  isBehind: boolean;
}

/**
 * What the inspector's page hears: the whole at first, and then, as long as something changes, what is new. Events are
 * gathered over a tenth of a second, so their number and size do not grow with the traffic. Looking leaves no trace:
 * nothing is noted, and the clock moves no sooner. Nothing is kept while nobody looks.
 */
export class Feed {
  readonly #session: Session;
  readonly #clock: Clock;
  readonly #news: CallbackNews;
  readonly #limits: FeedLimits;
  /** Begins the number of each event: that of another process is none of ours. */
  readonly #epoch: string;
  readonly #viewers: Set<Viewer> = new Set();
  readonly #series: Series = new Series();
  #kept: { readonly number: number; readonly text: string }[] = [];
  #number = 0;
  #timer: NodeJS.Timeout | undefined;
  #ending: NodeJS.Timeout | undefined;
  #quietMs = 0;
  /** What was told last. */
  #told: Told = NOTHING_TOLD;

  /** @param epoch differs from that of any other process. */
  constructor(
    { session, clock, news }: { session: Session; clock: Clock; news: CallbackNews },
    epoch: string,
    limits: FeedLimits = LIMITS,
  ) {
    this.#session = session;
    this.#clock = clock;
    this.#news = news;
    this.#epoch = epoch;
    this.#limits = limits;
  }

  /** How many look. */
  get viewers(): number {
    return this.#viewers.size;
  }

  /** Somebody looks. @param lastId of the last event that it has: what came after it is told, if it is kept. */
  open(outlet: EventOutlet, lastId: string | undefined): void {
    clearTimeout(this.#ending);
    if (this.#timer === undefined) this.#begin();
    const viewer: Viewer = { outlet, isBehind: false };
    this.#viewers.add(viewer);
    outlet.onClose(() => this.#leave(viewer));
    outlet.write('retry: 1000\n\n');
    const missed = this.#missed(lastId);
    if (missed === undefined) this.#tellAll(viewer);
    else for (const { text } of missed) outlet.write(text);
  }

  stop(): void {
    clearTimeout(this.#ending);
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #begin(): void {
    const { changes } = this.#session;
    changes.watch((us) => this.#sample(us));
    this.#news.isWatched = true;
    this.#sample(this.#session.live.nowUs);
    this.#told = this.#present();
    this.#timer = setInterval(() => this.#flush(), this.#limits.everyMs);
    this.#timer.unref();
  }

  /** A page whose connection was lost is back within seconds; until then it may still be told what it missed. */
  #leave(viewer: Viewer): void {
    this.#viewers.delete(viewer);
    if (this.#viewers.size > 0 || this.#timer === undefined) return;
    this.#ending = setTimeout(() => this.#forget(), this.#limits.keptMs);
    this.#ending.unref();
  }

  #forget(): void {
    this.stop();
    this.#session.changes.forget();
    this.#news.forget();
    this.#series.clear();
    this.#kept = [];
    this.#number += 1;
  }

  #sample(us: number): void {
    const nextUs = this.#series.add(pointOf(this.#session, us));
    this.#session.changes.sampleFrom(nextUs);
  }

  #missed(lastId: string | undefined): readonly { readonly text: string }[] | undefined {
    const [epoch, number] = (lastId ?? '').split('-');
    const from = Number(number);
    if (epoch !== this.#epoch || !(from <= this.#number)) return undefined;
    if (from === this.#number) return [];
    return this.#kept[0] !== undefined && this.#kept[0].number <= from + 1
      ? this.#kept.filter((event) => event.number > from)
      : undefined;
  }

  #flush(): void {
    const before = this.#told;
    const now = this.#present();
    if (now.resets !== before.resets) return this.#beginAnew(now);
    const isNews = now.key !== before.key;
    if (!isNews && !this.#hasBeenQuiet()) return;
    this.#quietMs = 0;
    const text = isNews ? this.#event('update', this.#update(before)) : ': still here\n\n';
    this.#told = now;
    for (const viewer of this.#viewers) this.#tell(viewer, text);
  }

  #hasBeenQuiet(): boolean {
    this.#quietMs += this.#limits.everyMs;
    return this.#quietMs >= this.#limits.aliveMs;
  }

  /** What was kept is of another session. */
  #beginAnew(now: Told): void {
    this.#series.clear();
    this.#sample(this.#session.live.nowUs);
    this.#kept = [];
    this.#told = { ...now, changes: this.#session.changes.count };
    this.#number += 1;
    for (const viewer of this.#viewers) this.#tellAll(viewer);
  }

  #tell(viewer: Viewer, text: string): void {
    if (viewer.outlet.isFull) viewer.isBehind = true;
    else if (viewer.isBehind) {
      viewer.isBehind = false;
      this.#tellAll(viewer);
    } else viewer.outlet.write(text);
  }

  /** The whole, under the number of the last event: what follows builds on it. */
  #tellAll({ outlet }: Viewer): void {
    // What happened since the last event comes again with the next, where it changes nothing.
    const { points, revision } = this.#series;
    const whole = {
      ...sessionJson(this.#session),
      ...figuresJson(this.#session, this.#clock),
      ...this.#newest(),
      series: { revision, from: 0, points },
      callbacks: this.#callbacks(0),
    };
    outlet.write(`event: snapshot\nid: ${this.#epoch}-${this.#number}\ndata: ${JSON.stringify(whole)}\n\n`);
  }

  #event(kind: string, data: object): string {
    this.#number += 1;
    const text = `event: ${kind}\nid: ${this.#epoch}-${this.#number}\ndata: ${JSON.stringify(data)}\n\n`;
    this.#kept.push({ number: this.#number, text });
    if (this.#kept.length > this.#limits.kept) this.#kept.shift();
    return text;
  }

  #update(before: Told): object {
    const { points, revision } = this.#series;
    const from = revision === before.revision ? before.points : 0;
    return {
      ...figuresJson(this.#session, this.#clock),
      ...this.#changed(before.changes),
      series: { revision, from, points: points.slice(from) },
      callbacks: this.#callbacks(before.outcomes),
    };
  }

  #changed(since: number): object {
    const { changes } = this.#session;
    const messages = changes.since(since);
    return {
      changed: this.#rows(messages),
      changed_is_all: messages.length === LATEST || !changes.knows(since),
    };
  }

  /** What changed last, and before it, of which nothing is known, the newest. */
  #newest(): object {
    const { live, changes } = this.#session;
    const messages = new Set(changes.since(0));
    for (const { index } of live.messages.newestFirst()) {
      if (messages.size >= LATEST) break;
      messages.add(index);
    }
    return { changed: this.#rows([...messages]), changed_is_all: true };
  }

  #rows(messages: readonly number[]): readonly object[] {
    const { live } = this.#session;
    return messages.flatMap((index) => {
      const message = live.messages.at(index);
      return message === undefined ? [] : [rowJson(this.#session, message)];
    });
  }

  #callbacks(since: number): object {
    const { answered, givenUp } = this.#news;
    const latest = this.#news.since(since);
    return { answered, given_up: givenUp, latest };
  }

  #present(): Told {
    const { session, clock, news } = { session: this.#session, clock: this.#clock, news: this.#news };
    const { live, changes, speed, faults, resets } = session;
    const key = [live.nowUs, changes.count, speed, news.count, clock.isAdvancing, JSON.stringify(faults)];
    return {
      key: key.join(' '),
      resets,
      changes: changes.count,
      outcomes: news.count,
      points: this.#series.points.length,
      revision: this.#series.revision,
    };
  }
}

/** How far somebody who heard every event is. */
interface Told {
  /** Differs when there is something to tell. */
  readonly key: string;
  readonly resets: number;
  readonly changes: number;
  readonly outcomes: number;
  readonly points: number;
  readonly revision: number;
}

const NOTHING_TOLD: Told = { key: '', resets: 0, changes: 0, outcomes: 0, points: 0, revision: 0 };
