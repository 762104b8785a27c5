import type { Rulebook } from '../../rulebooks/rulebook.ts';
import type { Plan } from '../../scenario/plan.ts';
import { rulebookOf } from '../../scenario/rulebook-of.ts';
import type { SpreadWord } from '../../scenario/scenario.ts';
import { costOf, costOfPart } from '../cost.ts';
import { boundsOf } from './bounds.ts';
import { type Choice, type Chosen, choicesOf, type SenderKind } from './choices.ts';
import { headroomOf } from './headroom.ts';
import { countProblem, routeProblem } from './legality.ts';
import type { PlanAnswer, Planned, Refusal, Unmet } from './planned.ts';
import { compareRanks, firstAfter, lastWhere, type Rank } from './ranks.ts';
import { remarksOf } from './remarks.ts';
import { type Candidate, type Found, type Plannable, type TrialOptions, Trials } from './trials.ts';

/** Vectors of counts that are looked through where several entries are chosen. */
export const VECTORS_MAX = 20_000;

/** Kinds for each entry and a way to spread: what is left is how many. */
interface Variant {
  readonly kinds: readonly SenderKind[];
  readonly spread: SpreadWord | undefined;
}

/** What is known of a variant before the search for its counts. */
interface Prepared {
  readonly variant: Variant;
  readonly from: readonly number[];
  /** Beyond these nothing changes any more. */
  readonly idle: readonly number[];
  /** From how many on more only help. Infinity where several entries are chosen. */
  readonly monotoneFrom: number;
  readonly losing: readonly string[];
  /** What counts surely break, by arithmetic alone. */
  readonly broken: (counts: readonly number[]) => readonly string[];
  /** Cost of a month of one number, by entry, and of the traffic when none of it is lost: millionths. */
  readonly monthly: readonly number[];
  readonly traffic: number;
}

/**
 * The cheapest, or smallest, legal choice of senders with which every expectation holds: in replication 0, and over as many
 * replications as make the verdict conclusive where anything is left to chance. What is smallest is exact: numbers for a month
 * and the traffic as if none of it were lost; of equals the fewest senders. A pure function of the scenario.
 */
export function planSenders(plannable: Plannable, options: TrialOptions = {}): Promise<Planned> {
  return new Search(plannable, options).plan();
}

class Search {
  readonly #plannable: Plannable;
  readonly #choices: readonly Choice[];
  readonly #rulebook: Rulebook;
  readonly #trials: Trials;

  constructor(plannable: Plannable, options: TrialOptions) {
    this.#plannable = plannable;
    this.#choices = choicesOf(plannable.scenario);
    this.#rulebook = rulebookOf(plannable.scenario);
    this.#trials = new Trials(plannable, this.#choices, options);
  }

