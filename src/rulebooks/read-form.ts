import type { Problem } from '../document/diagnostic.ts';
import { didYouMean } from '../document/did-you-mean.ts';
import type { Path } from '../document/path.ts';
import { anyOf, kindOf, quoted } from '../document/phrases.ts';
import type { MapTree, ScalarTree, Tree } from '../document/tree.ts';
import { type Form, fileKey, type GroupForm } from './form.ts';
import type { Source } from './sources.ts';

/** What is read goes here: mistakes, and the source of rows that name none. */
export interface FormReading {
  readonly problems: Problem[];
  /** Reads a source. */
  readonly sourceForm: Form;
  /** Undefined: the file has no source of its own. */
  readonly source: Source | undefined;
}

/**
 * Reads a value by its form. Maps of known keys, and maps of the author's keys, take over from `base` what they leave
 * out; all else replaces it. What is wrong is undefined in the value and told once.
 */
export function readForm(tree: Tree, form: Form, base: unknown, path: Path, reading: FormReading): unknown {
  if (tree.kind === 'broken') return undefined;
  switch (form.kind) {
    case 'group':
      return tree.kind === 'map'
        ? readGroup(tree, form, base, path, reading)
        : wrong(tree, form.what, path, reading);
    case 'record':
      return tree.kind === 'map'
        ? readRecord(tree, form.of, base, path, reading)
        : wrong(tree, 'a map', path, reading);
    case 'list':
      if (tree.kind !== 'list') return wrong(tree, 'a list', path, reading);
      return tree.items.map((item, place) => readForm(item, form.of, undefined, [...path, place], reading));
    case 'or':
      if (tree.kind === 'scalar' && tree.value === form.word) return form.value;
      return readForm(tree, form.form, base, path, reading);
    default:
      return tree.kind === 'scalar'
        ? readScalar(tree, form, path, reading)
        : wrong(tree, whatOf(form), path, reading);
  }
}

function wrong(tree: Tree, what: string, path: Path, { problems }: FormReading): undefined {
  const empty = tree.kind === 'scalar' && tree.value === null;
  problems.push(
    empty
      ? { code: 'MP956', path, message: `There is no value; here stands ${what}.` }
      : { code: 'MP955', path, message: `Expected ${what}, not ${kindOf(tree)}.` },
  );
  return undefined;
}

function readGroup(tree: MapTree, form: GroupForm, base: unknown, path: Path, reading: FormReading): unknown {
  const values = new Map<string, unknown>(Object.entries(base ?? {}));
  const fields = propertiesOf(form, reading);
  for (const [key, { value }] of tree.entries) {
    const field = fields.get(key);
    if (field === undefined) reading.problems.push(unknownKey(key, fields.keys(), form, path));
    else values.set(field.property, readField(value, field, values, [...path, key], reading));
  }
  for (const [key, { property, isOptional }] of fields) {
    if (isOptional || values.has(property) || nearestTo(key, tree, fields)) continue;
    reading.problems.push({ code: 'MP954', path, message: `"${key}" is missing in ${form.what}.` });
  }
  if (form.isCited) cite(tree, form, values, path, reading);
  return Object.fromEntries(values);
}

interface FieldOfFile {
  readonly property: string;
  readonly form: Form;
  readonly isOptional: boolean;
}

function propertiesOf(form: GroupForm, { sourceForm }: FormReading): ReadonlyMap<string, FieldOfFile> {
  const own = Object.entries(form.fields).map(
    ([property, field]) => [fileKey(property), { property, ...field }] as const,
  );
  const citation = [
    ['source', { property: 'source', form: sourceForm, isOptional: true }],
    ['note', { property: 'note', form: { kind: 'text' }, isOptional: true }],
  ] as const;
  return new Map<string, FieldOfFile>([...own, ...(form.isCited ? citation : [])]);
}

/** A source of a row stands for itself: it takes nothing over. */
function readField(
  value: Tree,
  { property, form }: FieldOfFile,
  values: ReadonlyMap<string, unknown>,
  path: Path,
  reading: FormReading,
): unknown {
  return readForm(value, form, property === 'source' ? undefined : values.get(property), path, reading);
}

