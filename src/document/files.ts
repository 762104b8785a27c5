/**
 * The port through which files are read: the rest of the program knows no file system. The command line implements
 * it on the disk; {@link filesFromRecord} in memory.
 */
export interface Files {
  /**
   * The whole text of a file.
   *
   * @param maxBytes a larger file is `too-large`, without being read.
   */
  read(path: string, maxBytes: number): FileReading;
}

export type FileReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: FileProblem; readonly detail?: string };

/** `not-text`: bytes that are no UTF-8, or a NUL. `unreadable`: anything else, told in `detail`. */
export type FileProblem = 'missing' | 'directory' | 'unreadable' | 'too-large' | 'not-text';

/** Largest scenario file, in bytes: a mistake or an attack rather than a scenario beyond it. */
export const SCENARIO_BYTES_MAX = 1_000_000;
/** Largest CSV file (trace, recipients, field values), in bytes. */
export const CSV_BYTES_MAX = 256_000_000;

/** Files held in memory, by path: for tests and for library users. */
export function filesFromRecord(texts: Readonly<Record<string, string | Uint8Array>>): Files {
  return {
    read(path, maxBytes) {
      const content = Object.hasOwn(texts, path) ? texts[path] : undefined;
      if (content === undefined) return { ok: false, problem: 'missing' };
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return bytes.length > maxBytes ? tooLarge(maxBytes) : decodeText(bytes);
    },
  };
}

/** A file of more than `maxBytes`, with the limit in words. */
export function tooLarge(maxBytes: number): Extract<FileReading, { readonly ok: false }> {
  return { ok: false, problem: 'too-large', detail: `it has more than ${maxBytes / 1_000_000} MB` };
}

/** The text of a file's bytes: strict UTF-8, a byte order mark dropped, no NUL. */
export function decodeText(bytes: Uint8Array): FileReading {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, problem: 'not-text', detail: 'it is not UTF-8' };
  }
  return text.includes('\0')
    ? { ok: false, problem: 'not-text', detail: 'it holds a NUL byte' }
    : { ok: true, text };
}

/** A path that a file names, seen from the folder of that file. Absolute paths stay; `-` (standard input) has no folder. */
export function besideFile(file: string, named: string): string {
  const isAbsolute = /^(?:[/\\]|[A-Za-z]:[/\\])/.test(named);
  const folder = /^(.*[/\\])[^/\\]*$/.exec(file)?.[1] ?? '';
  return isAbsolute ? named : folder + named;
}
