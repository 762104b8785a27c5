import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { decodeText, type FileReading, type Files, tooLarge } from '../document/files.ts';
import { systemProblem } from './failure.ts';
import { STDIN_PATH } from './stdin-word.ts';

/** Files of this machine. The size is asked first, so that a huge file is refused unread; `-` is standard input. */
export const nodeFiles: Files = { read: readFromDisk };

function readFromDisk(path: string, maxBytes: number): FileReading {
  const reading = readBytes(path, maxBytes);
  return reading.ok ? decodeText(reading.bytes) : reading;
}

/** The bytes of a file, or why they cannot be had. */
export type BytesReading = { readonly ok: true; readonly bytes: Uint8Array } | FileFailure;

/** Why a file cannot be had. */
export type FileFailure = Extract<FileReading, { readonly ok: false }>;

/** The bytes of a file; `-` is standard input. A file of more than `maxBytes` is too large. */
export function readBytes(path: string, maxBytes: number): BytesReading {
  try {
    return path === STDIN_PATH ? readOpened(0, maxBytes) : readNamed(path, maxBytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { ok: false, problem: 'missing' };
    if (code === 'EISDIR') return { ok: false, problem: 'directory' };
    return { ok: false, problem: 'unreadable', detail: systemProblem(error) };
  }
}

function readNamed(path: string, maxBytes: number): BytesReading {
  const file = openSync(path, 'r');
  try {
    const facts = fstatSync(file);
    if (facts.isDirectory()) return { ok: false, problem: 'directory' };
    if (facts.isFile() && facts.size > maxBytes) return tooLarge(maxBytes);
    if (facts.isFile()) return { ok: true, bytes: readFileSync(file) };
    return readOpened(file, maxBytes);
  } finally {
    closeSync(file);
  }
}

const PIECE_BYTES = 65_536;

/** Reads a pipe or a device, whose size nobody knows, up to the limit. */
function readOpened(file: number, maxBytes: number): BytesReading {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const piece = new Uint8Array(PIECE_BYTES);
    const length = readPiece(file, piece);
    if (length === 0) return { ok: true, bytes: Buffer.concat(pieces) };
    pieces.push(piece.subarray(0, length));
    bytes += length;
    if (bytes > maxBytes) return tooLarge(maxBytes);
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
