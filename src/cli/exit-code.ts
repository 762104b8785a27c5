/** What `mpsim` tells the shell. */
export const EXIT = {
  fine: 0,
  /** A file, a folder, a port or a permission stood in the way. */
  couldNot: 1,
  invalidInput: 2,
  noData: 3,
  proofFailed: 4,
  differs: 5,
  internalError: 70,
  expectationBroken: 99,
  interrupted: 130,
} as const;

/** An exit status. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_WEIGHT: readonly ExitCode[] = [130, 70, 4, 2, 1, 99, 5, 3, 0];

/** Of several statuses the gravest; 0 of none. */
export function gravest(codes: readonly ExitCode[]): ExitCode {
  return BY_WEIGHT.find((code) => codes.includes(code)) ?? EXIT.fine;
}
