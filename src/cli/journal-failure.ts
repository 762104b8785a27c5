import { JournalError } from '../server/journal/read-journal.ts';
import { EnvironmentError, systemProblem, UsageError } from './failure.ts';

/** What went wrong with a journal, as the command line tells it: its content is input, its file is the machine's. */
export function journalFailure(error: unknown, path: string): Error {
  if (error instanceof JournalError) return new UsageError(error.message);
  return new EnvironmentError(`cannot use the journal ${path}: ${systemProblem(error)}`);
}
