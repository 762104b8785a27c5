import { make, say } from './dom.ts';
import { count } from './words.ts';

/** A line of a chart: values at instants; what lies between is as at the earlier one. */
export interface Line {
  readonly name: string;
  readonly values: readonly (readonly [us: number, value: number])[];
}

const WIDTH = 600;
const HEIGHT = 120;
const SVG = 'http://www.w3.org/2000/svg';

/** A chart over simulated time. Its figures stand beside it as text. */
export class Chart {
  readonly #title: string;
  readonly #paths: SVGPathElement[];
  readonly #names: Element[];
  readonly #most: Element;
  readonly #from: Element;
  readonly #to: Element;
  readonly #svg: SVGElement;

  /** @param unit behind the greatest value, as a word. */
  constructor(place: Element, title: string, names: readonly string[]) {
    this.#title = title;
    this.#svg = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img' });
    for (const part of [0.25, 0.5, 0.75, 1])
      this.#svg.append(svg('path', { class: 'grid', d: `M0 ${HEIGHT - part * (HEIGHT - 4)}H${WIDTH}` }));
    // Made by `svg` as paths.
    this.#paths = names.map((_, index) => svg('path', { class: `line line-${index}` }) as SVGPathElement);
    this.#svg.append(...this.#paths);
    this.#names = names.map((_, index) => make('span', `key key-${index}`));
    this.#most = make('span', 'most dim');
    this.#from = make('span', '');
    this.#to = make('span', '');
    const plot = make('div', 'plot', this.#svg, this.#most);
    const head = make('p', 'chart-head', make('span', 'chart-title', title), ...this.#names);
    place.append(make('div', 'chart', head, plot, make('p', 'axis dim', this.#from, this.#to)));
  }

  /** @param axis what stands at both ends of time. */
  draw(lines: readonly Line[], fromUs: number, toUs: number, axis: readonly [string, string]): void {
    const most = roundUp(Math.max(1, ...lines.flatMap(({ values }) => values.map(([, value]) => value))));
    lines.forEach(({ name, values }, index) => {
      this.#paths[index]!.setAttribute('d', pathOf(values, fromUs, toUs, most, index === 0));
      say(this.#names[index]!, `${name} ${count(Math.round(values.at(-1)?.[1] ?? 0))}`);
    });
    say(this.#most, count(most));
    say(this.#from, axis[0]);
    say(this.#to, axis[1]);
    const now = lines.map(({ name, values }) => `${name} ${count(Math.round(values.at(-1)?.[1] ?? 0))}`);
    this.#svg.setAttribute('aria-label', `${this.#title}: ${now.join(', ')}`);
  }
}

function pathOf(
  values: Line['values'],
  fromUs: number,
  toUs: number,
  most: number,
  isFilled: boolean,
): string {
  if (values.length === 0) return '';
  const span = Math.max(1, toUs - fromUs);
  const x = (us: number): string => (((us - fromUs) / span) * WIDTH).toFixed(1);
  const y = (value: number): string => (HEIGHT - (value / most) * (HEIGHT - 4)).toFixed(1);
  const steps = values.map(([us, value], index) =>
    index === 0 ? `M${x(us)} ${y(value)}` : `H${x(us)}V${y(value)}`,
  );
  const line = `${steps.join('')}H${WIDTH}`;
  return isFilled ? `${line}V${HEIGHT}H${x(values[0]![0])}Z` : line;
}

/** To 1, 2, 2.5 or 5 and zeros. */
function roundUp(value: number): number {
  let ten = 1;
  while (ten * 10 < value) ten *= 10;
  return ([1, 2, 2.5, 5, 10].find((part) => part * ten >= value && part * ten >= 1) ?? 10) * ten;
}

function svg(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
