import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { type Diagnostic, diagnosticAt, type Problem } from './diagnostic.ts';
import type { Path } from './path.ts';
import type { Source, Span } from './source.ts';
import type { ListTree, MapEntry, Tree } from './tree.ts';
import { syntaxDiagnostic } from './yaml-syntax.ts';

/** Values that a document may hold, those that its aliases repeat included. */
const NODES_MAX = 250_000;
/** Maps and lists inside one another. */
const DEPTH_MAX = 50;

/** A tree, if there is one, and what is wrong; a duplicate key, say, leaves the tree usable for further checks. */
export interface YamlReading {
  readonly tree: Tree | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads YAML 1.2 (core schema, no merge keys, one document): a value with the places where its parts stand. */
export function parseYaml(source: Source): YamlReading {
  const documents = documentsOf(source);
  const [first, second] = documents;
  if (first === undefined || first.contents === null)
    return { tree: undefined, diagnostics: [emptyAt(source)] };
  const syntax = syntaxProblems(source, documents);
  if (syntax.length > 0) return { tree: undefined, diagnostics: syntax };
  if (second !== undefined) return { tree: undefined, diagnostics: [secondDocumentAt(source, second)] };
  const warnings = first.warnings.map((warning) => syntaxDiagnostic(source, warning, undefined));
  const builder: Builder = {
    source,
    anchors: new Map(),
    open: new Set(),
    nodes: 0,
    diagnostics: warnings,
    alias: undefined,
    limit: undefined,
  };
  // A document that has contents has a parsed node there.
  const tree = build(builder, first.contents as Node, []);
  const { limit, diagnostics } = builder;
  if (limit === undefined) return { tree, diagnostics };
  return { tree: undefined, diagnostics: [diagnosticAt(spanOf(builder, limit.node), limitProblem(limit))] };
}

function documentsOf({ text }: Source): readonly Document[] {
  const documents = parseAllDocuments(text, {
    prettyErrors: false,
    uniqueKeys: false,
    version: '1.2',
    logLevel: 'error',
  });
  // An empty text gives an empty list with an extra property.
  return [...documents] as Document[];
}

function emptyAt(source: Source): Diagnostic {
  const span = { source, start: 0, end: 0 };
  return diagnosticAt(span, { code: 'MP106', path: [], message: 'The file has no content.' });
}

function secondDocumentAt(source: Source, second: Document): Diagnostic {
  const at = source.text.lastIndexOf('---', second.range?.[0] ?? 0);
  const span = { source, start: Math.max(0, at), end: Math.max(0, at) + 3 };
  return diagnosticAt(span, {
    code: 'MP113',
    path: [],
    message: 'A second document begins here; a scenario is one.',
  });
}

/** One error a line: the parser often stumbles twice over one mistake. */
function syntaxProblems(source: Source, documents: readonly Document[]): Diagnostic[] {
  const diagnostics = documents.flatMap((document) =>
    document.errors.map((error) => syntaxDiagnostic(source, error, openingBefore(source, document, error))),
  );
  return diagnostics.filter(({ line }, index) => index === 0 || line > diagnostics[index - 1]!.line + 1);
}

/** Where the innermost quote, bracket or brace around an error opens: the parser notices only at its end. */
function openingBefore({ text }: Source, document: Document, { pos }: YAMLError): number | undefined {
  let opening: number | undefined;
  visit(document, {
    Node(_key, node) {
      const [start, end] = node.range ?? [Infinity, 0];
      const opens = '"\'[{'.includes(text[start] ?? ' ');
      if (opens && start <= pos[0] && end >= pos[0] - 1) opening = start;
    },
  });
  return opening;
}

interface Builder {
  readonly source: Source;
  readonly anchors: Map<string, Node>;
  /** Nodes that are being built: an alias to one of them would never end. */
  readonly open: Set<Node>;
  readonly diagnostics: Diagnostic[];
  nodes: number;
  /** The outermost alias that is being written out. */
  alias: Node | undefined;
  /** The first limit that was passed: then the tree is not worth checking. */
  limit: Limit | undefined;
}

interface Limit {
  readonly node: Node;
  readonly isTooLarge: boolean;
}

function build(builder: Builder, node: Node, path: Path): Tree {
  builder.nodes += 1;
  const isTooLarge = builder.nodes > NODES_MAX;
  if (isTooLarge || path.length >= DEPTH_MAX) {
    builder.limit ??= { node: builder.alias ?? node, isTooLarge };
    return brokenAt(builder, node);
  }
  if (isAlias(node)) return buildAlias(builder, node, path);
  if (node.anchor !== undefined) builder.anchors.set(node.anchor, node);
  builder.open.add(node);
  const tree = buildValue(builder, node, path);
  builder.open.delete(node);
  return tree;
}

function limitProblem({ isTooLarge }: Limit): Problem {
  const message = isTooLarge
    ? `The document has more than ${NODES_MAX} values, with those that its aliases repeat.`
    : `Maps and lists stand more than ${DEPTH_MAX} deep in one another.`;
  return { code: isTooLarge ? 'MP116' : 'MP124', path: [], message };
}

function buildValue(builder: Builder, node: Node, path: Path): Tree {
  if (isMap(node)) return buildMap(builder, node, path);
  const span = spanOf(builder, node);
  if (isSeq(node)) {
    // The items of a parsed sequence are nodes, or pairs only under tags that the core schema lacks.
    const items = (node.items as Node[]).map((item, place) => build(builder, item, [...path, place]));
    return { kind: 'list', span, items } satisfies ListTree;
  }
  return isScalar(node) ? buildScalar(node, span) : nothingAt(span);
}

function buildScalar(node: Scalar, span: Span): Tree {
  const { value } = node;
  const isPlain = value === null || typeof value === 'number' || typeof value === 'boolean';
  const written = isPlain ? (node.source ?? '') : String(value);
  return { kind: 'scalar', span, value: isPlain ? value : String(value), written };
}

function buildAlias(builder: Builder, node: Node & { source: string }, path: Path): Tree {
  const target = builder.anchors.get(node.source);
  if (target === undefined) {
    complain(builder, node, {
      code: 'MP115',
      path,
      message: `The alias *${node.source} has no anchor &${node.source} above it.`,
    });
    return brokenAt(builder, node);
  }
  if (builder.open.has(target)) {
    complain(builder, node, {
      code: 'MP116',
      path,
      message: `The alias *${node.source} stands inside what it repeats, so it would never end.`,
    });
    return brokenAt(builder, node);
  }
  const isOutermost = builder.alias === undefined;
  if (isOutermost) builder.alias = node;
  const tree = build(builder, target, path);
  if (isOutermost) builder.alias = undefined;
  // Shown where it is used, not where it was first written.
  return { ...tree, span: spanOf(builder, node) };
}

function buildMap(builder: Builder, node: YAMLMap, path: Path): Tree {
  const entries = new Map<string, MapEntry>();
  // The parser gives pairs of nodes; a value that was left out is null.
  const pairs = node.items as Pair<Node | null, Node | null>[];
  const keys = pairs.map((pair) => keyOf(builder, pair, path));
  // Whatever such a key was to bring is missing, so what is left would be judged wrongly.
  if (path.length > 0 && keys.includes(undefined)) return brokenAt(builder, node);
  for (const [place, key] of keys.entries()) {
    const pair = pairs[place]!;
    if (key === undefined || pair.key === null) continue;
    const keySpan = spanOf(builder, pair.key);
    const value =
      pair.value === null
        ? nothingAt({ ...keySpan, start: keySpan.end })
        : build(builder, pair.value, [...path, key]);
    if (!entries.has(key)) entries.set(key, { keySpan, value });
    else {
      const message = `The key "${key}" stands here a second time; each key may stand once.`;
      complain(builder, pair.key, { code: 'MP111', path: [...path, key], message });
    }
  }
  return { kind: 'map', span: spanOf(builder, node), entries };
}

/** The text of a key; undefined, with a diagnostic, where it is none. */
function keyOf(builder: Builder, { key }: Pair<Node | null, unknown>, path: Path): string | undefined {
  if (key === null || !isScalar(key) || key.value === null) {
    const at = key ?? undefined;
    complain(builder, at, {
      code: 'MP120',
      path,
      message: 'A key must be a word or a number, not a list, a map or nothing.',
    });
    return undefined;
  }
  const text = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
  if (text !== '<<' || key.type !== 'PLAIN') return text;
  complain(builder, key, { code: 'MP117', path, message: 'Merge keys (<<) are not part of YAML 1.2.' });
  return undefined;
}

function spanOf({ source }: Builder, node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return { source, start, end };
}

function brokenAt(builder: Builder, node: Node): Tree {
  return { kind: 'broken', span: spanOf(builder, node) };
}

function nothingAt(span: Span): Tree {
  return { kind: 'scalar', span, value: null, written: '' };
}

function complain(builder: Builder, node: Node | undefined, problem: Problem): void {
  const { source } = builder;
  builder.diagnostics.push(
    diagnosticAt(node === undefined ? { source, start: 0, end: 0 } : spanOf(builder, node), problem),
  );
}
