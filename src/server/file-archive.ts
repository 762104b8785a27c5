import { ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archive } from './archive.ts';

/** Of the index, for each number: where its text begins, and its bytes; both are 64-bit floats, 0 bytes is no text. */
const ENTRY_BYTES = 16;

/** The two files of an archive, as descriptors. */
interface Files {
  readonly texts: number;
  readonly index: number;
}

/**
 * Keeps texts in a file to which they are appended, and where each stands in a second one. Both are made when first
 * needed, in the system's folder for temporary files, and unlinked at once: they last as long as the process, however
 * that ends. What is replaced or erased is overwritten.
 */
export class FileArchive implements Archive {
  #files: Files | undefined;
  /** Where the next text begins. */
  #end = 0;

  put(index: number, text: string): void {
    this.erase(index);
    const { texts } = this.#opened();
    const bytes = Buffer.from(text, 'utf8');
    writeWhole(texts, bytes, this.#end);
    this.#place(index, this.#end, bytes.length);
    this.#end += bytes.length;
  }

  at(index: number): string | undefined {
    if (this.#files === undefined) return undefined;
    const { start, bytes } = this.#placeOf(index, this.#files);
    return bytes === 0 ? undefined : readUpTo(this.#files.texts, bytes, start).toString('utf8');
  }

  erase(index: number): void {
    if (this.#files === undefined) return;
    const { start, bytes } = this.#placeOf(index, this.#files);
    if (bytes === 0) return;
    writeWhole(this.#files.texts, Buffer.alloc(bytes), start);
    this.#place(index, 0, 0);
  }

  clear(): void {
    if (this.#files === undefined) return;
    ftruncateSync(this.#files.texts);
    ftruncateSync(this.#files.index);
    this.#end = 0;
  }

  #opened(): Files {
    this.#files ??= openUnlinked();
    return this.#files;
  }

  #place(index: number, start: number, bytes: number): void {
    const entry = Buffer.alloc(ENTRY_BYTES);
    entry.writeDoubleLE(start, 0);
    entry.writeDoubleLE(bytes, 8);
    writeWhole(this.#opened().index, entry, index * ENTRY_BYTES);
  }

  /** Behind the end of the index nothing is placed, and gaps in it read as zeros. */
  #placeOf(index: number, { index: file }: Files): { readonly start: number; readonly bytes: number } {
    const entry = readUpTo(file, ENTRY_BYTES, index * ENTRY_BYTES);
    return { start: entry.readDoubleLE(0), bytes: entry.readDoubleLE(8) };
  }
}

function openUnlinked(): Files {
  const folder = mkdtempSync(join(tmpdir(), 'mpsim-'));
  const open = (name: string): number => openSync(join(folder, name), 'wx+', 0o600);
  const files = { texts: open('texts'), index: open('index') };
  rmSync(folder, { recursive: true });
  return files;
}

/** So many bytes; zeros where the file has ended. */
function readUpTo(file: number, bytes: number, start: number): Buffer {
  const read = Buffer.alloc(bytes);
  for (let done = 0; done < bytes; ) {
    const more = readSync(file, read, done, bytes - done, start + done);
    if (more === 0) break;
    done += more;
  }
  return read;
}

function writeWhole(file: number, bytes: Buffer, start: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, start + done);
}
