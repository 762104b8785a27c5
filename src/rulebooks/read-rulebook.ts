import { type Diagnostic, locate, type Problem } from '../document/diagnostic.ts';
import { didYouMean } from '../document/did-you-mean.ts';
import { anyOf, quoted } from '../document/phrases.ts';
import type { Source as SourceText } from '../document/source.ts';
import type { MapTree, Tree } from '../document/tree.ts';
import { parseYaml } from '../document/yaml.ts';
import { RULEBOOK_NAMES, rulebookNamed } from './catalogue.ts';
import { readForm } from './read-form.ts';
import type { Rulebook } from './rulebook.ts';
import { RULEBOOK_FORM, SOURCE_FORM } from './rulebook-form.ts';
import type { Source } from './sources.ts';

/** A rulebook that can be used, or everything that is wrong with its file, from top to bottom. */
export type RulebookReading =
  | { readonly ok: true; readonly rulebook: Rulebook }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Keys at the head of a rulebook file. */
const HEAD = ['extends', 'name', 'about', 'source'];
const NAME = /^[a-z0-9][a-z0-9.-]{0,63}$/;

/**
 * Reads a user's own rulebook: a map that `extends` a bundled one and gives anew what differs. Lists replace those of
 * the extended one, maps are merged with its own; each row that is given has a source, its own or the file's.
 */
export function rulebookFrom(text: SourceText): RulebookReading {
  const yaml = parseYaml(text);
  if (yaml.tree === undefined) return { ok: false, diagnostics: yaml.diagnostics };
  const { tree } = yaml;
  const { rulebook, problems } = read(tree, text.file);
  const told = problems.map((problem) => locate(tree, problem));
  const diagnostics = [...yaml.diagnostics, ...told].toSorted(
    (a, b) => a.line - b.line || a.column - b.column,
  );
  return diagnostics.length === 0 && rulebook !== undefined
    ? { ok: true, rulebook }
    : { ok: false, diagnostics };
}

interface Draft {
  readonly rulebook: Rulebook | undefined;
  readonly problems: readonly Problem[];
}

function read(tree: Tree, file: string): Draft {
  if (tree.kind !== 'map') {
    return {
      rulebook: undefined,
      problems: [{ code: 'MP951', path: [], message: 'A rulebook is a map of keys, and this is none.' }],
    };
  }
  const problems: Problem[] = [];
  const base = baseOf(tree, problems);
  const words = wordsOf(tree, file, problems);
  const source = sourceOf(tree, problems);
  const reading = { problems, sourceForm: SOURCE_FORM, source };
  const body = { ...tree, entries: new Map([...tree.entries].filter(([key]) => !HEAD.includes(key))) };
  // Without a base everything would be missing: the rest is then read against the default, to tell what else is wrong.
  const extended = base ?? rulebookNamed(RULEBOOK_NAMES[0]!);
  const value = readForm(body, RULEBOOK_FORM, extended, [], reading);
  if (problems.length > 0) return { rulebook: undefined, problems };
  // The form has the properties of a rulebook, each of its type, and nothing is wrong with any.
  const rulebook = {
    ...(value as Rulebook),
    about: `A rulebook of your own that extends ${extended?.name}.`,
    ...words,
  };
  return { rulebook, problems: contradictions(rulebook) };
}

function baseOf({ entries }: MapTree, problems: Problem[]): Rulebook | undefined {
  const named = entries.get('extends')?.value;
  if (named === undefined) {
    problems.push({ code: 'MP952', path: [], message: 'The rulebook does not say what it extends.' });
    return undefined;
  }
  const name = named.kind === 'scalar' ? named.written : '';
  const base = rulebookNamed(name);
  if (base === undefined) {
    const near = didYouMean(name, RULEBOOK_NAMES);
    const help = near === undefined ? `Write ${anyOf(RULEBOOK_NAMES)}.` : `Did you mean "${near}"?`;
    problems.push({
      code: 'MP952',
      path: ['extends'],
      message: `There is no bundled rulebook ${quoted(name)}.`,
      help,
    });
  }
  return base;
}

/** Name and one sentence; the name is by default that of the file. */
function wordsOf(
  { entries }: MapTree,
  file: string,
  problems: Problem[],
): { readonly name: string; readonly about?: string } {
  const given = (key: string): string | undefined => {
    const value = entries.get(key)?.value;
    if (value === undefined || (value.kind === 'scalar' && value.value !== null)) return value?.written;
    problems.push({ code: 'MP955', path: [key], message: 'Expected a text.' });
    return undefined;
  };
  const name = given('name') ?? nameOfFile(file);
  if (!NAME.test(name)) {
    const message = `${quoted(name)} is no name for a rulebook.`;
    problems.push({ code: 'MP959', path: ['name'], message });
  }
  if (RULEBOOK_NAMES.includes(name)) {
    const message = `${quoted(name)} is the name of a bundled rulebook.`;
    problems.push({ code: 'MP959', path: ['name'], message });
  }
  const about = given('about');
  return about === undefined ? { name } : { name, about };
}

function nameOfFile(file: string): string {
  const base = file.replace(/^.*[/\\]/, '').replace(/\.ya?ml$/i, '');
  return base === '-' ? 'own' : base.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-');
}

function sourceOf({ entries }: MapTree, problems: Problem[]): Source | undefined {
  const value = entries.get('source')?.value;
  if (value === undefined) return undefined;
  const reading = { problems, sourceForm: SOURCE_FORM, source: undefined };
  // With a mistake in it the source counts as given, so that rows are not said to have none.
  return readForm(value, SOURCE_FORM, undefined, ['source'], reading) as Source;
}

/** What is well formed and cannot be meant. */
function contradictions({ rates, acceptance, validity, scheduling }: Rulebook): readonly Problem[] {
  const last = rates.at(-1);
  const fitsAll =
    last !== undefined && last.classes === undefined && last.countries === undefined && last.to === undefined;
  const rules = acceptance.map(({ rule }) => rule);
  const twice = rules.findIndex((rule, place) => rules.indexOf(rule) < place);
  return [
    ...(fitsAll ? [] : [{ code: 'MP960', path: ['rates'], message: 'No rate fits every sender.' } as const]),
    ...(twice === -1
      ? []
      : [
          {
            code: 'MP961',
            path: ['acceptance', twice, 'rule'],
            message: `"${rules[twice]}" stands further up already.`,
          } as const,
        ]),
    ...(validity.minimumSeconds <= validity.maximumSeconds ? [] : [upsideDown('validity')]),
    ...(scheduling.minimumSeconds <= scheduling.maximumSeconds ? [] : [upsideDown('scheduling')]),
  ];
}

function upsideDown(key: string): Problem {
  return { code: 'MP962', path: [key], message: 'The minimum is above the maximum.' };
}
