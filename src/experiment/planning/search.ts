import type { Result } from '../../measure/result.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import { compile } from '../../scenario/compile.ts';
import type { Plan } from '../../scenario/plan.ts';
import type { Change, Reading } from '../../scenario/read.ts';
import { rulebookOf } from '../../scenario/rulebook-of.ts';
import type { Scenario, SpreadWord } from '../../scenario/scenario.ts';
import { startRun } from '../../simulate.ts';
import { judgeOver } from '../batch.ts';
import { costOf, costOfPart } from '../cost.ts';
import { findAll } from '../find.ts';
import { judge } from '../judge.ts';
import { isRandom } from '../randomness.ts';
import type { Judgement } from '../report-input.ts';
import { boundsOf } from './bounds.ts';
import { type Choice, type Chosen, changeFor, choicesOf, type SenderKind } from './choices.ts';
import { headroomOf } from './headroom.ts';
import { countProblem, type Illegality, routeProblem } from './legality.ts';
import type { PlanAnswer, Planned, Refusal, Step, Unmet } from './planned.ts';
import { remarksOf } from './remarks.ts';

/** How a plan is searched. */
export interface PlanOptions {
  /** Runs a replication of a plan to its end; unless said in this thread, at once. */
  readonly run?: (plan: Plan, replication: number) => Promise<Result>;
  /** Replications at the most that are run until the verdict on a choice is conclusive; 80 unless said. */
  readonly replications?: number;
  /** Hears of every choice before it is run. */
  readonly onProgress?: (runs: number, senders: readonly Chosen[]) => void;
  /** Ends the search: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A scenario whose `plan` says what may be chosen, and how it reads with changes made. */
export interface Plannable {
  readonly scenario: Scenario;
  readonly readWith: (changes: readonly Change[]) => Reading;
}

const FIRST_REPLICATIONS = 10;
const REPLICATIONS = 80;
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

interface Found {
  readonly chosen: readonly Chosen[];
  readonly spread: SpreadWord | undefined;
  readonly plan: Plan;
  readonly result: Result;
  readonly expectations: readonly Judgement[];
  readonly replications: number;
}

/**
 * The cheapest, or smallest, legal choice of senders with which every expectation holds: in replication 0, and over as many
 * replications as make the verdict conclusive where anything is left to chance. What is smallest is exact: numbers for a month
 * and the traffic as if none of it were lost; of equals the fewest senders. A pure function of the scenario.
 */
export function planSenders(plannable: Plannable, options: PlanOptions = {}): Promise<Planned> {
  return new Search(plannable, options).plan();
}

class Search {
  readonly #plannable: Plannable;
  readonly #options: PlanOptions;
  readonly #choices: readonly Choice[];
  readonly #rulebook: Rulebook;
  readonly #path: Step[] = [];
  readonly #known = new Map<
    string,
    { readonly found: Found | undefined; readonly breaks: readonly string[] }
  >();
  #runs = 0;

  constructor(plannable: Plannable, options: PlanOptions) {
    this.#plannable = plannable;
    this.#options = options;
    this.#choices = choicesOf(plannable.scenario);
    this.#rulebook = rulebookOf(plannable.scenario);
  }

