/** Where a session keeps what it need not have at hand: texts by number, each of which may be replaced or erased. */
export interface Archive {
  /** Keeps a text under a number, in place of what was there, which is erased. */
  put(index: number, text: string): void;
  /** Undefined: there is none. */
  at(index: number): string | undefined;
  erase(index: number): void;
  /** Erases everything. */
  clear(): void;
}

/** Keeps the texts in memory: for tests, and where nothing may be written. */
export class MemoryArchive implements Archive {
  readonly #texts: Map<number, string> = new Map();

  put(index: number, text: string): void {
    this.#texts.set(index, text);
  }

  at(index: number): string | undefined {
    return this.#texts.get(index);
  }

  erase(index: number): void {
    this.#texts.delete(index);
  }

  clear(): void {
    this.#texts.clear();
  }
}
