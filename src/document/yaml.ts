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
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { type Diagnostic, diagnosticAt, type Problem } from './diagnostic.ts';
import type { DiagnosticCode } from './diagnostic-codes.ts';
import type { Path } from './path.ts';
import type { Source, Span } from './source.ts';
import type { ListTree, MapEntry, MapTree, Tree } from './tree.ts';

/** Values that a document may hold, those that its aliases repeat included. */
const NODES_MAX = 100_000;
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
  const syntax = syntaxProblems(
    source,
    documents.flatMap((document) => document.errors),
  );
  if (syntax.length > 0) return { tree: undefined, diagnostics: syntax };
  if (second !== undefined) return { tree: undefined, diagnostics: [secondDocumentAt(source, second)] };
  const warnings = first.warnings.map((warning) => syntaxProblem(source, warning));
  const builder: Builder = { source, anchors: new Map(), open: new Set(), nodes: 0, diagnostics: warnings };
  // A document that has contents has a parsed node there.
  const tree = build(builder, first.contents as Node, []);
  return { tree, diagnostics: builder.diagnostics };
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

/** What each error of the parser is to the user; any other is MP110. */
const SYNTAX_CODES: Readonly<Record<string, DiagnosticCode>> = {
  TAB_AS_INDENT: 'MP112',
  MISSING_CHAR: 'MP118',
  BAD_INDENT: 'MP119',
  MULTILINE_IMPLICIT_KEY: 'MP119',
  BLOCK_AS_IMPLICIT_KEY: 'MP122',
  TAG_RESOLVE_FAILED: 'MP121',
  BAD_DQ_ESCAPE: 'MP123',
  BAD_SCALAR_START: 'MP125',
};

/** One error a line: the parser often stumbles twice over one mistake. */
function syntaxProblems(source: Source, errors: readonly YAMLError[]): Diagnostic[] {
  const diagnostics = errors.map((error) => syntaxProblem(source, error));
  return diagnostics.filter(({ line }, index) => index === 0 || line > diagnostics[index - 1]!.line + 1);
}

function syntaxProblem(source: Source, { code, message, pos }: YAMLError): Diagnostic {
  const unclosed = code === 'BAD_INDENT' && message.startsWith('Flow');
  const tab = source.text.slice(pos[0], pos[1]).includes('\t');
  const ours = unclosed ? 'MP118' : tab ? 'MP112' : (SYNTAX_CODES[code] ?? 'MP110');
  const start = Math.min(pos[0], source.text.length);
  return diagnosticAt(
    { source, start, end: Math.max(pos[1], start) },
    {
      code: ours,
      path: [],
      message: ours === 'MP112' ? 'A tab stands in the indentation; YAML takes only spaces.' : `${message}.`,
    },
  );
}

interface Builder {
  readonly source: Source;
  readonly anchors: Map<string, Node>;
  /** Nodes that are being built: an alias to one of them would never end. */
  readonly open: Set<Node>;
  readonly diagnostics: Diagnostic[];
  nodes: number;
}

function build(builder: Builder, node: Node, path: Path): Tree {
  builder.nodes += 1;
  if (builder.nodes === NODES_MAX + 1) {
    complain(builder, node, {
      code: 'MP116',
      path: [],
      message: `The document has more than ${NODES_MAX} values, with those that its aliases repeat.`,
    });
  }
  if (path.length === DEPTH_MAX) {
    complain(builder, node, {
      code: 'MP124',
      path,
      message: `Maps and lists stand more than ${DEPTH_MAX} deep in one another.`,
    });
  }
  if (builder.nodes > NODES_MAX || path.length >= DEPTH_MAX) return nothingAt(spanOf(builder, node));
  if (isAlias(node)) return buildAlias(builder, node, path);
  if (node.anchor !== undefined) builder.anchors.set(node.anchor, node);
  builder.open.add(node);
  const tree = buildValue(builder, node, path);
  builder.open.delete(node);
  return tree;
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
    return nothingAt(spanOf(builder, node));
  }
  if (builder.open.has(target)) {
    complain(builder, node, {
      code: 'MP116',
      path,
      message: `The alias *${node.source} stands inside what it repeats, so it would never end.`,
    });
    return nothingAt(spanOf(builder, node));
  }
  // Shown where it is used, not where it was first written.
  return { ...build(builder, target, path), span: spanOf(builder, node) };
}

function buildMap(builder: Builder, node: YAMLMap, path: Path): MapTree {
  const entries = new Map<string, MapEntry>();
  // The parser gives pairs of nodes; a value that was left out is null.
  for (const pair of node.items as Pair<Node | null, Node | null>[]) {
    const key = keyOf(builder, pair, path);
    if (key === undefined) continue;
    const keySpan = spanOf(builder, pair.key!);
    const value =
      pair.value === null
        ? nothingAt({ ...keySpan, start: keySpan.end })
        : build(builder, pair.value, [...path, key]);
    if (entries.has(key)) {
      complain(builder, pair.key!, {
        code: 'MP111',
        path: [...path, key],
        message: `The key "${key}" stands here a second time; each key may stand once.`,
      });
    } else {
      entries.set(key, { keySpan, value });
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

function nothingAt(span: Span): Tree {
  return { kind: 'scalar', span, value: null, written: '' };
}

function complain(builder: Builder, node: Node | undefined, problem: Problem): void {
  const { source } = builder;
  builder.diagnostics.push(
    diagnosticAt(node === undefined ? { source, start: 0, end: 0 } : spanOf(builder, node), problem),
  );
}