  async plan(): Promise<Planned> {
    const { scenario } = this.#plannable;
    const minimise = scenario.plan?.minimise ?? 'cost';
    const refused: Refusal[] = [];
    const unmet: Unmet[] = [];
    const prepared: Prepared[] = [];
    for (const variant of this.#variants()) {
      const one = await this.#prepare(variant, refused);
      if (one !== undefined) prepared.push(one);
    }
    prepared.sort((a, b) => compare(this.#rank(a, a.from), this.#rank(b, b.from)));
    let best: { readonly found: Found; readonly rank: Rank } | undefined;
    for (const one of prepared) {
      if (best !== undefined && compare(this.#rank(one, one.from), best.rank) >= 0) continue;
      const found = await this.#smallest(one, best?.rank, unmet);
      if (found === undefined) continue;
      const rank = this.#rank(
        one,
        found.chosen.map(({ count }) => count),
      );
      if (best === undefined || compare(rank, best.rank) < 0) best = { found, rank };
    }
    for (const one of prepared) refused.push(...(await this.#temptations(one, best?.rank)));
    const answer = best && (await this.#answer(best.found, best.rank, prepared));
    return {
      scenario: scenario.name,
      minimise,
      answer,
      refused,
      unmet: answer === undefined ? unmet : [],
      runs: this.#runs,
      path: this.#path,
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

  #changes(chosen: readonly Chosen[], spread: SpreadWord | undefined): readonly Change[] {
    const { scenario } = this.#plannable;
    const services = scenario['messaging-services'] ?? [];
    return [
      ...chosen.map((one, place) => changeFor(this.#choices[place]!, scenario, one)),
      ...(spread === undefined
        ? []
        : services.map((_, place) => `messaging-services[${place}].spread=${spread}`)),
    ];
  }

  #planOf(chosen: readonly Chosen[], spread: SpreadWord | undefined): Plan | Illegality {
    const reading = this.#plannable.readWith(this.#changes(chosen, spread));
    if (reading.ok) return compile(reading.scenario);
    const mistake = reading.diagnostics.find(({ severity }) => severity === 'error');
    return { reason: mistake?.message ?? 'The scenario cannot be read with it.', source: undefined };
  }

  /** Looks at a variant with the fewest senders; one that cannot serve the traffic is refused. */
  async #prepare(variant: Variant, refused: Refusal[]): Promise<Prepared | undefined> {
    const least = this.#choices.map((choice, place) => Math.min(choice.least, this.#most(place, variant)));
    const chosen = this.#chosen(variant, least);
    const plan = this.#planOf(chosen, variant.spread);
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
    let [low, high] = [least - 1, this.#most(0, variant) + 1];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (broken([middle]).length > 0) low = middle;
      else high = middle;
    }
    return high;
  }

  /** What a number costs a month, and the traffic when nothing of it is lost: as with so many numbers that nothing waits long. */
  async #costs(variant: Variant, plan: Plan): Promise<Pick<Prepared, 'monthly' | 'traffic'>> {
    const monthly = this.#choices.map(({ entry }) => {
      const first = plan.senders.find((sender) => sender.entry === entry)!;
      return costOfPart(plan, [], [first]).totalMillionths;
    });
    if ((this.#plannable.scenario.plan?.minimise ?? 'cost') === 'senders') return { monthly, traffic: 0 };
    if (this.#variants().length === 1) return { monthly, traffic: 0 };
    const chosen = this.#chosen(
      variant,
      this.#choices.map((_, place) => this.#most(place, variant)),
    );
    const roomy = this.#planOf(chosen, variant.spread);
    if ('reason' in roomy) return { monthly, traffic: 0 };
    const result = await this.#run(roomy, 0, chosen);
    const { totalMillionths } = costOfPart(roomy, result.cohorts, []);
    return { monthly, traffic: totalMillionths };
  }

  #rank({ monthly, traffic }: Prepared, counts: readonly number[]): Rank {
    const senders = counts.reduce((sum, count) => sum + count, 0);
    const cost = counts.reduce((sum, count, place) => sum + count * monthly[place]!, traffic);
    return (this.#plannable.scenario.plan?.minimise ?? 'cost') === 'senders'
      ? [senders, cost]
      : [cost, senders];
  }

  /** The smallest legal choice of a variant that holds, if it is smaller than what is known already. */
  async #smallest(one: Prepared, below: Rank | undefined, unmet: Unmet[]): Promise<Found | undefined> {
    const isOpen = (counts: readonly number[]): boolean =>
      below === undefined || compare(this.#rank(one, counts), below) < 0;
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
      const { found } = await this.#tryOut(one, counts);
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
    const { breaks } = await this.#tryOut(one, counts);
    unmet.push({ senders: this.#chosen(one.variant, counts), breaks });
  }

  #isLegal(chosen: readonly Chosen[]): boolean {
    return countProblem(this.#plannable.scenario, this.#rulebook, chosen) === undefined;
  }

  /** The most of each entry that can be legal by itself; undefined where not even the fewest are. */
  #legalMost({ variant, from, idle }: Prepared): readonly number[] | undefined {
    const most = from.map((least, place) => {
      const top = Math.min(this.#most(place, variant), idle[place]!);
      let [low, high] = [least - 1, top];
      // What is legal with more is legal with fewer.
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        const counts = from.map((count, other) => (other === place ? middle : count));
        if (this.#isLegal(this.#chosen(variant, counts))) low = middle;
        else high = middle - 1;
      }
      return low;
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
      const breaks = await this.#first(one, [count]);
      return breaks.some((text) => !one.losing.includes(text.replace(/ \(no data\)$/, '')));
    };
    let low = one.from[0]! - 1;
    let high = one.from[0]!;
    while (await misses(high)) {
      low = high;
      if (high === most) {
        return this.#noteUnmet(one, [most], unmet);
      }
      high = Math.min(most, high + Math.max(1, 2 * (high - one.from[0]! + 1) - 1));
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (await misses(middle)) low = middle;
      else high = middle;
    }
    for (let count = high; count <= most && isOpen([count]); count += 1) {
      const { found, breaks } = await this.#tryOut(one, [count]);
      if (found !== undefined) return found;
      // What asks for long waits is broken for good, unless chance alone did it.
      if ((await this.#first(one, [count])).length === 0) continue;
      unmet.push({ senders: this.#chosen(one.variant, [count]), breaks });
      return undefined;
    }
    return undefined;
  }

  readonly #firsts = new Map<string, readonly string[]>();

  /** What replication 0 alone breaks. */
  async #first(one: Prepared, counts: readonly number[]): Promise<readonly string[]> {
    const key = this.#key(one, counts);
    const told = this.#firsts.get(key);
    if (told !== undefined) return told;
    const chosen = this.#chosen(one.variant, counts);
    const surely = one.broken(counts);
    if (surely.length > 0) {
      this.#firsts.set(key, surely);
      return surely;
    }
    const plan = this.#planOf(chosen, one.variant.spread);
    if ('reason' in plan) return [plan.reason];
    const result = await this.#run(plan, 0, chosen);
    const breaks = brokenOf(judge(result, plan.expectations));
    this.#firsts.set(key, breaks);
    if (breaks.length > 0 || !isRandom(plan)) this.#note(one, chosen, 1, breaks);
    if (breaks.length === 0) this.#results.set(key, { plan, result });
    return breaks;
  }

  readonly #results = new Map<string, { readonly plan: Plan; readonly result: Result }>();

  #note(one: Prepared, senders: readonly Chosen[], replications: number, breaks: readonly string[]): void {
    const bound = this.#path.some(
      (step) => step.spread === one.variant.spread && sameKinds(step.senders, senders),
    )
      ? undefined
      : Math.max(...one.from);
    this.#path.push({
      senders,
      spread: one.variant.spread,
      replications,
      holds: breaks.length === 0,
      breaks,
      bound,
    });
  }

  #key({ variant }: Prepared, counts: readonly number[]): string {
    return JSON.stringify([variant.kinds, variant.spread, counts]);
  }

  /** Whether a choice holds: in replication 0, then over replications. */
  async #tryOut(
    one: Prepared,
    counts: readonly number[],
  ): Promise<{ readonly found: Found | undefined; readonly breaks: readonly string[] }> {
    const key = this.#key(one, counts);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const tried = await this.#confirm(one, counts, await this.#first(one, counts));
    this.#known.set(key, tried);
    return tried;
  }

  async #confirm(one: Prepared, counts: readonly number[], breaks: readonly string[]) {
    const ran = this.#results.get(this.#key(one, counts));
    if (breaks.length > 0 || ran === undefined) return { found: undefined, breaks };
    const chosen = this.#chosen(one.variant, counts);
    const { plan, result } = ran;
    const found = { chosen, spread: one.variant.spread, plan, result };
    if (!isRandom(plan))
      return { found: { ...found, expectations: judge(result, plan.expectations), replications: 1 }, breaks };
    const findings = [findAll(result, plan.expectations)];
    const most = this.#options.replications ?? REPLICATIONS;
    for (let target = Math.min(FIRST_REPLICATIONS, most); ; target = Math.min(most, 2 * target)) {
      while (findings.length < target)
        findings.push(findAll(await this.#run(plan, findings.length, chosen), plan.expectations));
      const expectations = plan.expectations.map((expectation, place) =>
        judgeOver(
          expectation,
          findings.map((all) => all[place]!),
          true,
        ),
      );
      const open = brokenOf(expectations);
      const hard = expectations.filter(({ severity }) => severity === 'fail');
      const isConclusive =
        hard.some(({ verdict }) => verdict === 'fail') ||
        hard.every(({ verdict }) => verdict !== 'inconclusive');
      if (!isConclusive && target < most) continue;
      this.#note(one, chosen, target, open);
      return open.length > 0
        ? { found: undefined, breaks: open }
        : { found: { ...found, expectations, replications: target }, breaks: [] };
    }
  }

  async #run(plan: Plan, replication: number, chosen: readonly Chosen[]): Promise<Result> {
    const { run = runAtOnce, onProgress = () => {}, signal } = this.#options;
    signal?.throwIfAborted();
    onProgress(this.#runs, chosen);
    this.#runs += 1;
    return run(plan, replication);
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
    return all.toSorted((a, b) => compare(this.#rank(one, a), this.#rank(one, b)));
  }

  /** What would hold for less than the answer, were it legal: looked for among the few numbers just beyond what is. */
  async #temptations(one: Prepared, best: Rank | undefined): Promise<readonly Refusal[]> {
    if (this.#choices.length > 1) return [];
    const least = one.from[0]!;
    const most = Math.min(this.#most(0, one.variant), one.idle[0]!);
    const first = Math.max(least, (this.#legalMost(one)?.[0] ?? least - 1) + 1);
    const isCheaper = (count: number): boolean =>
      best === undefined || compare(this.#rank(one, [count]), best) < 0;
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
      if ((await this.#first(one, [last])).length > 0) return undefined;
      let [low, high] = [first - 1, last];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if ((await this.#first(one, [middle])).length > 0) low = middle;
        else high = middle;
      }
      return high;
    }
    for (let count = first; count <= Math.min(last, first + TEMPTING - 1); count += 1)
      if ((await this.#first(one, [count])).length === 0) return count;
    return undefined;
  }

  async #answer(found: Found, rank: Rank, prepared: readonly Prepared[]): Promise<PlanAnswer> {
    const { chosen, spread, plan, result, expectations, replications } = found;
    const entries = this.#choices.map(({ entry }) => entry);
    return {
      senders: chosen,
      spread,
      changes: this.#changes(chosen, spread),
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
        if (compare(own, rank) < 0 && (best === undefined || compare(own, best.rank) > 0))
          best = { one, counts, rank: own };
      }
    }
    if (best === undefined) return undefined;
    const breaks = await this.#tryOut(best.one, best.counts);
    return { senders: this.#chosen(best.one.variant, best.counts), breaks: breaks.breaks };
  }

  #neighbours(
    one: Prepared,
    least: readonly number[],
    most: readonly number[],
    rank: Rank,
  ): readonly (readonly number[])[] {
    if (least.length > 1) return this.#vectors({ ...one, from: least }, most);
    const last = lastWhere(least[0]!, most[0]!, (count) => compare(this.#rank(one, [count]), rank) < 0);
    return last < least[0]! ? [] : [[last]];
  }
}

/** Numbers beyond what is legal that are run to see whether they would tempt, where more is not always better. */
const TEMPTING = 4;

/** Compared place by place. */
type Rank = readonly [number, number];

function compare([a, b]: Rank, [c, d]: Rank): number {
  return a - c || b - d;
}

/** The last number of a range at which something is still so that is so up to some number; before the range, if never. */
function lastWhere(first: number, last: number, isSo: (count: number) => boolean): number {
  let [low, high] = [first - 1, last];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isSo(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function sameKinds(a: readonly Chosen[], b: readonly Chosen[]): boolean {
  return a.every(({ kind }, place) => kind === b[place]!.kind);
}

/** Hard expectations that do not pass. */
function brokenOf(judgements: readonly Judgement[]): readonly string[] {
  return judgements
    .filter(({ severity, verdict }) => severity === 'fail' && verdict !== 'pass')
    .map(({ text, verdict }) => (verdict === 'fail' ? text : `${text} (${verdict})`));
}

async function runAtOnce(plan: Plan, replication: number): Promise<Result> {
  const run = startRun(plan, { replication, proof: false });
  while (run.advance(Infinity));
  return run.finish();
}
