import type { Rulebook } from '../rulebooks/rulebook.ts';
import type { Source } from '../rulebooks/sources.ts';
import type { Palette } from './palette.ts';
import { rulebookSections } from './rulebook-rows.ts';
import type { RulebookRow } from './rulebook-words.ts';
import { LINE_WIDTH, wrap } from './table.ts';

/** Columns of the left side; longer words stand on a line of their own. */
const LEFT = 32;

/** A rulebook with its sources, for people: every row names the number of its source, which stands at the end. */
export function rulebookText(rulebook: Rulebook, palette: Palette): string {
  const sources = new SourceList();
  const filled = rulebookSections(rulebook).filter(({ rows }) => rows.length > 0);
  const sections = filled.map(({ title, rows }) =>
    [
      palette.strong(title),
      ...rows.flatMap((one) => rowLines(one, sources.numberOf(one.source), palette)),
    ].join('\n'),
  );
  const head = [palette.strong(rulebook.name), ...wrap(rulebook.about, 2, 2)].join('\n');
  return [head, ...sections, sources.text(palette)].join('\n\n');
}

function rowLines({ what, says, note }: RulebookRow, source: number, palette: Palette): readonly string[] {
  const left = `  ${what}`;
  const right = wrap(`${says} [${source}]`, LEFT, 0);
  const first = right[0]!;
  const lines =
    left.length < LEFT - 1
      ? [left.padEnd(LEFT) + first.slice(LEFT), ...right.slice(1)]
      : [...wrap(what, 2, 2), ...right];
  const notes = note === undefined ? [] : wrap(`(${note})`, LEFT, 0, LINE_WIDTH).map(palette.faint);
  return [...lines, ...notes];
}

/** The documents of a rulebook, numbered as they turn up. */
class SourceList {
  readonly #numbers = new Map<string, number>();
  readonly #sources: Source[] = [];

  numberOf(source: Source): number {
    const key = `${source.url} ${source.date} ${source.title}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#sources.push(source));
    return this.#sources.length;
  }

  text(palette: Palette): string {
    const lines = this.#sources.flatMap(({ title, date, url }, place) => [
      ...wrap(`[${place + 1}] ${title}, ${date}`, 2, 2),
      ...wrap(url, 6, 0).map(palette.faint),
    ]);
    return [palette.strong('Sources'), ...lines].join('\n');
  }
}
