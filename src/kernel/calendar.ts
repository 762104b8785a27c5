import TinyQueue from 'tinyqueue';

/**
 * Something that is due. Whoever schedules it owns the object and may reuse it once it has been handled.
 *
 * Events of one instant are handled by ascending `order`, which must differ among the pending events of an
 * instant: then the whole sequence is fixed, whatever the queue does inside.
 */
export interface AgendaEvent {
  /** When it is due: whole microseconds. Unchanged while pending. */
  timeUs: number;
  /** Its turn among the events of one instant. Unchanged while pending. */
  readonly order: number;
  /** The calendar's own: the next event on the same page. Undefined at first. */
  nextOnPage: AgendaEvent | undefined;
}

const FIRST_PAGES = 256;
/** Events a page, on average, above which the pages are made to cover less time, and below which they cover more. */
const CROWDED = 2;
const SPARSE = 1 / 4;
const LONGEST_PAGE_US = 0x100_0000_0000;

function byTimeThenOrder(a: AgendaEvent, b: AgendaEvent): number {
  return a.timeUs - b.timeUs || a.order - b.order;
}

/**
 * Pending events, the earliest first: a calendar queue (R. Brown, Communications of the ACM 31, 1988) before a heap.
 *
 * A heap of all pending events costs log(pending) comparisons an event, each a guess that the processor gets wrong
 * half of the time, on events spread all over the memory. So only the events of the open page stand in a heap. All
 * others are filed unsorted, by time, on the pages of a ring; a page is put into the heap when its time has come, but
 * for the events that are due in a later round. The time that a page covers follows the events, so that a page holds
 * about one of them: O(1) an event, whatever the number pending. The order never depends on the pages.
 */
export class Calendar<E extends AgendaEvent> {
  /** Number of pending events. */
  length = 0;
  /** The events before `#openUntilUs`. */
  readonly #open = new TinyQueue<E>([], byTimeThenOrder);
  #openUntilUs = 0;
  /** The first event of each page. Their number is a power of two. */
  #pages: (E | undefined)[] = emptyPages<E>(FIRST_PAGES);
  /** Time that a page covers: a power of two, so that its inverse is exact too. */
  #pageUs = 4096;
  #pagesPerUs: number = 1 / 4096;
  // Since the time that a page covers was last looked at:
  #popped = 0;
  #turned = 0;

  /** Adds an event. O(1). */
  push(event: E): void {
    if (this.length === this.#pages.length) this.#refile(2 * this.#pages.length, this.#pageUs);
    this.length += 1;
    this.#file(event);
  }

  /** The earliest event; undefined when there is none. */
  peek(): E | undefined {
    if (this.#open.length === 0 && this.length > 0) this.#openNextPage();
    return this.#open.peek();
  }

  /** Takes the earliest event out; undefined when there is none. */
  pop(): E | undefined {
    const event = this.peek();
    if (event === undefined) return undefined;
    this.#open.pop();
    this.length -= 1;
    this.#popped += 1;
    return event;
  }

  #file(event: E): void {
    if (event.timeUs < this.#openUntilUs) return this.#open.push(event);
    const page = this.#pageOf(event.timeUs);
    event.nextOnPage = this.#pages[page];
    this.#pages[page] = event;
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
      if (this.#pages[page] !== undefined) this.#openPage(page);
    }
  }

  #openPage(page: number): void {
    const event = this.#pages[page];
    this.#pages[page] = undefined;
    this.#fileAll(event);
  }

  #fileAll(first: E | undefined): void {
    for (let event = first; event !== undefined; ) {
      // Only events of this calendar are chained, so the next one is an E too.
      const next = event.nextOnPage as E | undefined;
      this.#file(event);
      event = next;
    }
  }

  #startOfEarliest(): number {
    let earliestUs = Infinity;
    for (const first of this.#pages) {
      for (let event: AgendaEvent | undefined = first; event !== undefined; event = event.nextOnPage)
        earliestUs = Math.min(earliestUs, event.timeUs);
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

  #refile(pages: number, pageUs: number): void {
    const before = this.#pages;
    this.#pages = emptyPages<E>(pages);
    this.#pageUs = pageUs;
    this.#pagesPerUs = 1 / pageUs;
    // Rounded up: the open page reaches to the start of a page of the new length.
    this.#openUntilUs = Math.ceil(this.#openUntilUs / pageUs) * pageUs;
    for (const first of before) this.#fileAll(first);
  }
}

function emptyPages<E>(pages: number): (E | undefined)[] {
  return Array.from({ length: pages }, () => undefined);
}