  get #minimise(): 'cost' | 'senders' {
    return this.#plannable.scenario.plan?.minimise ?? 'cost';
  }

  async plan(): Promise<Planned> {
    const refused: Refusal[] = [];
    const unmet: Unmet[] = [];
    const prepared: Prepared[] = [];
    for (const variant of this.#variants()) {
      const one = await this.#prepare(variant, refused);
      if (one !== undefined) prepared.push(one);
    }
    prepared.sort((a, b) => compareRanks(this.#rank(a, a.from), this.#rank(b, b.from)));
    let best: { readonly found: Found; readonly rank: Rank } | undefined;
    for (const one of prepared) {
      if (best !== undefined && compareRanks(this.#rank(one, one.from), best.rank) >= 0) continue;
      const found = await this.#smallest(one, best?.rank, unmet);
      if (found === undefined) continue;
      const rank = this.#rank(
        one,
        found.senders.map(({ count }) => count),
      );
      if (best === undefined || compareRanks(rank, best.rank) < 0) best = { found, rank };
    }
    for (const one of prepared) refused.push(...(await this.#temptations(one, best?.rank)));
    const answer = best && (await this.#answer(best.found, best.rank, prepared));
    return {
      scenario: this.#plannable.scenario.name,
      minimise: this.#minimise,
      answer,
      refused,
      unmet: answer === undefined ? unmet : [],
      runs: this.#trials.runs,
      path: this.#trials.path,
    };
  }

  #variants(): readonly Variant[] {
    const kinds = this.#choices.reduce<readonly (readonly SenderKind[])[]>(
      (all, choice) => all.flatMap((before) => choice.kinds.map((kind) => [...before, kind])),
      [[]],
    );
    const spreads = this.#plannable.scenario.plan?.spread ?? [undefined];
    return spreads.flatMap((spread) => kinds.map((own) => ({ kinds: own, spread })));
  }

  #chosen({ kinds }: Variant, counts: readonly number[]): readonly Chosen[] {
    return this.#choices.map(({ entry }, place) => ({ entry, kind: kinds[place]!, count: counts[place]! }));
  }

  #most(place: number, { kinds }: Variant): number {
    return kinds[place] === 'short-code' ? 1 : this.#choices[place]!.most;
  }

  #candidate(one: Prepared, counts: readonly number[]): Candidate {
    return {
      senders: this.#chosen(one.variant, counts),
      spread: one.variant.spread,
      broken: () => one.broken(counts),
      bound: Math.max(...one.from),
    };
  }

  /** Looks at a variant with the fewest senders; one that cannot serve the traffic is refused. */
  async #prepare(variant: Variant, refused: Refusal[]): Promise<Prepared | undefined> {
    const least = this.#choices.map((choice, place) => Math.min(choice.least, this.#most(place, variant)));
    const chosen = this.#chosen(variant, least);
    const plan = this.#trials.planOf({ senders: chosen, spread: variant.spread });
    const problem =
      'reason' in plan ? plan : chosen.map((one) => routeProblem(plan, one)).find((one) => one !== undefined);
    if ('reason' in plan || problem !== undefined) {
      if (variant.spread === undefined || variant.spread === this.#plannable.scenario.plan?.spread?.[0])
        refused.push({ senders: chosen.map((one) => ({ ...one, count: undefined })), ...problem! });
      return undefined;
    }
    const bounds = this.#choices.map(({ entry }) => boundsOf(plan, entry));
    const broken = (counts: readonly number[]): readonly string[] => [
      ...new Set(counts.flatMap((count, place) => bounds[place]!.broken(count))),
    ];
    const losing = bounds.flatMap((one) => one.losing);
    const floor = least.map((count, place) => Math.max(count, bounds[place]!.atLeast));
    const monotoneFrom = this.#choices.length === 1 ? bounds[0]!.monotoneFrom : Infinity;
    const isMonotone = monotoneFrom <= floor[0]!;
    const from = isMonotone ? [this.#firstUnbroken(floor[0]!, variant, broken)] : floor;
    const idle = bounds.map(({ atMost }, place) => Math.max(from[place]!, atMost));
    return { variant, from, idle, monotoneFrom, losing, broken, ...(await this.#costs(variant, plan)) };
  }

  /** The smallest number that arithmetic does not rule out, where more only help; one more than the most if it rules out all. */
  #firstUnbroken(least: number, variant: Variant, broken: Prepared['broken']): number {
    return lastWhere(least, this.#most(0, variant), (count) => broken([count]).length > 0) + 1;
  }

  /** What a number costs a month, and the traffic when nothing of it is lost: as with so many numbers that nothing waits long. */
  async #costs(variant: Variant, plan: Plan): Promise<Pick<Prepared, 'monthly' | 'traffic'>> {
    const monthly = this.#choices.map(({ entry }) => {
      const first = plan.senders.find((sender) => sender.entry === entry)!;
      return costOfPart(plan, [], [first]).totalMillionths;
    });
    // Of senders, and of a single kind, the traffic decides nothing.
    if (this.#minimise === 'senders' || this.#variants().length === 1) return { monthly, traffic: 0 };
    const chosen = this.#chosen(
      variant,
      this.#choices.map((_, place) => this.#most(place, variant)),
    );
    const roomy = this.#trials.planOf({ senders: chosen, spread: variant.spread });
    if ('reason' in roomy) return { monthly, traffic: 0 };
    const result = await this.#trials.run(roomy, 0, chosen);
    const { totalMillionths } = costOfPart(roomy, result.cohorts, []);
    return { monthly, traffic: totalMillionths };
  }

  #rank({ monthly, traffic }: Prepared, counts: readonly number[]): Rank {
    const senders = counts.reduce((sum, count) => sum + count, 0);
    const cost = counts.reduce((sum, count, place) => sum + count * monthly[place]!, traffic);
    return this.#minimise === 'senders' ? [senders, cost] : [cost, senders];
  }

  /** The smallest legal choice of a variant that holds, if it is smaller than what is known already. */
  async #smallest(one: Prepared, below: Rank | undefined, unmet: Unmet[]): Promise<Found | undefined> {
    const isOpen = (counts: readonly number[]): boolean =>
      below === undefined || compareRanks(this.#rank(one, counts), below) < 0;
    const legal = this.#legalMost(one);
    if (legal === undefined) return undefined;
    let last: readonly number[] | undefined;
    // Where more only help from some number on, those before it are looked at one by one.
    const turn = Math.max(one.from[0]!, one.monotoneFrom);
    const singly = turn === Infinity ? legal : [Math.min(legal[0]!, turn - 1)];
    for (const counts of this.#vectors(one, singly)) {
      if (!isOpen(counts)) return undefined;
      if (!this.#isLegal(this.#chosen(one.variant, counts))) continue;
      last = counts;
      const { found } = await this.#trials.tryOut(this.#candidate(one, counts));
      if (found !== undefined) return found;
    }
    if (turn <= legal[0]!) {
      const first = this.#firstUnbroken(turn, one.variant, one.broken);
      return first > legal[0]!
        ? this.#noteUnmet(one, legal, unmet)
        : this.#bisect({ ...one, from: [first] }, legal[0]!, isOpen, unmet);
    }
    return last === undefined ? undefined : this.#noteUnmet(one, last, unmet);
  }

  async #noteUnmet(one: Prepared, counts: readonly number[], unmet: Unmet[]): Promise<undefined> {
    const { breaks } = await this.#trials.tryOut(this.#candidate(one, counts));
    unmet.push({ senders: this.#chosen(one.variant, counts), breaks });
  }

  #isLegal(chosen: readonly Chosen[]): boolean {
    return countProblem(this.#plannable.scenario, this.#rulebook, chosen) === undefined;
  }

  /** The most of each entry that can be legal by itself; undefined where not even the fewest are. */
  #legalMost({ variant, from, idle }: Prepared): readonly number[] | undefined {
    const most = from.map((least, place) => {
      const top = Math.min(this.#most(place, variant), idle[place]!);
      // What is legal with more is legal with fewer.
      return lastWhere(least, top, (count) =>
        this.#isLegal(
          this.#chosen(
            variant,
            from.map((own, other) => (other === place ? count : own)),
          ),
        ),
      );
    });
    return most.every((count, place) => count >= from[place]!) ? most : undefined;
  }

  /** Where more senders never break what fewer meet: doubles the step upwards, then halves it; then confirms. */
  async #bisect(
    one: Prepared,
    most: number,
    isOpen: (counts: readonly number[]) => boolean,
    unmet: Unmet[],
  ): Promise<Found | undefined> {
    const misses = async (count: number): Promise<boolean> => {
      const breaks = await this.#trials.first(this.#candidate(one, [count]));
      return breaks.some((text) => !one.losing.includes(text.replace(/ \(no data\)$/, '')));
    };
    const start = one.from[0]!;
    let low = start;
    let high = start;
    while (await misses(high)) {
      if (high === most) return this.#noteUnmet(one, [most], unmet);
      low = high + 1;
      high = Math.min(most, high + 2 * (high - start) + 1);
    }
    const least = await firstAfter(low, high - 1, misses);
    for (let count = least; count <= most && isOpen([count]); count += 1) {
      const { found, breaks } = await this.#trials.tryOut(this.#candidate(one, [count]));
      if (found !== undefined) return found;
      // What asks for long waits is broken for good, unless chance alone did it.
      if ((await this.#trials.first(this.#candidate(one, [count]))).length === 0) continue;
      unmet.push({ senders: this.#chosen(one.variant, [count]), breaks });
      return undefined;
    }
    return undefined;
  }

  /** Vectors of counts, the smallest first. */
  #vectors(one: Prepared, most: readonly number[]): readonly (readonly number[])[] {
    const all = one.from.reduce<readonly (readonly number[])[]>(
      (before, least, place) =>
        before.flatMap((counts) =>
          Array.from({ length: most[place]! - least + 1 }, (_, more) => [...counts, least + more]),
        ),
      [[]],
    );
    return all.toSorted((a, b) => compareRanks(this.#rank(one, a), this.#rank(one, b)));
  }

  /** What would hold for less than the answer, were it legal: looked for among the few numbers just beyond what is. */
  async #temptations(one: Prepared, best: Rank | undefined): Promise<readonly Refusal[]> {
    if (this.#choices.length > 1) return [];
    const least = one.from[0]!;
    const most = Math.min(this.#most(0, one.variant), one.idle[0]!);
    const first = Math.max(least, (this.#legalMost(one)?.[0] ?? least - 1) + 1);
    const isCheaper = (count: number): boolean =>
      best === undefined || compareRanks(this.#rank(one, [count]), best) < 0;
    const last = Math.min(most, lastWhere(first, most, isCheaper));
    if (last < first) return [];
    const holding = await this.#firstHolding(one, first, last);
    if (holding === undefined) return [];
    const senders = this.#chosen(one.variant, [holding]);
    const problem = countProblem(this.#plannable.scenario, this.#rulebook, senders);
    return problem === undefined ? [] : [{ senders, ...problem }];
  }

  /** The smallest number of a range that holds in replication 0. */
  async #firstHolding(one: Prepared, first: number, last: number): Promise<number | undefined> {
    if (one.monotoneFrom <= first) {
      if ((await this.#trials.first(this.#candidate(one, [last]))).length > 0) return undefined;
      return firstAfter(
        first,
        last - 1,
        async (count) => (await this.#trials.first(this.#candidate(one, [count]))).length > 0,
      );
    }
    for (let count = first; count <= Math.min(last, first + TEMPTING - 1); count += 1)
      if ((await this.#trials.first(this.#candidate(one, [count]))).length === 0) return count;
    return undefined;
  }

  async #answer(found: Found, rank: Rank, prepared: readonly Prepared[]): Promise<PlanAnswer> {
    const { senders, spread, plan, result, expectations, replications } = found;
    const entries = this.#choices.map(({ entry }) => entry);
    return {
      senders,
      spread,
      changes: this.#trials.changes(found),
      cost: costOf(plan, result),
      expectations,
      replications,
      below: await this.#below(rank, prepared),
      headroom: headroomOf(plan, result, entries),
      remarks: remarksOf(plan, entries),
    };
  }

  /** The largest legal choice that is smaller than the answer. */
  async #below(rank: Rank, prepared: readonly Prepared[]): Promise<PlanAnswer['below']> {
    let best: { readonly one: Prepared; readonly counts: readonly number[]; readonly rank: Rank } | undefined;
    for (const one of prepared) {
      const least = this.#choices.map((choice, place) =>
        Math.min(choice.least, this.#most(place, one.variant)),
      );
      const legal = this.#legalMost({ ...one, from: least });
      if (legal === undefined) continue;
      for (const counts of this.#neighbours(one, least, legal, rank)) {
        const own = this.#rank(one, counts);
        if (compareRanks(own, rank) < 0 && (best === undefined || compareRanks(own, best.rank) > 0))
          best = { one, counts, rank: own };
      }
    }
    if (best === undefined) return undefined;
    const breaks = await this.#trials.tryOut(this.#candidate(best.one, best.counts));
    return { senders: this.#chosen(best.one.variant, best.counts), breaks: breaks.breaks };
  }

  #neighbours(
    one: Prepared,
    least: readonly number[],
    most: readonly number[],
    rank: Rank,
  ): readonly (readonly number[])[] {
    if (least.length > 1) return this.#vectors({ ...one, from: least }, most);
    const last = lastWhere(least[0]!, most[0]!, (count) => compareRanks(this.#rank(one, [count]), rank) < 0);
    return last < least[0]! ? [] : [[last]];
  }
}

/** Numbers beyond what is legal that are run to see whether they would tempt, where more is not always better. */
const TEMPTING = 4;
