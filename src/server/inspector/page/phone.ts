import { cut } from './cut.ts';
import { byId, make, say } from './dom.ts';
import type { Row, State } from './state.ts';
import { counted, timeOfDay } from './words.ts';

interface Shown extends Row {
  readonly text: string;
  readonly media: number;
}

/** What one recipient got: the texts as bubbles, with a mark where a segment ends. */
export class Phone {
  readonly #screen: HTMLElement = byId('phone');
  #to: string | undefined;
  /** The change that was shown last, and whether an answer is awaited. */
  #shownUs = -1;
  #isAsking = false;
  #startMs = 0;

  show(to: string): void {
    this.#to = to;
    this.#shownUs = -1;
    say(byId('phone-to'), to || 'no number');
    void this.#ask();
  }

  /** Asks anew when a message to the recipient has changed. */
  draw({ rows, session }: State): void {
    this.#startMs = session.start_ms;
    if (this.#to === undefined || this.#isAsking) return;
    for (const { to, updated_us: us } of rows.values())
      if (to === this.#to && us > this.#shownUs) return void this.#ask();
  }

  async #ask(): Promise<void> {
    const to = this.#to!;
    this.#isAsking = true;
    try {
      const reply = await fetch(`messages?to=${encodeURIComponent(to)}`);
      if (!reply.ok) return;
      // The server's answer to this very question.
      const { messages } = (await reply.json()) as { readonly messages: readonly Shown[] };
      if (to === this.#to) this.#fill(messages);
    } catch {
      say(byId('phone-note'), 'The server does not answer.');
    } finally {
      this.#isAsking = false;
    }
  }

  #fill(messages: readonly Shown[]): void {
    this.#shownUs = Math.max(-1, ...messages.map(({ updated_us: us }) => us));
    const got = messages.filter(({ status }) => status === 'delivered');
    this.#screen.replaceChildren(...messages.toReversed().map((message) => this.#bubble(message)));
    this.#screen.scrollTop = this.#screen.scrollHeight;
    const others = messages.length - got.length;
    say(
      byId('phone-note'),
      `${counted(got.length, 'message')} on the phone${others > 0 ? `, ${others} not there (dashed)` : ''}`,
    );
  }

  #bubble({
    text,
    status,
    segments,
    is_mms: isMms,
    media,
    updated_us: us,
    from,
    error_code: code,
  }: Shown): Node {
    const { encoding, pieces } = cut(text);
    const isCut = pieces.length > 1 && !isMms;
    const parts = pieces.flatMap((piece, at) => [
      make('span', isCut ? `piece piece-${at % 2}` : '', piece),
      ...(isCut ? [make('span', 'cut', `${at + 1}/${pieces.length}`)] : []),
    ]);
    const size = isMms ? `MMS, ${media} media` : `${counted(segments, 'segment')} ${encoding}`;
    const told = `${timeOfDay(this.#startMs + us / 1000)} · ${status}${code === 0 ? '' : ` ${code}`} · ${size}`;
    return make(
      'div',
      `message ${status === 'delivered' ? 'is-there' : 'is-not-there'}`,
      make('p', 'bubble-from', from),
      make('p', 'bubble', ...parts),
      make('p', 'bubble-foot', told),
    );
  }
}
