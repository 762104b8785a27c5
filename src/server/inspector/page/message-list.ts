import { make } from './dom.ts';
import type { Row, State } from './state.ts';
import { counted, timeOfDay } from './words.ts';

const ROW_PX = 52;

/** The messages that changed last: of hundreds, only those in sight are in the page. */
export class MessageList {
  readonly #place: HTMLElement;
  readonly #chosen: (row: Row) => void;
  readonly #space: HTMLElement = make('div', 'space');
  #rows: readonly Row[] = [];
  #startMs = 0;
  #choice: number | undefined;

  constructor(place: HTMLElement, chosen: (row: Row) => void) {
    this.#place = place;
    this.#chosen = chosen;
    place.append(this.#space);
    place.addEventListener('scroll', () => requestAnimationFrame(() => this.#fill()));
    place.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('.row') : null;
      if (row !== null) this.#choose(this.#rows.findIndex(({ index }) => `m${index}` === row.id));
    });
    place.addEventListener('keydown', (event) => this.#key(event));
  }

  draw({ rows, session }: State): void {
    this.#rows = [...rows.values()].reverse();
    this.#startMs = session.start_ms;
    this.#fill();
  }

  #key(event: KeyboardEvent): void {
    const at = this.#rows.findIndex(({ index }) => index === this.#choice);
    const last = this.#rows.length - 1;
    const page = Math.floor(this.#place.clientHeight / ROW_PX);
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: last,
      PageDown: at + page,
      PageUp: at - page,
    };
    if (!(event.key in to)) return;
    event.preventDefault();
    // Seen one line above to be a key of it.
    const place = Math.min(Math.max(to[event.key as keyof typeof to], 0), last);
    this.#choose(place);
    const top = place * ROW_PX;
    const { scrollTop, clientHeight } = this.#place;
    if (top < scrollTop) this.#place.scrollTop = top;
    else if (top + ROW_PX > scrollTop + clientHeight) this.#place.scrollTop = top + ROW_PX - clientHeight;
  }

  #choose(place: number): void {
    const row = this.#rows[place];
    if (row === undefined) return;
    this.#choice = row.index;
    this.#fill();
    this.#chosen(row);
  }

  #fill(): void {
    this.#space.style.height = `${this.#rows.length * ROW_PX}px`;
    const first = Math.max(0, Math.floor(this.#place.scrollTop / ROW_PX) - 2);
    const last = Math.ceil((this.#place.scrollTop + this.#place.clientHeight) / ROW_PX) + 2;
    const shown = this.#rows.slice(first, last).map((row, at) => this.#element(row, first + at));
    if (shown.length === 0)
      shown.push(make('p', 'empty dim', 'No message yet. Send one here or by the API.'));
    this.#space.replaceChildren(...shown);
    const isShown = shown.some(({ id }) => id === `m${this.#choice}`);
    if (isShown) this.#place.setAttribute('aria-activedescendant', `m${this.#choice}`);
    else this.#place.removeAttribute('aria-activedescendant');
  }

  #element(row: Row, place: number): HTMLElement {
    const { status, to, from, index, segments, is_mms: isMms, error_code: code } = row;
    const size = isMms ? 'MMS' : counted(segments, 'segment');
    const name = make('span', `status is-${status}`, status);
    const element = make(
      'div',
      'row',
      make('span', 'row-to', to || 'no number'),
      make('span', 'row-time', timeOfDay(this.#startMs + row.updated_us / 1000)),
      make('span', 'row-from dim', `#${index + 1} from ${from || 'nobody yet'} · ${size}`),
      make('span', 'row-status', name, ...(code === 0 ? [] : [make('span', 'code', String(code))])),
    );
    element.id = `m${index}`;
    element.style.top = `${place * ROW_PX}px`;
    element.setAttribute('role', 'option');
    element.setAttribute('aria-selected', String(index === this.#choice));
    element.setAttribute('aria-posinset', String(place + 1));
    element.setAttribute('aria-setsize', String(this.#rows.length));
    return element;
  }
}
