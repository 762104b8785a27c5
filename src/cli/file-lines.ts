import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { EnvironmentError, systemProblem, UsageError } from './failure.ts';

const PIECE_BYTES = 65_536;
/** No line that we write is nearly as long. */
const LINE_MAX = 1_000_000;

/**
 * The lines of a file, which may be far larger than memory, without their ends; a last one without its end, too.
 *
 * @param remedy how the file comes about, for the message where it is not there.
 * @throws EnvironmentError at once where it cannot be had; UsageError later for a line without end.
 */
export function fileLines(path: string, remedy: string): Generator<string, undefined> {
  const file = opened(path, remedy);
  return linesOf(path, file);
}

function opened(path: string, remedy: string): number {
  try {
    const file = openSync(path, 'r');
    if (!fstatSync(file).isDirectory()) return file;
    closeSync(file);
  } catch (error) {
    throw new EnvironmentError(`${path} cannot be read: ${systemProblem(error)}; ${remedy}`);
  }
  throw new EnvironmentError(`${path} cannot be read: it is a folder; ${remedy}`);
}

function* linesOf(path: string, file: number): Generator<string, undefined> {
  try {
    const piece = new Uint8Array(PIECE_BYTES);
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const length = readSync(file, piece);
      if (length === 0) break;
      const lines = (rest + decoder.decode(piece.subarray(0, length), { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
      if (rest.length > LINE_MAX)
        throw new UsageError(`${path} has a line of more than ${LINE_MAX} characters, and is no trace`);
    }
    if (rest !== '') yield rest;
    return undefined;
  } finally {
    closeSync(file);
  }
}
