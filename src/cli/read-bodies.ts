import { CSV_BYTES_MAX } from '../document/files.ts';
import { parseCsvColumn } from '../scenario/forms/csv.ts';
import { EnvironmentError, UsageError } from './failure.ts';
import { type FileFailure, nodeFiles, readBytes } from './node-files.ts';
import type { SegmentsArguments } from './segments-arguments.ts';
import { STDIN_PATH } from './stdin-word.ts';

/** Largest text that is read, in bytes: some hundred thousand bodies. */
const TEXT_BYTES_MAX = 64_000_000;

/** The bodies that a command line names. */
export interface Bodies {
  readonly texts: Iterable<string>;
  /** What each is called when there may be several: `Line`, `Row`. */
  readonly numbered: string | undefined;
  /** Each is a line of one text. */
  readonly areLines: boolean;
}

type Where = Pick<SegmentsArguments, 'text' | 'file' | 'lines' | 'csv' | 'column'>;

/**
 * Reads the bodies.
 *
 * @throws UsageError when several places are named or none, or when what stands there is no text, too large or no CSV
 * file with the column; EnvironmentError when it cannot be read.
 */
export function readBodies(where: Where): Bodies {
  const { text, file, lines = false, csv, column } = where;
  checkPlaces(where);
  if (csv !== undefined) return { texts: columnOf(csv, column!), numbered: 'Row', areLines: false };
  const given = text !== undefined && text !== STDIN_PATH;
  const read = given ? text : readText(file ?? STDIN_PATH);
  if (lines) return { texts: linesOf(read), numbered: 'Line', areLines: true };
  // One line feed at the end of a file ends its last line, and is not meant to be sent.
  return { texts: [given ? read : read.replace(/\n$/, '')], numbered: undefined, areLines: false };
}

function checkPlaces({ text, file, lines, csv, column }: Where): void {
  const places = [
    text !== undefined && 'a text',
    file !== undefined && '--file',
    csv !== undefined && '--csv',
  ];
  const named = places.filter((place) => place !== false);
  if (named.length > 1) throw new UsageError(`${named.join(' and ')} both name what to look at; name one`);
  if (csv !== undefined && column === undefined)
    throw new UsageError('--csv needs --column, the one to read');
  if (csv === undefined && column !== undefined)
    throw new UsageError('--column needs --csv, the file to read');
  if (csv !== undefined && lines === true)
    throw new UsageError('--lines is for texts; each row of --csv is a body');
  if (named.length === 0 && process.stdin.isTTY) {
    throw new UsageError('name a text, --file or --csv, or pipe a text in; see mpsim segments --help');
  }
}

/** Byte for byte: a byte order mark and NUL are characters of the body like any other, and cost what they cost. */
function readText(path: string): string {
  const reading = readBytes(path, TEXT_BYTES_MAX);
  if (!reading.ok) throw failureOf(path, reading, TEXT_BYTES_MAX);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(reading.bytes);
  } catch {
    throw failureOf(path, { ok: false, problem: 'not-text', detail: 'it is not UTF-8' }, TEXT_BYTES_MAX);
  }
}

/** Lines end in LF or CRLF, the last one perhaps in nothing; a byte order mark belongs to no line. */
function* linesOf(text: string): Generator<string> {
  for (let start = text.startsWith('\u{feff}') ? 1 : 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    yield text.slice(start, feed > start && text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
  }
}

function columnOf(path: string, column: string): readonly string[] {
  const reading = nodeFiles.read(path, CSV_BYTES_MAX);
  if (!reading.ok) throw failureOf(path, reading, CSV_BYTES_MAX);
  const values = parseCsvColumn(reading.text, column);
  if (!values.ok) throw new UsageError(`${nameOf(path)}: ${values.why}`);
  return values.value;
}

/** In one line; a file that cannot be had is the machine's side, what stands in it the author's. */
function failureOf(path: string, { problem, detail }: FileFailure, bytesMax: number): Error {
  const name = nameOf(path);
  switch (problem) {
    case 'missing':
      return new EnvironmentError(`${name} cannot be read: it does not exist`);
    case 'directory':
      return new EnvironmentError(`${name} cannot be read: it is a folder`);
    case 'unreadable':
      return new EnvironmentError(`${name} cannot be read: ${detail}`);
    case 'too-large':
      return new UsageError(`${name} is too large: ${bytesMax / 1_000_000} MB are read at most`);
    case 'not-text':
      return new UsageError(`${name} is no text: ${detail}`);
  }
}

function nameOf(path: string): string {
  return path === STDIN_PATH ? 'standard input' : path;
}
