import { byId, make, say } from './dom.ts';
import type { Outcome, State } from './state.ts';
import { count, timeOfDay } from './words.ts';

/** So many are shown at once. */
const SHOWN = 50;

/** Callbacks with what became of them, the latest first. */
export class CallbackTable {
  #drawn: readonly Outcome[] | undefined;

  draw({ outcomes, figures: { callbacks }, session }: State): void {
    say(
      byId('callbacks-note'),
      `${count(callbacks.answered)} answered, ${count(callbacks.given_up)} given up`,
    );
    if (this.#drawn === outcomes) return;
    this.#drawn = outcomes;
    const rows = outcomes.slice(0, SHOWN).map((outcome) => rowOf(outcome, session.start_ms));
    byId('callbacks').replaceChildren(...(rows.length > 0 ? rows : [nothing()]));
  }
}

function rowOf(
  { us, message, status, host, result, http, why, attempts, error_code: code }: Outcome,
  startMs: number,
): Node {
  const isFine = result === 'answered';
  const told = isFine ? `answered ${http ?? ''}` : `given up${code === undefined ? '' : ` ${code}`}`;
  const outcome = make('td', isFine ? 'fine' : 'bad', told);
  if (attempts > 1) outcome.append(`, ${attempts} attempts`);
  if (why !== undefined) outcome.append(make('span', 'why dim', why));
  return make(
    'tr',
    '',
    make('td', '', timeOfDay(startMs + us / 1000)),
    make('td', '', `#${message + 1}`),
    make('td', '', make('span', `status is-${status}`, status)),
    make('td', '', host),
    outcome,
  );
}

function nothing(): Node {
  const cell = make('td', 'dim', 'None yet. Messages with a StatusCallback are called back as they change.');
  cell.setAttribute('colspan', '5');
  return make('tr', '', cell);
}
