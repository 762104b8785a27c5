/** Where something stands in a document: keys of maps and places in lists, from the root. */
export type Path = readonly (string | number)[];

const PLAIN_KEY = /^[^\s.[\]="']+$/;

/** A path as people write it: `senders[0].segments-per-second`; a key that needs it is quoted: `expect[0]["p99.9"]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!PLAIN_KEY.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

const STEP = /^(?:\.?([^\s.[\]="']+)|\[(\d{1,9})\]|\[("[^"]*"|'[^']*')\])/;

/** Reads what {@link pathText} writes; undefined when it is no path. The empty text is no path. */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  let rest = text;
  while (rest !== '') {
    const match = STEP.exec(rest);
    if (match === null || (path.length === 0 && rest.startsWith('.'))) return undefined;
    const [whole, key, place, quoted] = match;
    // A key that follows another needs its dot.
    if (key !== undefined && path.length > 0 && !whole.startsWith('.')) return undefined;
    path.push(place === undefined ? (key ?? quoted!.slice(1, -1)) : Number(place));
    rest = rest.slice(whole.length);
  }
  return path.length === 0 ? undefined : path;
}
