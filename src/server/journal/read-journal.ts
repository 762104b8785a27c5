import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { TimedInput } from '../input.ts';
import { JOURNAL_SCHEMA, type JournalHead } from './journal.ts';

const CHUNK_BYTES = 1 << 20;
const LINE_FEED = 0x0a;

/** A journal cannot be read, or is none; the message says where and why. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** A journal that is being read, input after input. */
export interface JournalReading {
  readonly head: JournalHead;
  /** The inputs in their order. To be read once. @throws JournalError. */
  readonly inputs: Iterable<TimedInput>;
  /** Bytes of the whole lines that were read; what follows them was cut short, and never answered. */
  readonly bytes: () => number;
}

/**
 * Reads a journal piece by piece: it may be far larger than memory. Undefined: it has not a single whole line.
 *
 * @throws JournalError, also from `inputs`; the system's error where there is no such file.
 */
export function readJournal(path: string): JournalReading | undefined {
  refuseOther(path);
  const lines = new Lines(path);
  const entries = lines[Symbol.iterator]();
  const first = entries.next();
  if (first.done === true) return undefined;
  return {
    head: headOf(path, parsed(path, 1, first.value)),
    inputs: inputsOf(path, entries),
    bytes: () => lines.bytes,
  };
}

/** How every journal begins, even one whose first line was cut short. */
const BEGINNING: Buffer = Buffer.from(`{"schema":"${JOURNAL_SCHEMA}"`);

/** What is no journal is not read any further, however large, nor ever overwritten. */
function refuseOther(path: string): void {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() && !stats.isDirectory())
      throw new JournalError(`${path}: it is no regular file, and so no journal`);
    const bytes = Buffer.alloc(BEGINNING.length);
    const count = readSync(file, bytes);
    if (!bytes.subarray(0, count).equals(BEGINNING.subarray(0, count))) throw noJournal(path);
  } finally {
    closeSync(file);
  }
}

function noJournal(path: string): JournalError {
  return new JournalError(
    `${path}:1: it does not begin with "schema":"${JOURNAL_SCHEMA}", and is no journal`,
  );
}

function* inputsOf(path: string, lines: Iterator<string>): Iterable<TimedInput> {
  let line = 1;
  let atUs = 0;
  let requests = 0;
  for (let next = lines.next(); next.done !== true; next = lines.next()) {
    line += 1;
    const input = inputOf(path, line, parsed(path, line, next.value), atUs);
    if ('message' in input && !(input.message >= 0 && input.message < requests))
      throw new JournalError(`${path}:${line}: no request before it has the number ${input.message}`);
    atUs = input.kind === 'reset' ? 0 : input.atUs;
    requests = input.kind === 'reset' ? 0 : requests + (input.kind === 'request' ? 1 : 0);
    yield input;
  }
}

/** The whole lines of a file. */
class Lines {
  bytes = 0;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  *[Symbol.iterator](): Iterator<string> {
    const file = openSync(this.#path, 'r');
    try {
      let rest = Buffer.alloc(0);
      const chunk = Buffer.alloc(CHUNK_BYTES);
      for (;;) {
        const count = readSync(file, chunk, 0, CHUNK_BYTES, null);
        if (count === 0) return;
        rest = Buffer.concat([rest, chunk.subarray(0, count)]);
        let begin = 0;
        for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED, begin)) {
          this.bytes += end + 1 - begin;
          yield rest.toString('utf8', begin, end);
          begin = end + 1;
        }
        rest = rest.subarray(begin);
      }
    } finally {
      closeSync(file);
    }
  }
}

type Entry = Readonly<Record<string, unknown>>;

function parsed(path: string, line: number, text: string): Entry {
  try {
    const value: unknown = JSON.parse(text);
    // What is checked to be an object has keys of some kind.
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Entry;
  } catch {
    // Told below.
  }
  throw new JournalError(`${path}:${line}: it is no JSON object, so the file is no journal or is damaged`);
}

function headOf(path: string, entry: Entry): JournalHead {
  const { schema, accountSid, scenario } = entry;
  if (schema !== JOURNAL_SCHEMA) throw noJournal(path);
  if (typeof accountSid !== 'string' || typeof scenario !== 'object' || scenario === null)
    throw new JournalError(`${path}:1: the account SID or the scenario is missing`);
  // Written by this program, as the schema says.
  return entry as unknown as JournalHead;
}

/** By kind of input: what it needs, and of which type. */
const NEEDS: Readonly<Record<string, Readonly<Record<string, 'object' | 'number' | 'string'>>>> = {
  request: { request: 'object' },
  cancel: { message: 'number' },
  redact: { message: 'number' },
  delete: { message: 'number' },
  'delete-medium': { message: 'number', medium: 'number' },
  clock: {},
  speed: { speed: 'number' },
  incident: { incident: 'object' },
  service: { service: 'number' },
  faults: { faults: 'object' },
  callback: { message: 'number', status: 'string' },
  reset: {},
};

function inputOf(path: string, line: number, entry: Entry, beforeUs: number): TimedInput {
  const { kind, atUs } = entry;
  const needs = typeof kind === 'string' && Object.hasOwn(NEEDS, kind) ? NEEDS[kind]! : undefined;
  if (needs === undefined) throw new JournalError(`${path}:${line}: it is no input of this version of mpsim`);
  if (!Number.isSafeInteger(atUs) || Number(atUs) < beforeUs)
    throw new JournalError(`${path}:${line}: its time is earlier than that of the line before, or none`);
  for (const [key, type] of Object.entries(needs))
    if (typeof entry[key] !== type || entry[key] === null)
      throw new JournalError(`${path}:${line}: ${key} is no ${type}`);
  // Checked key by key just now.
  return entry as unknown as TimedInput;
}
