import { ask, wordsOf } from './control.ts';
import { byId, say } from './dom.ts';
import type { State } from './state.ts';
import { date, duration } from './words.ts';

interface Press {
  readonly name: string;
  readonly key: string;
  readonly path: string;
  readonly body: object;
  /** It is down while the clock runs so. */
  readonly speed?: string;
}

const PRESSES: readonly Press[] = [
  { name: 'Pause', key: 'p', path: 'clock', body: { speed: 'manual' }, speed: 'manual' },
  { name: '1×', key: '1', path: 'clock', body: { speed: 'real' }, speed: 'real' },
  { name: '60×', key: '6', path: 'clock', body: { speed: '60x' }, speed: '60x' },
  { name: 'Next event', key: 'n', path: 'clock/advance', body: { to: 'next-event' } },
  { name: '+1 h', key: 'h', path: 'clock/advance', body: { by: '1h' } },
  { name: 'Until idle', key: 'i', path: 'clock/advance', body: { to: 'idle' } },
];

/** The clock, and what moves it. */
export class ClockButtons {
  readonly #buttons: readonly HTMLButtonElement[];
  #atMs = 0;

  constructor() {
    this.#buttons = PRESSES.map((press) => {
      const button = document.createElement('button');
      button.textContent = press.name;
      button.setAttribute('aria-keyshortcuts', press.key);
      button.addEventListener('click', () => this.#do(press));
      return button;
    });
    byId('buttons').append(...this.#buttons);
    document.addEventListener('keydown', (event) => {
      const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select');
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const press = PRESSES.find(({ key }) => key === event.key.toLowerCase());
      if (press !== undefined) this.#do(press);
    });
  }

  /** News have come: the clock counts on from them. */
  heard(): void {
    this.#atMs = performance.now();
  }

  /** Where a running clock stands now. */
  nowUs({ figures: { clock } }: State): number {
    return clock.now_us + Math.floor((performance.now() - this.#atMs) * 1000 * clock.factor);
  }

  draw(state: State): void {
    const { session, figures } = state;
    const { speed, is_advancing: isAdvancing, next_event_us: nextUs } = figures.clock;
    const nowUs = this.nowUs(state);
    say(byId('clock-time'), `${date(session.start_ms + nowUs / 1000)} UTC`);
    const next = nextUs === null ? 'nothing to come' : `next in ${duration(Math.max(0, nextUs - nowUs))}`;
    say(byId('clock-elapsed'), `${duration(nowUs)} in · ${isAdvancing ? 'advancing …' : next}`);
    PRESSES.forEach((press, index) => {
      const button = this.#buttons[index]!;
      if (press.speed !== undefined) button.setAttribute('aria-pressed', String(press.speed === speed));
      else button.disabled = isAdvancing;
    });
  }

  #do({ path, body }: Press): void {
    const notice = byId('notice');
    notice.hidden = true;
    ask(path, body).catch((error: unknown) => {
      notice.hidden = false;
      say(notice, wordsOf(error));
    });
  }
}
