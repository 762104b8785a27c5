import { ask, wordsOf } from './control.ts';
import { cut } from './cut.ts';
import { byId, make, say } from './dom.ts';
import type { Snapshot } from './state.ts';
import { counted } from './words.ts';

interface Trouble {
  readonly name: string;
  readonly at: 'carrier' | 'sender' | 'callbacks';
  readonly body: object;
}

const TROUBLES: readonly Trouble[] = [
  { name: 'Receipts take five times as long', at: 'carrier', body: { latency: 'x5' } },
  {
    name: 'Nothing is delivered (30008)',
    at: 'carrier',
    body: { outcomes: { undelivered: { 30008: '100%' } } },
  },
  { name: 'A sender stops', at: 'sender', body: { down: true } },
  { name: 'A sender at half its rate', at: 'sender', body: { rate: 'x0.5' } },
  { name: 'One callback in ten is lost', at: 'callbacks', body: { dropped: '10%' } },
  { name: 'Callbacks come 30 s late', at: 'callbacks', body: { late: { share: '100%', by: '30s' } } },
  { name: 'Callbacks as they should be', at: 'callbacks', body: {} },
];

/** The forms: what sends a message, and what makes something go wrong. */
export class Forms {
  readonly #send: HTMLFormElement = byId<HTMLFormElement>('send');
  readonly #incident: HTMLFormElement = byId<HTMLFormElement>('incident');
  #session: Snapshot | undefined;

  /** @param sent hears the number that a message went to. */
  constructor(sent: (to: string) => void) {
    choices(
      this.#incident,
      'what',
      TROUBLES.map(({ name }, index) => [String(index), name]),
    );
    this.#send.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#sendMessage(sent);
    });
    this.#send.addEventListener('input', () => this.#tellCut());
    this.#incident.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#begin();
    });
    this.#incident.addEventListener('change', () => this.#offerPlaces());
    this.#tellCut();
  }

  /** Offers what the session has. */
  begin(session: Snapshot): void {
    this.#session = session;
    choices(this.#send, 'From', [
      ...session.senders.map(({ id, address }) => [address, `${address} (${id})`] as const),
      ...session.services.map((id) => [`service ${id}`, `service ${id}`] as const),
    ]);
    this.#offerPlaces();
  }

  get #trouble(): Trouble {
    return TROUBLES[Number(new FormData(this.#incident).get('what'))]!;
  }

  #offerPlaces(): void {
    const { at } = this.#trouble;
    const { carriers = [], senders = [] } = this.#session ?? {};
    const ids = { carrier: carriers, sender: [...new Set(senders.map(({ id }) => id))], callbacks: ['all'] }[
      at
    ];
    choices(
      this.#incident,
      'where',
      ids.map((id) => [id, id]),
    );
    // Both are selects.
    for (const name of ['where', 'for'])
      (this.#incident.elements.namedItem(name) as HTMLSelectElement).disabled = at === 'callbacks';
  }

  #tellCut(): void {
    const { encoding, pieces } = cut(textIn(this.#send, 'Body'));
    say(byId('send-count'), `${counted(pieces.length, 'segment')}, ${encoding}`);
  }

  async #sendMessage(sent: (to: string) => void): Promise<void> {
    const from = textIn(this.#send, 'From');
    const callback = textIn(this.#send, 'StatusCallback');
    const service = from.startsWith('service ') ? from.slice('service '.length) : undefined;
    const told = byId('send-told');
    try {
      const { to, status } = await ask('messages', {
        To: textIn(this.#send, 'To'),
        ...(service === undefined ? { From: from } : { MessagingServiceSid: service }),
        Body: textIn(this.#send, 'Body'),
        ...(callback === '' ? {} : { StatusCallback: callback }),
      });
      say(told, `It is ${String(status)}.`);
      sent(String(to));
    } catch (error) {
      say(told, wordsOf(error));
    }
  }

  async #begin(): Promise<void> {
    const { at, body, name } = this.#trouble;
    const [where, lasts] = [textIn(this.#incident, 'where'), textIn(this.#incident, 'for')];
    const told = byId('incident-told');
    try {
      if (at === 'callbacks') await ask('callback-faults', body);
      else await ask('incidents', { [at]: where, ...body, ...(lasts === '' ? {} : { for: lasts }) });
      say(told, 'Begun.');
      const span = at === 'callbacks' ? '' : ` · ${where}, ${lasts === '' ? 'for ever' : `for ${lasts}`}`;
      byId('incidents').prepend(make('li', '', `${name}${span}`));
    } catch (error) {
      say(told, wordsOf(error));
    }
  }
}

function textIn(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? '');
}

function choices(form: HTMLFormElement, name: string, all: readonly (readonly [string, string])[]): void {
  // The page has a select of this name in the form.
  const select = form.elements.namedItem(name) as HTMLSelectElement;
  const before = select.value;
  select.replaceChildren(...all.map(([value, text]) => new Option(text, value)));
  if (all.some(([value]) => value === before)) select.value = before;
}
