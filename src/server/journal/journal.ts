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

/**
 * The file to which the inputs of a session are appended, a line each, before they are answered. What was handed to
 * the system survives the end of the process, however it comes; a line that it cut short was never answered.
 */
export class Journal {
  readonly #file: number;

  private constructor(file: number) {
    this.#file = file;
  }

  /** Begins a journal, in place of what may be there. @throws the system's error. */
  static begin(path: string, head: JournalHead): Journal {
    const journal = new Journal(openSync(path, 'w'));
    journal.#write(head);
    return journal;
  }

  /** Goes on with a journal behind its first `bytes`. @throws the system's error. */
  static resume(path: string, bytes: number): Journal {
    const file = openSync(path, 'r+');
    ftruncateSync(file, bytes);
    closeSync(file);
    return new Journal(openSync(path, 'a'));
  }

  /** @throws the system's error, such as a full disk: the input must then not take effect. */
  append(input: TimedInput): void {
    this.#write(input);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(line: object): void {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.#file, bytes, written, bytes.length - written);
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
