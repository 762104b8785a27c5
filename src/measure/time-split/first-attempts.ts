import { assert } from '../../kernel/assert.ts';
import type { MessageView } from '../../pipeline/facts.ts';
import type { SplitColumns } from './split-columns.ts';

/** Enters requests as they are made, with what their clients held back and what earlier attempts took. */
export class FirstAttempts {
  readonly #view: MessageView;
  readonly #columns: SplitColumns;
  readonly #tries: readonly boolean[];
  /** By stream whose client tries again, by number of the message: of its first attempt. */
  readonly #queuedAtUs: readonly number[][];
  readonly #heldUs: readonly number[][];

  /** @param tries by stream: whether its client may try again. */
  constructor(view: MessageView, columns: SplitColumns, tries: readonly boolean[]) {
    this.#view = view;
    this.#columns = columns;
    this.#tries = tries;
    this.#queuedAtUs = tries.map(() => []);
    this.#heldUs = tries.map(() => []);
  }

  submitted(row: number): void {
    const { stream, index, attempt, submittedAtUs, offeredAtUs } = this.#view;
    const serial = this.#columns.add(stream[row]!, index[row]!, attempt[row]!);
    assert(serial === this.#view.serial[row], () => `request ${this.#view.serial[row]} is number ${serial}`);
    if (attempt[row] === 1) this.#keep(row, serial, submittedAtUs[row]! - offeredAtUs[row]!);
    else this.#compare(row, serial);
  }

  #keep(row: number, serial: number, heldUs: number): void {
    const { stream, index, queuedAtUs } = this.#view;
    this.#columns.parts.held.us[serial] = heldUs;
    if (this.#tries[stream[row]!] !== true) return;
    this.#queuedAtUs[stream[row]!]![index[row]!] = queuedAtUs[row]!;
    this.#heldUs[stream[row]!]![index[row]!] = heldUs;
  }

  #compare(row: number, serial: number): void {
    const { stream, index, queuedAtUs } = this.#view;
    const { held, retries } = this.#columns.parts;
    held.us[serial] = this.#heldUs[stream[row]!]![index[row]!]!;
    retries.us[serial] = queuedAtUs[row]! - this.#queuedAtUs[stream[row]!]![index[row]!]!;
  }
}
