import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { Scenario } from '../../scenario/scenario.ts';
import type { TimedInput } from '../input.ts';

/** Form of the file. */
export const JOURNAL_SCHEMA = 'mpsim-journal/1';

/** The first line of a journal: what a session is made from. */
export interface JournalHead {
  readonly schema: typeof JOURNAL_SCHEMA;
  /** The version that wrote it. */
  readonly mpsim: string;
  readonly accountSid: string;
  readonly scenario: Scenario;
}

/** Hands bytes to the system, `length` at the most from `offset` on. How many it took. @throws the system's error. */
export type Write = (file: number, bytes: Buffer, offset: number, length: number) => number;

/**
 * The file to which the inputs of a session are appended, a line each, before they are answered. What was handed to
 * the system survives the end of the process, however it comes; a line that it cut short was never answered.
 */
export class Journal {
  readonly #file: number;
  readonly #write: Write;
  /** Length of what is written whole. */
  #bytes: number;
  /** Whether a part of a line may stand behind that. */
  #isTorn = false;

  private constructor(file: number, bytes: number, write: Write) {
    this.#write = write;
    this.#file = file;
    this.#bytes = bytes;
  }

  /** Begins a journal, in place of what may be there. @throws the system's error. */
  static begin(path: string, head: JournalHead, write: Write = writeSync): Journal {
    closeSync(openSync(path, 'w'));
    const journal = new Journal(openSync(path, 'a'), 0, write);
    journal.#writeLine(head);
    return journal;
  }

  /** Goes on with a journal behind its first `bytes`. @throws the system's error. */
  static resume(path: string, bytes: number): Journal {
    const file = openSync(path, 'r+');
    ftruncateSync(file, bytes);
    closeSync(file);
    return new Journal(openSync(path, 'a'), bytes, writeSync);
  }

  /** @throws the system's error, such as a full disk: the input must then not take effect. */
  append(input: TimedInput): void {
    this.#writeLine(input);
  }

  close(): void {
    closeSync(this.#file);
  }

  #writeLine(line: object): void {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    // Otherwise the next line would end one that a full disk cut short.
    if (this.#isTorn) ftruncateSync(this.#file, this.#bytes);
    this.#isTorn = true;
    for (let written = 0; written < bytes.length; )
      written += this.#write(this.#file, bytes, written, bytes.length - written);
    this.#bytes += bytes.length;
    this.#isTorn = false;
  }
}

/** Of a scenario what matters to a session's messages: not its traffic, nor what it expects, nor its secrets. */
export function servedPart({ traffic: _, expect: __, files, ...scenario }: Scenario): Scenario {
  const { rulebook, account } = scenario;
  const own = Object.hasOwn(files, rulebook) ? { [rulebook]: files[rulebook]! } : {};
  const served: Scenario = { ...scenario, traffic: [], expect: [], files: own };
  if (account === undefined) return served;
  const { 'auth-token': ___, 'api-keys': ____, ...open } = account;
  return { ...served, account: open };
}
