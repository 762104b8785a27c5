import type { Source } from '../../rulebooks/sources.ts';
import type { SpreadWord } from '../../scenario/scenario.ts';
import type { CostFigures } from '../cost.ts';
import type { Judgement } from '../report-input.ts';
import type { Chosen } from './choices.ts';
import type { Remark } from './remarks.ts';

/** What a planner found: plain data. */
export interface Planned {
  readonly scenario: string;
  readonly minimise: 'cost' | 'senders';
  /** Undefined: nothing legal meets every expectation. */
  readonly answer: PlanAnswer | undefined;
  /** What is tempting, as it would meet every expectation for less, but not legal; and kinds that cannot be used at all. */
  readonly refused: readonly Refusal[];
  /** Why each kind that was searched has no answer. */
  readonly unmet: readonly Unmet[];
  /** Simulated runs, replications counted one by one. */
  readonly runs: number;
  /** In the order in which they were looked at. */
  readonly path: readonly Step[];
}

/** A way to meet every expectation. */
export interface PlanAnswer {
  readonly senders: readonly Chosen[];
  readonly spread: SpreadWord | undefined;
  /** As of `--set`: what makes the scenario the answer. */
  readonly changes: readonly string[];
  /** Of replication 0, numbers for a month. */
  readonly cost: CostFigures;
  readonly expectations: readonly Judgement[];
  /** How many runs agree on it; 1 where nothing is left to chance. */
  readonly replications: number;
  /** The next cheaper, or smaller, legal choice and what it breaks; undefined: there is none to choose. */
  readonly below: { readonly senders: readonly Chosen[]; readonly breaks: readonly string[] } | undefined;
  /** How many more messages until the first is lost to a full queue. */
  readonly headroom: Headroom;
  /** Why more senders would not help, where the rules say so. */
  readonly remarks: readonly Remark[];
}

export type Headroom =
  | { readonly known: true; readonly traffic: string; readonly messages: number }
  | { readonly known: false; readonly why: string };

/** What would do, and why it may not be; or a kind that cannot send there. */
export interface Refusal {
  /** Of a kind that cannot be used at all the count is undefined. */
  readonly senders: readonly (Omit<Chosen, 'count'> & { readonly count: number | undefined })[];
  readonly reason: string;
  readonly source: Source | undefined;
}

/** Kinds in the range of which nothing meets every expectation. */
export interface Unmet {
  readonly senders: readonly Chosen[];
  /** What the largest number still breaks, or leaves open. */
  readonly breaks: readonly string[];
}

/** A choice that was run. */
export interface Step {
  readonly senders: readonly Chosen[];
  readonly spread: SpreadWord | undefined;
  readonly replications: number;
  readonly holds: boolean;
  /** Texts of expectations that it broke. */
  readonly breaks: readonly string[];
  /** What ruled out all smaller numbers without a run, where something did. */
  readonly bound: number | undefined;
}
