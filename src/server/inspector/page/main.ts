import { CallbackTable } from './callback-table.ts';
import { ClockButtons } from './clock-buttons.ts';
import { byId, say } from './dom.ts';
import { Figures } from './figures.ts';
import { Forms } from './forms.ts';
import { MessageList } from './message-list.ts';
import { Phone } from './phone.ts';
import { begin, go, type State } from './state.ts';
import { count } from './words.ts';

let state: State | undefined;
let isDue = false;

const clock = new ClockButtons();
const figures = new Figures();
const phone = new Phone();
const list = new MessageList(byId('list'), ({ to }) => phone.show(to));
const callbacks = new CallbackTable();
const forms = new Forms((to) => phone.show(to));

/** Everything that comes before the next frame is drawn once, in it. */
function drawSoon(): void {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(draw);
}

function draw(): void {
  isDue = false;
  if (state === undefined) return;
  clock.draw(state);
  figures.draw(state, clock.nowUs(state));
  list.draw(state);
  phone.draw(state);
  callbacks.draw(state);
  say(
    byId('messages-note'),
    `the ${count(state.rows.size)} that changed last of ${count(state.figures.requests)}`,
  );
}

function beginWith(next: State): void {
  state = next;
  const { session } = next;
  document.title = `${session.scenario} · mpsim inspector`;
  say(byId('scenario'), session.scenario);
  say(byId('about'), `${session.rulebook} · ${session.account_sid}`);
  forms.begin(session);
}

function follow(): void {
  const events = new EventSource('events');
  const link = (word: string): void => {
    byId('link').dataset.link = word;
    say(byId('link'), word);
  };
  events.addEventListener('open', () => link('live'));
  events.addEventListener('error', () => link('reconnecting'));
  events.addEventListener('snapshot', ({ data }) => {
    beginWith(begin(JSON.parse(data)));
    clock.heard();
    drawSoon();
  });
  events.addEventListener('update', ({ data }) => {
    if (state === undefined) return;
    state = go(state, JSON.parse(data));
    clock.heard();
    drawSoon();
  });
}

follow();
// A running clock moves on between the news.
setInterval(() => {
  if (state !== undefined && state.figures.clock.factor > 0) drawSoon();
}, 200);
