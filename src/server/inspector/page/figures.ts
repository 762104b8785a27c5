import { Chart, type Line } from './chart.ts';
import { byId, make, say } from './dom.ts';
import type { Point, State } from './state.ts';
import { count, counted, timeOfDay } from './words.ts';

const STATUSES = [
  'accepted',
  'scheduled',
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'canceled',
  'refused',
];
/** Shown even when there is none. */
const USUAL = new Set(['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed']);
/** Rates are of so many intervals of the time that is shown. */
const INTERVALS = 60;

/** The counts, the charts and the fullest queues. */
export class Figures {
  readonly #waiting: Chart = new Chart(byId('chart-waiting'), 'Segments waiting', ['now']);
  readonly #rates: Chart = new Chart(byId('chart-rates'), 'Messages a minute', ['sent', 'delivered']);
  readonly #tiles: ReadonlyMap<string, HTMLElement>;

  constructor() {
    const names = ['requests', 'under way', ...STATUSES];
    this.#tiles = new Map(
      names.map((name) => {
        const figure = make('p', 'figure', '0');
        figure.dataset.count = name;
        byId('tiles').append(
          make('div', `tile is-${name.replace(' ', '-')}`, figure, make('p', 'tile-name', name)),
        );
        return [name, figure];
      }),
    );
  }

  /** @param nowUs where the clock stands. */
  draw({ figures, points, session }: State, nowUs: number): void {
    const counts = { ...figures.messages, requests: figures.requests, 'under way': figures.open };
    for (const [name, figure] of this.#tiles) {
      const number = counts[name as keyof typeof counts] ?? 0;
      say(figure, count(number));
      figure.parentElement!.hidden = number === 0 && STATUSES.includes(name) && !USUAL.has(name);
    }
    const last: Point = lastPoint(figures, nowUs);
    const all = [...points, last];
    const fromUs = all[0]![0];
    const axis = [
      timeOfDay(session.start_ms + fromUs / 1000),
      timeOfDay(session.start_ms + nowUs / 1000),
    ] as const;
    this.#waiting.draw(
      [{ name: 'now', values: all.map(([us, waiting]) => [us, waiting]) }],
      fromUs,
      nowUs,
      axis,
    );
    this.#rates.draw(ratesOf(all, nowUs), fromUs, nowUs, axis);
    this.#drawQueues(figures);
  }

  #drawQueues({ queues, queues_filled: filled, waiting }: State['figures']): void {
    say(
      byId('queues-note'),
      filled === 0 ? 'none waits' : `${counted(filled, 'sender')}, ${counted(waiting, 'segment')}`,
    );
    const most = queues[0]?.segments ?? 1;
    const list = byId('queues');
    while (list.children.length > queues.length) list.lastElementChild!.remove();
    while (list.children.length < queues.length)
      list.append(
        make(
          'li',
          '',
          make('span', 'queue-name'),
          make('span', 'bar', make('span', 'fill')),
          make('span', 'queue-size'),
        ),
      );
    queues.forEach(({ id, address, segments }, index) => {
      const [name, bar, size] = list.children[index]!.children;
      say(name!, id === address ? id : `${id} ${address}`);
      // The span that was put into the bar above.
      (bar!.firstElementChild as HTMLElement).style.width = `${(segments / most) * 100}%`;
      say(size!, count(segments));
    });
  }
}

function lastPoint({ messages, waiting, requests }: State['figures'], nowUs: number): Point {
  const { sent = 0, delivered = 0, undelivered = 0 } = messages;
  return [nowUs, waiting, requests, sent + delivered + undelivered, delivered];
}

/** By place in a point. */
const RATES = [
  ['sent', 3],
  ['delivered', 4],
] as const;

/** Per simulated minute, in equal intervals of what is shown. */
function ratesOf(points: readonly Point[], nowUs: number): readonly Line[] {
  const fromUs = points[0]![0];
  const everyUs = Math.max(1e6, (nowUs - fromUs) / INTERVALS);
  return RATES.map(([name, column]) => {
    const values: [number, number][] = [];
    let [at, before] = [0, points[0]![column]!];
    for (let us = fromUs; us < nowUs; us += everyUs) {
      while (at + 1 < points.length && points[at + 1]![0] <= us + everyUs) at += 1;
      const value = points[at]![column]!;
      values.push([us, (Math.max(0, value - before) / everyUs) * 60e6]);
      before = value;
    }
    return { name, values };
  });
}
