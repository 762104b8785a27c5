import { InternalError } from '../kernel/assert.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** The command line itself is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The machine stood in the way: a file, a folder, a permission. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** A run broke a law that it was held against. */
export class ProofError extends Error {
  override readonly name = 'ProofError';

  /** @param command what repeats the run. */
  constructor(breaks: readonly string[], command: string) {
    super(
      `the proof of the run failed:\n${breaks.map((sentence) => `  ${sentence}\n`).join('')}This is a fault of mpsim, not of your scenario; please report it.\n  to repeat: ${command}`,
    );
  }
}

/** The user asked to stop. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Says what went wrong in a line or a few, never with a stack trace, and gives the exit status that belongs to it. */
export function explainFailure(error: unknown): { readonly code: ExitCode; readonly text: string } {
  if (error instanceof UsageError) return { code: EXIT.invalidInput, text: error.message };
  if (error instanceof EnvironmentError) return { code: EXIT.couldNot, text: error.message };
  if (error instanceof ProofError) return { code: EXIT.proofFailed, text: error.message };
  if (error instanceof Interrupted) return { code: EXIT.interrupted, text: error.message };
  const message =
    error instanceof Error
      ? `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}`
      : String(error);
  const what = error instanceof InternalError ? error.message : message;
  return {
    code: EXIT.internalError,
    text: `internal error: ${what}\nThis is a fault of mpsim, not of your scenario; please report it.`,
  };
}

/** Which run it was, for the report of an internal error. */
export interface RunContext {
  readonly name: string;
  readonly seed: string;
  readonly replication: number;
  /** Undefined: the run had not begun. */
  readonly nowUs: number | undefined;
  readonly command: string;
}

/** Ties a fault of ours to the run in which it showed, so that it can be repeated; other errors stay as they are. */
export function withRunContext(error: unknown, context: RunContext): unknown {
  if ([UsageError, EnvironmentError, ProofError, Interrupted].some((kind) => error instanceof kind))
    return error;
  const message = error instanceof Error ? error.message : String(error);
  const { name, seed, replication, nowUs, command } = context;
  const when = nowUs === undefined ? 'before the run began' : `at ${nowUs} us of simulated time`;
  return new InternalError(
    `${message}\n  scenario ${name}, seed ${seed}, replication ${replication}, ${when}\n  to repeat: ${command}`,
  );
}

/** Says on standard error what went wrong, and gives the exit status. */
export function tellFailure(error: unknown): ExitCode {
  const { code, text } = explainFailure(error);
  process.stderr.write(`mpsim: ${text}\n`);
  return code;
}

/** What a system error means, in words: `permission denied`. */
export function systemProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return SYSTEM_PROBLEMS[code] ?? (error instanceof Error ? error.message : String(error));
}

const SYSTEM_PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
  ENOENT: 'it does not exist',
  ENAMETOOLONG: 'the name is too long',
  EADDRINUSE: 'another program uses it',
  ELOOP: 'its links go round in a circle',
};
