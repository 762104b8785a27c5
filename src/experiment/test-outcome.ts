import type { Judgement } from './report-input.ts';

/** What became of one scenario of `mpsim test`. */
export interface TestOutcome {
  /** As it was found, with forward slashes. */
  readonly file: string;
  readonly scenario: string;
  /** Requests. */
  readonly submitted: number;
  readonly expectations: readonly Judgement[];
  /** Against the lock, in words; empty: as locked; undefined: there is no lock. */
  readonly differences: readonly string[] | undefined;
}

/** All that `mpsim test` found. */
export interface TestReport {
  readonly outcomes: readonly TestOutcome[];
  /** Sentences about the lock as a whole: another version, scenarios that are gone. */
  readonly notes: readonly string[];
  /** Whether a difference from the lock is a failure. */
  readonly locked: boolean;
}

/** The verdict on a scenario: the gravest of what was found. */
export type TestVerdict = 'pass' | 'fail' | 'differs' | 'no data';

/** Broken expectations weigh most, then differences where the lock binds, then what could not be judged. */
export function testVerdict({ expectations, differences }: TestOutcome, locked: boolean): TestVerdict {
  if (expectations.some(({ verdict }) => verdict === 'fail')) return 'fail';
  if (locked && differences !== undefined && differences.length > 0) return 'differs';
  return expectations.every(({ verdict }) => verdict === 'pass') ? 'pass' : 'no data';
}
