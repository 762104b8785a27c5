import type { Rulebook } from '../rulebooks/rulebook.ts';
import type { Palette } from './palette.ts';
import { rulebookSections } from './rulebook-rows.ts';
import type { RulebookRow } from './rulebook-words.ts';
import { wrap } from './table.ts';

/** A row that differs between two rulebooks: what the one says and the other; undefined: it has no such row. */
export interface RulebookChange {
  readonly section: string;
  readonly what: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Every row that differs, in the order of the sections. Notes and sources do not count. */
export function rulebookChanges(from: Rulebook, to: Rulebook): readonly RulebookChange[] {
  const after = rulebookSections(to);
  return rulebookSections(from).flatMap(({ title, rows }, place) =>
    changesOf(title, rows, after[place]!.rows),
  );
}

function changesOf(
  section: string,
  before: readonly RulebookRow[],
  after: readonly RulebookRow[],
): readonly RulebookChange[] {
  const old = new Map(before.map(({ what, says }) => [what, says]));
  const fresh = new Map(after.map(({ what, says }) => [what, says]));
  const names = [...new Set([...old.keys(), ...fresh.keys()])];
  const changes = names
    .map((what) => ({ section, what, from: old.get(what), to: fresh.get(what) }))
    .filter((change) => change.from !== change.to);
  const order = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string =>
    [...one.keys()].filter((what) => other.has(what)).join(', ');
  const [was, is] = [order(old, fresh), order(fresh, old)];
  return was === is ? changes : [...changes, { section, what: 'the order', from: was, to: is }];
}

/** What changed between two rulebooks, row by row, in words. */
export function rulebookDiffText(from: Rulebook, to: Rulebook, palette: Palette): string {
  const changes = rulebookChanges(from, to);
  if (changes.length === 0) return `${from.name} and ${to.name} say the same.`;
  const sections = [...new Set(changes.map(({ section }) => section))].map((title) => {
    const lines = changes
      .filter(({ section }) => section === title)
      .flatMap((change) => changeLines(change, palette));
    return [palette.strong(title), ...lines].join('\n');
  });
  return [palette.strong(`From ${from.name} to ${to.name}`), ...sections].join('\n\n');
}

function changeLines({ what, from, to }: RulebookChange, palette: Palette): readonly string[] {
  if (from === undefined) return [...wrap(`new: ${what}`, 2, 4), ...wrap(to ?? '', 6, 2).map(palette.good)];
  if (to === undefined)
    return [...wrap(`gone: ${what}`, 2, 4), ...wrap(`was ${from}`, 6, 2).map(palette.bad)];
  return [
    ...wrap(`changed: ${what}`, 2, 4),
    ...wrap(`was ${from}`, 6, 2).map(palette.bad),
    ...wrap(`is ${to}`, 6, 2).map(palette.good),
  ];
}
