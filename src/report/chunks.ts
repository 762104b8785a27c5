/** Collects items and hands them on many at a time; {@link Chunks.flush} hands on the rest. */
export interface Chunks<Item> {
  readonly add: (item: Item) => void;
  readonly flush: () => void;
}

/** Hands on `size` items at a time, each list once. */
export function chunksOf<Item>(size: number, handOn: (items: readonly Item[]) => void): Chunks<Item> {
  let items: Item[] = [];
  const flush = (): void => {
    if (items.length === 0) return;
    const full = items;
    items = [];
    handOn(full);
  };
  return {
    add(item) {
      items.push(item);
      if (items.length >= size) flush();
    },
    flush,
  };
}
