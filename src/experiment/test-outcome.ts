import type { Setting } from '../measure/result.ts';
import type { Judgement } from './report-input.ts';
import { gravestVerdict, type VerdictWord } from './severity.ts';

/** What became of one scenario of `mpsim test`. */
export interface TestOutcome {
  /** As it was found, with forward slashes. */
  readonly file: string;
  readonly scenario: string;
  /** Why it was not run to its end, or not at all; empty otherwise. */
  readonly errors: readonly TestError[];
  /** Requests. */
  readonly submitted: number;
  readonly expectations: readonly Judgement[];
  /** Against the lock, in words; empty: as locked; undefined: there is no lock, or nothing to compare with it. */
  readonly differences: readonly string[] | undefined;
  /** Wall clock of t = 0, when the scenario has a `start`. */
  readonly anchor: Setting['anchor'];
}

/** What keeps a scenario from being judged. */
export interface TestError {
  /** A mistake in the scenario; a file or permission that is missing; a fault of ours. */
  readonly kind: 'invalid' | 'not possible' | 'internal error';
  /** Of its file, from 1; 0: the file as a whole. */
  readonly line: number;
  readonly text: string;
}

/** A sentence about the lock as a whole. */
export interface TestNote {
  /** The lock. */
  readonly file: string;
  /** Another version wrote it; it holds a scenario that is gone. */
  readonly kind: 'version' | 'gone';
  readonly text: string;
}

/** All that `mpsim test` found. */
export interface TestReport {
  readonly outcomes: readonly TestOutcome[];
  readonly notes: readonly TestNote[];
  /** Whether a difference from the lock is a failure. */
  readonly locked: boolean;
}

/** The verdict on a scenario: the gravest of what was found. */
export type TestVerdict = VerdictWord | 'differs' | 'error';

/**
 * What could not be run weighs most, then broken expectations, then differences where the lock binds, then what could
 * not be judged.
 */
export function testVerdict(
  { errors, expectations, differences }: TestOutcome,
  locked: boolean,
): TestVerdict {
  if (errors.length > 0) return 'error';
  const judged = gravestVerdict(expectations);
  if (judged === 'fail') return judged;
  return locked && differences !== undefined && differences.length > 0 ? 'differs' : judged;
}
