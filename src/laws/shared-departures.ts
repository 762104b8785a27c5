import type { Fact, History } from './history.ts';
import { bucketsOf, type NetworkTerms, queueTokensOf, type Share, sharesOf } from './network.ts';
import { TokenLevel } from './token-level.ts';

/**
 * Lanes under shared levels, at every instant: only the head of a lane leaves, with all of its tokens there, before
 * no older one under the same level that has all of its own; no head waits that could leave; and what is admitted is
 * what fits. Buckets are followed in exact fractions, apart from the model's.
 */
export function sharedDepartureBreaches(
  history: History,
  terms: NetworkTerms,
  endUs: number,
): readonly string[] {
  const replay = new Replay(terms);
  for (const fact of history) if (fact.kind !== 'leftOpen') replay.see(fact);
  replay.passUntil(endUs);
  return replay.breaches;
}

interface Waiting {
  readonly fact: Fact;
  readonly shares: readonly Share[];
  left: number;
}

class Replay {
  readonly breaches: string[] = [];
  readonly #terms: NetworkTerms;
  readonly #buckets: ReadonlyMap<string, TokenLevel>;
  readonly #queues: Waiting[][];
  readonly #admitted = new Set<number>();
  #nowUs = 0;

  constructor(terms: NetworkTerms) {
    this.#terms = terms;
    this.#buckets = new Map([...bucketsOf(terms)].map(([name, own]) => [name, new TokenLevel(own)]));
    this.#queues = terms.lanes.map(() => []);
  }

  see(fact: Fact): void {
    this.passUntil(fact.atUs);
    this.#nowUs = fact.atUs;
    if (fact.kind === 'queued') this.#enter(fact);
    else if (fact.kind === 'withdrawn') this.#withdraw(fact);
    else if (fact.kind === 'segmentLeft') this.#leave(fact);
    else if (fact.kind === 'failed' || fact.kind === 'refused') this.#turnAway(fact);
  }

  /** Time passes: nothing that could leave before is still there. */
  passUntil(atUs: number): void {
    if (atUs <= this.#nowUs) return;
    for (const queue of this.#queues) {
      const head = this.#headOf(queue);
      const readyAtUs = head === undefined ? Infinity : this.#readyAtUs(head);
      if (readyAtUs < atUs)
        this.breaches.push(
          `message ${head!.fact.serial} could have left at ${readyAtUs} us, before ${atUs} us`,
        );
    }
  }

  #enter(fact: Fact): void {
    if (!this.#fits(fact)) this.breaches.push(`message ${fact.serial} was admitted beyond the limit`);
    this.#admitted.add(fact.serial);
    const queue = this.#queues[this.#terms.laneOf(fact)]!;
    const shares = sharesOf(this.#terms, fact);
    if (queue.length === 0) this.#buckets.get(shares[0]!.bucket)!.spill(this.#nowUs);
    queue.push({ fact, shares, left: 0 });
  }

  #turnAway(fact: Fact): void {
    const full = this.#terms.overflowCodes.includes(fact.errorCode) && !this.#admitted.has(fact.serial);
    if (full && this.#fits(fact)) this.breaches.push(`message ${fact.serial} was turned away though it fits`);
  }

  #withdraw(fact: Fact): void {
    const waiting = this.#find(fact);
    if (waiting === undefined || waiting.left > 0)
      this.breaches.push(`message ${fact.serial} was withdrawn when it did not wait`);
    this.#remove(fact);
  }

  #leave(fact: Fact): void {
    const head = this.#headOf(this.#queues[this.#terms.laneOf(fact)]!);
    if (head?.fact.serial !== fact.serial) {
      this.breaches.push(`message ${fact.serial} left before message ${head?.fact.serial} of its lane`);
      return;
    }
    if (this.#readyAtUs(head) > this.#nowUs)
      this.breaches.push(`message ${fact.serial} left at ${this.#nowUs} us without a token`);
    for (const other of this.#queues.map((queue) => this.#headOf(queue)))
      if (other !== undefined && this.#isOvertaken(other, head))
        this.breaches.push(
          `message ${fact.serial} took a token at ${this.#nowUs} us from message ${other.fact.serial}`,
        );
    for (const { bucket, tokens } of head.shares) this.#buckets.get(bucket)!.take(tokens, this.#nowUs);
    head.left += 1;
    if (head.left === fact.segments) this.#remove(fact);
  }

  #isOvertaken(other: Waiting, head: Waiting): boolean {
    const meet = other.shares.some((own) => head.shares.some(({ bucket }) => bucket === own.bucket));
    return meet && this.#isBefore(other.fact, head.fact) && this.#readyAtUs(other) <= this.#nowUs;
  }

  #isBefore(a: Fact, b: Fact): boolean {
    const urgency = this.#terms.priorities[a.stream]! - this.#terms.priorities[b.stream]!;
    return urgency > 0 || (urgency === 0 && a.serial < b.serial);
  }

  /** The message under way; else of the urgent ones, or of all, the first that was queued. */
  #headOf(queue: readonly Waiting[]): Waiting | undefined {
    const urgencies = queue.map(({ fact }) => this.#terms.priorities[fact.stream]!);
    return queue.find(({ left }) => left > 0) ?? queue[urgencies.indexOf(Math.max(...urgencies))];
  }

  /** The first instant at which all buckets have its tokens at once: one may have them now and be down by then. */
  #readyAtUs({ shares }: Waiting): number {
    let atUs = this.#nowUs;
    for (;;) {
      const fromUs = atUs;
      for (const { bucket, tokens } of shares)
        atUs = this.#buckets.get(bucket)!.readyAtUs(tokens, this.#nowUs, atUs);
      if (atUs === fromUs) return atUs;
    }
  }

  #fits(fact: Fact): boolean {
    const lane = this.#terms.laneOf(fact);
    const backlog = this.#queues[lane]!.reduce(
      (sum, { fact: other, left }) => sum + queueTokensOf(this.#terms, other) * (other.segments - left),
      0,
    );
    const own = queueTokensOf(this.#terms, fact) * fact.segments;
    return backlog + own <= this.#terms.lanes[lane]!.queueLimitTokens;
  }

  #find(fact: Fact): Waiting | undefined {
    return this.#queues[this.#terms.laneOf(fact)]!.find((waiting) => waiting.fact.serial === fact.serial);
  }

  #remove(fact: Fact): void {
    const lane = this.#terms.laneOf(fact);
    this.#queues[lane] = this.#queues[lane]!.filter((waiting) => waiting.fact.serial !== fact.serial);
  }
}
