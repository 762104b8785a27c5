/** Pages that lie ahead of the present at the most. A power of two. */
const PAGES = 4096;
/** Time that a page covers at first: an eighth of a second, and always a power of two. */
const FIRST_PAGE_US = 0x2_0000;
const FIRST_ROOM = 8;

/**
 * The backlog of all senders together: how high it was at the most, and when first.
 *
 * What joins a queue, or gives up its place there, is told in time order, but a departure may be told long before it
 * comes to pass. So departures are filed unsorted on pages of time, each counted when its time is over; and only a page
 * on which the backlog could have risen above its peak is put in order and gone through. O(1) for each that is told.
 */
export class TotalBacklog {
  /** Segments at the most; 0 when there never were any. */
  peak = 0;
  /** First instant of the peak. */
  peakAtUs = 0;
  /** At the start of the present page, or of what is left of it. */
  #backlog = 0;
  #pageUs = FIRST_PAGE_US;
  #pagesPerUs: number = 1 / FIRST_PAGE_US;
  #page = 0;
  /** Departures on the present page and those ahead, by page modulo PAGES: how many, and when. */
  #counts: Int32Array = new Int32Array(PAGES);
  #departures: (Float64Array | undefined)[] = [];
  #pending = 0;
  /** Stores of pages that are over. */
  readonly #stores: Float64Array[] = [];
  // What joined (or, below 0, gave up) on the present page: instants and segments side by side.
  #joins: Float64Array = new Float64Array(2 * FIRST_ROOM);
  #joined = 0;
  /** Segments that joined on the present page, whatever gave up. */
  #rise = 0;

  /** So many segments join queues now; below 0, they give up their places. */
  change(segments: number, nowUs: number): void {
    const page = Math.floor(nowUs * this.#pagesPerUs);
    if (page !== this.#page) this.#turnTo(page);
    if (2 * this.#joined === this.#joins.length) this.#joins = doubled(this.#joins);
    this.#joins[2 * this.#joined] = nowUs;
    this.#joins[2 * this.#joined + 1] = segments;
    this.#joined += 1;
    if (segments > 0) this.#rise += segments;
  }

  /** A segment leaves at `atUs`, now or later; behind what joins at that instant. */
  segmentLeaves(atUs: number): void {
    let page = Math.floor(atUs * this.#pagesPerUs);
    while (page - this.#page >= PAGES) {
      this.#coarsen();
      page = Math.floor(atUs * this.#pagesPerUs);
    }
    this.#file(page & (PAGES - 1), atUs);
    this.#pending += 1;
  }

  /** All has been told: looks at the last page on which something joined. */
  finish(): void {
    this.#closePage();
  }

  #file(place: number, atUs: number): void {
    const count = this.#counts[place]!;
    let store = this.#departures[place];
    if (store === undefined) {
      store = this.#stores.pop() ?? new Float64Array(FIRST_ROOM);
      this.#departures[place] = store;
    } else if (count === store.length) {
      store = doubled(store);
      this.#departures[place] = store;
    }
    store[count] = atUs;
    this.#counts[place] = count + 1;
  }

  #turnTo(page: number): void {
    this.#closePage();
    while (this.#pending > 0 && this.#page + 1 < page) {
      this.#page += 1;
      this.#closePage();
    }
    this.#page = page;
  }

  /** The present page is over. */
  #closePage(): void {
    const place = this.#page & (PAGES - 1);
    const count = this.#counts[place]!;
    const store = this.#departures[place];
    if (this.#backlog + this.#rise > this.peak) this.#findPeak(store?.subarray(0, count).sort() ?? NONE);
    for (let join = 0; join < this.#joined; join += 1) this.#backlog += this.#joins[2 * join + 1]!;
    this.#backlog -= count;
    this.#pending -= count;
    this.#joined = 0;
    this.#rise = 0;
    if (store === undefined) return;
    this.#stores.push(store);
    this.#departures[place] = undefined;
    this.#counts[place] = 0;
  }

  /** Goes through the present page, its departures in order: of one instant, what joins comes first. */
  #findPeak(departures: Float64Array): void {
    let backlog = this.#backlog;
    let next = 0;
    for (let join = 0; join < this.#joined; join += 1) {
      const atUs = this.#joins[2 * join]!;
      for (; next < departures.length && departures[next]! < atUs; next += 1) backlog -= 1;
      backlog += this.#joins[2 * join + 1]!;
      if (backlog <= this.peak) continue;
      this.peak = backlog;
      this.peakAtUs = atUs;
    }
  }

  /** A departure lies too far ahead: from now on a page covers twice the time. */
  #coarsen(): void {
    const [departures, counts] = [this.#departures, this.#counts];
    const first = this.#page;
    this.#departures = [];
    this.#counts = new Int32Array(PAGES);
    this.#pageUs *= 2;
    this.#pagesPerUs = 1 / this.#pageUs;
    this.#page = Math.floor(first / 2);
    for (let page = first; page < first + PAGES; page += 1) {
      const store = departures[page & (PAGES - 1)];
      if (store === undefined) continue;
      const count = counts[page & (PAGES - 1)]!;
      for (let i = 0; i < count; i += 1) this.#file(Math.floor(page / 2) & (PAGES - 1), store[i]!);
      this.#stores.push(store);
    }
  }
}

const NONE = new Float64Array(0);

function doubled(store: Float64Array): Float64Array {
  const longer = new Float64Array(2 * store.length);
  longer.set(store);
  return longer;
}
