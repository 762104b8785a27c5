import { type Archive, MemoryArchive } from './archive.ts';
import { type KeptMessage, type LiveMessage, messageFrom, messageText } from './live-message.ts';

/** So many messages that are at their end stay at hand; of more the earliest ended go to the archive. */
export const ENDED_AT_HAND = 50_000;

/** The messages of a session, as far as they were not deleted; from the oldest to the newest when iterated. */
export interface Messages extends Iterable<LiveMessage> {
  /** Of all requests so far: refused and deleted ones count. */
  readonly count: number;
  /** By number; undefined: there is none, or it was deleted. */
  at(index: number): LiveMessage | undefined;
  /** Those of lower numbers than `below`, the newest first; all without it. O(1) for each that is taken. */
  newestFirst(below?: number): Iterable<LiveMessage>;
}

/** Keeps messages: those under way and some that ended lately at hand, the others in an archive. */
export class MessageStore implements Messages {
  count = 0;
  readonly #archive: Archive;
  readonly #endedAtHand: number;
  /** By number. */
  readonly #atHand: Map<number, KeptMessage> = new Map();
  /** Numbers of those at hand that are at their end, the earliest ended first. */
  readonly #ended: number[] = [];
  /** Numbers of those at hand that were deleted. */
  readonly #deleted: Set<number> = new Set();

  /**
   * @param archive is emptied.
   * @param endedAtHand how many stay, at least one: the one that has just ended.
   */
  constructor(archive: Archive = new MemoryArchive(), endedAtHand: number = ENDED_AT_HAND) {
    archive.clear();
    this.#archive = archive;
    this.#endedAtHand = Math.max(1, endedAtHand);
  }

  add(message: KeptMessage): void {
    this.#atHand.set(message.index, message);
    this.count = message.index + 1;
  }

  at(index: number): LiveMessage | undefined {
    if (this.#deleted.has(index)) return undefined;
    const message = this.#atHand.get(index);
    if (message !== undefined) return message;
    const text = index < this.count ? this.#archive.at(index) : undefined;
    return text === undefined ? undefined : messageFrom(text);
  }

  /** One that is under way or has just ended, deleted or not. */
  atHand(index: number): KeptMessage {
    // Only what ended earlier goes to the archive.
    return this.#atHand.get(index)!;
  }

  /** One of those at hand, deleted or not; undefined: it ended earlier, or there is none. */
  find(index: number): KeptMessage | undefined {
    return this.#atHand.get(index);
  }

  *newestFirst(below: number = this.count): Iterable<LiveMessage> {
    for (let index = Math.min(below, this.count) - 1; index >= 0; index -= 1) {
      const message = this.at(index);
      if (message !== undefined) yield message;
    }
  }

  *[Symbol.iterator](): Iterator<LiveMessage> {
    for (let index = 0; index < this.count; index += 1) {
      const message = this.at(index);
      if (message !== undefined) yield message;
    }
  }

  /** Erases the text of a message, wherever it is. */
  redact(index: number): void {
    const atHand = this.#atHand.get(index);
    if (atHand !== undefined) atHand.text = '';
    const filed = atHand === undefined ? this.at(index) : undefined;
    if (filed !== undefined) this.#archive.put(index, messageText({ ...filed, text: '' }));
  }

  /** Deletes a message; its course, if it is under way, goes on. */
  delete(index: number): void {
    this.redact(index);
    if (this.#atHand.has(index)) this.#deleted.add(index);
    else if (index < this.count) this.#archive.erase(index);
  }

  /** A message at hand will not change any more. */
  end(index: number): void {
    this.#ended.push(index);
    if (this.#ended.length <= this.#endedAtHand) return;
    for (const earliest of this.#ended.splice(0, Math.ceil(this.#endedAtHand / 100))) this.#file(earliest);
  }

  #file(index: number): void {
    if (!this.#deleted.delete(index)) this.#archive.put(index, messageText(this.atHand(index)));
    this.#atHand.delete(index);
  }
}
