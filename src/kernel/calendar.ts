import { Heap } from './heap.ts';

/**
 * Something that can become due. Whoever schedules it owns the object and may schedule it again.
 *
 * Events of one instant are handled by ascending `order`, which must differ among the pending events of an
 * instant: then the whole sequence is fixed, whatever the queue does inside.
 */
export interface AgendaEvent {
  /** Its turn among the events of one instant. Unchanged while pending. */
  readonly order: number;
}

const FIRST_PAGES = 256;
/** Events a page, on average, above which the pages are made to cover less time, and below which they cover more. */
const CROWDED = 2;
const SPARSE = 1 / 4;
const LONGEST_PAGE_US = 0x100_0000_0000;
/** No slot: the end of a chain. */
const NONE = -1;

/**
 * Pending events, the earliest first: a calendar queue (R. Brown, Communications of the ACM 31, 1988) before a heap.
 *
 * A heap of all pending events costs log(pending) comparisons an event, each a guess that the processor gets wrong
 * half of the time, on events spread all over the memory. So only the events of the open page stand in a heap. All
 * others are filed unsorted, by time, on the pages of a ring; a page is put into the heap when its time has come, but
 * for the events that are due in a later round. The time that a page covers follows the events, so that a page holds
 * about one of them: O(1) an event, whatever the number pending. The order never depends on the pages.
 *
 * A pending event has a slot, and what filing needs to know of it stands there in typed columns: with ten thousand
 * pending events the columns are still close to the processor, which the events themselves are not.
 */
export class Calendar<E extends AgendaEvent> {
  /** Number of pending events. */
  length = 0;
  /** When the event that was taken out last was due. */
  poppedUs = 0;
  /** The slots of the events before `#openUntilUs`. */
  readonly #open: Heap<number> = new Heap<number>([], (a, b) => this.#compare(a, b));
  #openUntilUs = 0;
  /** The first slot of each page. Their number is a power of two. */
  #pages: Int32Array = emptyPages(FIRST_PAGES);
  /** Time that a page covers: a power of two, so that its inverse is exact too. */
  #pageUs = 4096;
  #pagesPerUs: number = 1 / 4096;
  // Since the time that a page covers was last looked at:
  #popped = 0;
  #turned = 0;
  // By slot. There are as many slots as pages.
  #events: (E | undefined)[] = [];
  #dueUs: Float64Array = new Float64Array(FIRST_PAGES);
  /** The next slot on the same page, or the next free one. */
  #next: Int32Array = new Int32Array(FIRST_PAGES);
  #free: number = NONE;

  /** Adds an event that is due at `dueUs`, whole microseconds. O(1). */
  push(event: E, dueUs: number): void {
    if (this.length === this.#pages.length) this.#grow();
    this.length += 1;
    const slot = this.#takeSlot();
    this.#events[slot] = event;
    this.#dueUs[slot] = dueUs;
    this.#file(slot);
  }

  /** When the earliest event is due; Infinity when there is none. */
  get nextUs(): number {
    if (this.length === 0) return Infinity;
    if (this.#open.length === 0) this.#openNextPage();
    return this.#dueUs[this.#open.data[0]!]!;
  }

  /** The turn of the earliest event among those of its instant; Infinity when there is none. */
  get nextOrder(): number {
    if (this.nextUs === Infinity) return Infinity;
    return this.#events[this.#open.data[0]!]!.order;
  }

  /** Takes out the earliest event if it is due before `untilUs`; undefined when none is. {@link poppedUs} says when it is due. */
  popBefore(untilUs: number): E | undefined {
    if (this.length === 0) return undefined;
    if (this.#open.length === 0) this.#openNextPage();
    const dueUs = this.#dueUs[this.#open.data[0]!]!;
    if (dueUs >= untilUs) return undefined;
    // There is one: a page with an event was opened.
    const slot = this.#open.pop()!;
    this.poppedUs = dueUs;
    this.length -= 1;
    this.#popped += 1;
    this.#next[slot] = this.#free;
    this.#free = slot;
    return this.#events[slot];
  }

  #compare(a: number, b: number): number {
    return this.#dueUs[a]! - this.#dueUs[b]! || this.#events[a]!.order - this.#events[b]!.order;
  }

  #takeSlot(): number {
    const slot = this.#free;
    if (slot === NONE) return this.length - 1;
    this.#free = this.#next[slot]!;
    return slot;
  }

  #file(slot: number): void {
    const dueUs = this.#dueUs[slot]!;
    if (dueUs < this.#openUntilUs) return this.#open.push(slot);
    const page = this.#pageOf(dueUs);
    this.#next[slot] = this.#pages[page]!;
    this.#pages[page] = slot;
  }

  #pageOf(timeUs: number): number {
    // `&` drops the fraction and takes the rest modulo 2^32, a multiple of the number of pages.
    return (timeUs * this.#pagesPerUs) & (this.#pages.length - 1);
  }

  /** Turns pages until one has an event that is due. There is one. */
  #openNextPage(): void {
    if (this.#popped + this.#turned > 4 * this.#pages.length) this.#adaptPages();
    for (let turned = 0; this.#open.length === 0; turned += 1) {
      // A whole round in vain: the next event is far away.
      if (turned === this.#pages.length) this.#openUntilUs = this.#startOfEarliest();
      const page = this.#pageOf(this.#openUntilUs);
      this.#openUntilUs += this.#pageUs;
      this.#turned += 1;
      if (this.#pages[page] !== NONE) this.#openPage(page);
    }
  }

  #openPage(page: number): void {
    const slot = this.#pages[page]!;
    this.#pages[page] = NONE;
    this.#fileAll(slot);
  }

  #fileAll(first: number): void {
    for (let slot = first; slot !== NONE; ) {
      const next = this.#next[slot]!;
      this.#file(slot);
      slot = next;
    }
  }

  #startOfEarliest(): number {
    let earliestUs = Infinity;
    for (const first of this.#pages) {
      for (let slot = first; slot !== NONE; slot = this.#next[slot]!)
        earliestUs = Math.min(earliestUs, this.#dueUs[slot]!);
    }
    return Math.floor(earliestUs / this.#pageUs) * this.#pageUs;
  }

  #adaptPages(): void {
    const eventsPerPage = this.#popped / this.#turned;
    this.#popped = 0;
    this.#turned = 0;
    if (eventsPerPage > CROWDED && this.#pageUs > 1) this.#refile(this.#pages.length, this.#pageUs / 2);
    if (eventsPerPage < SPARSE && this.#pageUs < LONGEST_PAGE_US)
      this.#refile(this.#pages.length, this.#pageUs * 2);
  }

  #grow(): void {
    const slots = 2 * this.#pages.length;
    const [dueUs, next] = [this.#dueUs, this.#next];
    this.#dueUs = new Float64Array(slots);
    this.#dueUs.set(dueUs);
    this.#next = new Int32Array(slots);
    this.#next.set(next);
    this.#refile(slots, this.#pageUs);
  }

  #refile(pages: number, pageUs: number): void {
    const before = this.#pages;
    this.#pages = emptyPages(pages);
    this.#pageUs = pageUs;
    this.#pagesPerUs = 1 / pageUs;
    // Rounded up: the open page reaches to the start of a page of the new length.
    this.#openUntilUs = Math.ceil(this.#openUntilUs / pageUs) * pageUs;
    for (const first of before) this.#fileAll(first);
  }
}

function emptyPages(pages: number): Int32Array {
  return new Int32Array(pages).fill(NONE);
}