/** What is changed is no longer what the old source says. */
function cite(
  tree: MapTree,
  form: GroupForm,
  values: Map<string, unknown>,
  path: Path,
  { source, problems }: FormReading,
): void {
  if (tree.entries.has('source')) return;
  if (source !== undefined) values.set('source', source);
  else
    problems.push({ code: 'MP957', path, message: `Where does ${form.what} come from? It has no source.` });
}

function unknownKey(key: string, known: Iterable<string>, form: GroupForm, path: Path): Problem {
  const words = [...known];
  const near = didYouMean(key, words);
  return {
    code: 'MP953',
    path: [...path, key],
    at: 'key',
    message: `${quoted(key)} is no key of ${form.what}.`,
    help: near === undefined ? `Known are ${words.join(', ')}.` : `Did you mean "${near}"?`,
  };
}

/** Whether an unknown key of the file was probably meant to be this one: it is not said to be missing as well. */
function nearestTo(key: string, { entries }: MapTree, fields: ReadonlyMap<string, FieldOfFile>): boolean {
  return [...entries.keys()].some((given) => !fields.has(given) && didYouMean(given, fields.keys()) === key);
}

function readRecord(tree: MapTree, of: Form, base: unknown, path: Path, reading: FormReading): unknown {
  const values = new Map<string, unknown>(Object.entries(base ?? {}));
  for (const [key, { value }] of tree.entries) {
    values.set(key, readForm(value, of, values.get(key), [...path, key], reading));
  }
  return Object.fromEntries(values);
}

type LeafForm = Exclude<Form, { readonly kind: 'group' | 'record' | 'list' | 'or' }>;

function readScalar(tree: ScalarTree, form: LeafForm, path: Path, reading: FormReading): unknown {
  const value = leafValue(tree, form);
  if (value !== undefined) return value;
  if (tree.value === null) return wrong(tree, whatOf(form), path, reading);
  reading.problems.push({ path, ...leafProblem(tree, form) });
  return undefined;
}

const PRICE = /^\d{1,6}(?:\.\d{1,9})?$/;

function leafValue({ value, written }: ScalarTree, form: LeafForm): unknown {
  switch (form.kind) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number' ? written : undefined;
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
    case 'price':
      return PRICE.test(written) ? written : undefined;
    case 'number':
      return typeof value === 'number' && isNumberOf(value, form) ? value : undefined;
    case 'word':
      return form.words.includes(written) ? written : undefined;
    case 'known':
      return form.isKnown(written) ? written : undefined;
  }
}

/** Rates are kept exactly, so they have six decimals at the most. */
function isNumberOf(value: number, { min, max, isWhole }: Extract<Form, { kind: 'number' }>): boolean {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return value >= min && value <= max && (isWhole ? Number.isInteger(value) : decimals <= 6);
}

function leafProblem(tree: ScalarTree, form: LeafForm): Omit<Problem, 'path'> {
  if (form.kind === 'word') {
    const near = didYouMean(tree.written, form.words);
    return {
      code: 'MP958',
      message: `There is no ${form.what} ${quoted(tree.written)}.`,
      help: near === undefined ? `Write ${anyOf(form.words)}.` : `Did you mean "${near}"?`,
    };
  }
  if (form.kind === 'known') {
    const help = `Write a ${form.what} such as ${form.example}.`;
    return { code: 'MP958', message: `There is no ${form.what} ${quoted(tree.written)}.`, help };
  }
  return { code: 'MP955', message: `Expected ${whatOf(form)}, not ${kindOf(tree)}.` };
}

function whatOf(form: LeafForm): string {
  switch (form.kind) {
    case 'text':
      return 'a text';
    case 'flag':
      return 'true or false';
    case 'price':
      return 'a price such as 0.0075';
    case 'number':
      return form.isWhole
        ? `a whole number from ${form.min} to ${form.max}`
        : `a number above 0 with six decimals at the most`;
    case 'word':
    case 'known':
      return `a ${form.what}`;
  }
}
