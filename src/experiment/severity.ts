import type { Judgement } from './report-input.ts';

type Judged = Pick<Judgement, 'verdict' | 'severity'>;

/** How an expectation came out, in a word: its verdict, or `warn` where it is broken and that is only told. */
export type VerdictWord = Judgement['verdict'] | 'warn';

export function verdictWord({ verdict, severity }: Judged): VerdictWord {
  return verdict === 'fail' && severity === 'warn' ? 'warn' : verdict;
}

/** Whether the run passes for all that this expectation says. */
export function letsPass({ verdict, severity }: Judged): boolean {
  return verdict === 'pass' || severity === 'warn';
}

/**
 * The verdict on all expectations of a run: the gravest of those that may break it; `warn` where all of these pass and
 * another does not; `pass` of none.
 */
export function gravestVerdict(judgements: readonly Judged[]): VerdictWord {
  const binding = judgements.filter((judgement) => !letsPass(judgement));
  const gravest = BY_GRAVITY.find((word) => binding.some(({ verdict }) => verdict === word));
  if (gravest !== undefined) return gravest;
  return judgements.every(({ verdict }) => verdict === 'pass') ? 'pass' : 'warn';
}

const BY_GRAVITY = ['fail', 'inconclusive', 'no data'] as const;
