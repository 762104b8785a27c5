import type { Problem } from '../document/diagnostic.ts';
import type { DiagnosticCode } from '../document/diagnostic-codes.ts';
import { flowText } from '../document/flow.ts';
import { type Path, parsePath } from '../document/path.ts';
import { kindOf, quoted } from '../document/phrases.ts';
import type { Span } from '../document/source.ts';
import { type ListTree, nodeAt, type ScalarTree, type Tree } from '../document/tree.ts';
import { whereLost, whyUnreadable } from './changes.ts';
import { type Draws, type RangeMistake, readRange } from './forms/ranges.ts';

/** A value of a scenario that is uncertain. Step 0 is the value as written; others are further away from it. */
export interface Variable extends Draws {
  /** Whether its steps are alternatives without an order of their own. */
  readonly isChoice: boolean;
  /** As in `vary`: `traffic[0].arrivals.batch`. */
  readonly path: string;
  /** What may stand there, as declared. */
  readonly declared: string;
  /** Where the written value stands. */
  readonly span: Span;
}

/** What `vary` says, and what is wrong with the rest of it. */
export interface Variables {
  readonly variables: readonly Variable[];
  readonly problems: readonly Problem[];
}

/** Reads `vary` of a document; of a malformed one nothing, as its shape is told elsewhere. */
export function variablesOf(tree: Tree): Variables {
  const vary = nodeAt(tree, ['vary']);
  const variables: Variable[] = [];
  const problems: Problem[] = [];
  for (const [key, { value }] of vary?.kind === 'map' ? vary.entries : []) {
    if (value.kind !== 'list' && (value.kind !== 'scalar' || value.value === null)) continue;
    const found = variableAt(tree, key, value);
    if ('code' in found) problems.push(found);
    else if (variables.some(({ span }) => overlap(span, found.span))) problems.push(twice(key));
    else variables.push(found);
  }
  return { variables, problems };
}

/** Keys of which nothing is uncertain. */
const CERTAIN: readonly unknown[] = ['expect', 'vary', 'name'];

function variableAt(tree: Tree, key: string, declared: ListTree | ScalarTree): Variable | Problem {
  const at: Path = ['vary', key];
  const path = parsePath(key);
  if (path === undefined) return { code: 'MP370', path: at, at: 'key', ...whyUnreadable(tree, key) };
  const node = nodeAt(tree, path);
  if (node === undefined) return { code: 'MP370', path: at, at: 'key', ...whereLost(tree, path, false) };
  if (CERTAIN.includes(path[0]))
    return { code: 'MP375', path: at, at: 'key', message: `${quoted(String(path[0]))} does not vary.` };
  const common = { path: key, declared: flowText(declared), span: node.span };
  if (declared.kind === 'list') return { ...common, isChoice: true, ...choiceOf(node, declared) };
  if (node.kind !== 'scalar')
    return { code: 'MP374', path: at, message: `${key} is ${kindOf(node)}, so it has no range.` };
  const range = readRange(node.written, declared.written);
  if (range.ok) return { ...common, isChoice: false, ...range.draws };
  const code = CODES[range.mistake];
  return { code, path: at, message: `${rangeMessage(range.mistake, key, node, declared)}: ${range.why}.` };
}

const CODES: Readonly<Record<RangeMistake, DiagnosticCode>> = {
  'no scale': 'MP374',
  'not such a range': 'MP371',
  'upside down': 'MP372',
  outside: 'MP373',
};

function rangeMessage(mistake: RangeMistake, key: string, node: ScalarTree, declared: ScalarTree): string {
  const range = quoted(declared.written);
  switch (mistake) {
    case 'no scale':
      return `${key} is ${kindOf(node)}, which has no range`;
    case 'not such a range':
      return `${range} is not a range for ${key}`;
    case 'upside down':
      return `The range ${range} is empty`;
    case 'outside':
      return `The range ${range} leaves out what is written at ${key}`;
  }
}

/** The alternatives in their order, after what is written. */
function choiceOf(node: Tree, { items }: ListTree): Draws {
  const texts = [node, ...items].map(flowText);
  return { down: 0, up: items.length, at: (steps) => texts[steps]! };
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function twice(key: string): Problem {
  const message = `${key} is a part of another value that varies, or the same.`;
  return { code: 'MP376', path: ['vary', key], at: 'key', message };
}

/** Which ends and alternatives make a scenario that cannot be read; `mistakeOf` tells what is then wrong, if anything. */
export function* impossibleValues(
  variables: readonly Variable[],
  mistakeOf: (steps: readonly number[]) => { readonly message: string; readonly help: string } | undefined,
): Iterable<Problem> {
  for (const [place, { path, isChoice, down, up, at }] of variables.entries()) {
    const tried = isChoice ? Array.from({ length: up }, (_, index) => index + 1) : [down, up];
    for (const step of tried.filter((steps) => steps !== 0)) {
      const mistake = mistakeOf(variables.map((_, other) => (other === place ? step : 0)));
      if (mistake === undefined) continue;
      const message = `With ${at(step)} at ${path} there is a mistake: ${mistake.message}`;
      yield {
        code: 'MP377',
        path: ['vary', path, ...(isChoice ? [step - 1] : [])],
        message,
        help: mistake.help,
      };
    }
  }
}
