import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { decodeText, type FileReading, type Files } from '../document/files.ts';
import { systemProblem } from './failure.ts';
import { STDIN_PATH } from './stdin-word.ts';

/** Files of this machine. The size is asked first, so that a huge file is refused unread; `-` is standard input. */
export const nodeFiles: Files = { read: readFromDisk };

function readFromDisk(path: string, maxBytes: number): FileReading {
  try {
    return path === STDIN_PATH ? readOpened(0, maxBytes) : readNamed(path, maxBytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { ok: false, problem: 'missing' };
    if (code === 'EISDIR') return { ok: false, problem: 'directory' };
    return { ok: false, problem: 'unreadable', detail: systemProblem(error) };
  }
}

function readNamed(path: string, maxBytes: number): FileReading {
  const file = openSync(path, 'r');
  try {
    const facts = fstatSync(file);
    if (facts.isDirectory()) return { ok: false, problem: 'directory' };
    if (facts.isFile())
      return facts.size > maxBytes ? { ok: false, problem: 'too-large' } : decodeText(readFileSync(file));
    return readOpened(file, maxBytes);
  } finally {
    closeSync(file);
  }
}

const PIECE_BYTES = 65_536;

/** Reads a pipe or a device, whose size nobody knows, up to the limit. */
function readOpened(file: number, maxBytes: number): FileReading {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const piece = new Uint8Array(PIECE_BYTES);
    const length = readPiece(file, piece);
    if (length === 0) return decodeText(Buffer.concat(pieces));
    pieces.push(piece.subarray(0, length));
    bytes += length;
    if (bytes > maxBytes) return { ok: false, problem: 'too-large' };
  }
}

/** Waits for a slow writer: a terminal or a pipe may have nothing to give yet. */
function readPiece(file: number, piece: Uint8Array): number {
  for (;;) {
    try {
      return readSync(file, piece);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
