import type { Judgement } from '../experiment/report-input.ts';
import { gravestVerdict } from '../experiment/severity.ts';

/** What `mpsim` tells the shell. */
export const EXIT = {
  fine: 0,
  /** A file, a folder, a port or a permission stood in the way. */
  couldNot: 1,
  invalidInput: 2,
  /** An expectation without data, or inconclusive. */
  noData: 3,
  proofFailed: 4,
  differs: 5,
  internalError: 70,
  expectationBroken: 99,
  interrupted: 130,
} as const;

/** An exit status. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit status of a run for its expectations. What is only a warning leaves it. */
export function judgedCode(judgements: readonly Pick<Judgement, 'verdict' | 'severity'>[]): ExitCode {
  switch (gravestVerdict(judgements)) {
    case 'fail':
      return EXIT.expectationBroken;
    case 'no data':
    case 'inconclusive':
      return EXIT.noData;
    case 'warn':
    case 'pass':
      return EXIT.fine;
  }
}

const BY_WEIGHT: readonly ExitCode[] = [130, 70, 4, 2, 1, 99, 5, 3, 0];

/** Of several statuses the gravest; 0 of none. */
export function gravest(codes: readonly ExitCode[]): ExitCode {
  return BY_WEIGHT.find((code) => codes.includes(code)) ?? EXIT.fine;
}
