import { type Diagnostic, diagnosticAt, locate, type Problem } from '../../document/diagnostic.ts';
import type { DiagnosticCode } from '../../document/diagnostic-codes.ts';
import { besideFile, CSV_BYTES_MAX, type FileProblem, type Files } from '../../document/files.ts';
import type { Path } from '../../document/path.ts';
import { sentences } from '../../document/phrases.ts';
import { type Source, spanOfLine } from '../../document/source.ts';
import type { Tree } from '../../document/tree.ts';
import { type CsvFault, parseCsvColumn } from '../forms/csv.ts';
import { traceOf } from '../forms/traces.ts';
import type { CsvColumn, Scenario } from '../scenario.ts';
import { type Context, entriesOf, valuesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { isList } from './sender-names.ts';

/** A file that a scenario names: the path as written, where, and the column that is wanted; none: a trace. */
interface NamedFile {
  readonly named: string;
  readonly path: Path;
  readonly column: { readonly name: string; readonly path: Path } | undefined;
}

/** Texts of the files that a scenario names, by the path as written, and what is wrong with them. */
export interface FilesReading {
  readonly texts: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and checks every file that a scenario names; each path is seen from the folder of the scenario. */
export function readNamedFiles(
  root: Tree,
  scenarioFile: string,
  files: Files,
  context: Context,
): FilesReading {
  const named = [...namedFiles(context.draft)];
  const found: [path: string, text: string][] = [];
  const failures = new Map<string, Omit<Problem, 'path'>>();
  for (const name of new Set(named.map((file) => file.named))) {
    const reading = files.read(besideFile(scenarioFile, name), CSV_BYTES_MAX);
    if (reading.ok) found.push([name, reading.text]);
    else failures.set(name, fileProblem(name, reading.problem, reading.detail, 'the folder of the scenario'));
  }
  // Unlike an assignment, this takes any path for a key, `__proto__` included.
  const texts: Readonly<Record<string, string>> = Object.fromEntries(found);
  const diagnostics = named.flatMap((file) => {
    const failure = failures.get(file.named);
    if (failure !== undefined) return [locate(root, { ...failure, path: file.path })];
    const source = { file: besideFile(scenarioFile, file.named), text: texts[file.named]! };
    return file.column === undefined
      ? checkTrace(file, source, texts, context)
      : checkColumn(file, source, root);
  });
  return { texts, diagnostics };
}

const FILE_CODES: Readonly<Record<FileProblem, DiagnosticCode>> = {
  missing: 'MP101',
  directory: 'MP102',
  unreadable: 'MP103',
  'too-large': 'MP104',
  'not-text': 'MP105',
};

/** Why a file could not be read. `seenFrom`: the folder that its path is relative to. */
export function fileProblem(
  file: string,
  problem: FileProblem,
  detail: string | undefined,
  seenFrom: string,
): Omit<Problem, 'path'> {
  const messages: Readonly<Record<FileProblem, string>> = {
    missing: `There is no file "${file}", seen from ${seenFrom}`,
    directory: `"${file}" is a folder`,
    unreadable: `"${file}" cannot be read`,
    'too-large': `"${file}" is too large`,
    'not-text': `"${file}" is not a text file`,
  };
  const why = detail === undefined ? '' : `: ${detail}`;
  return { code: FILE_CODES[problem], message: `${messages[problem]}${why}.` };
}

function* namedFiles(draft: Draft<Scenario>): Iterable<NamedFile> {
  for (const [stream, path] of entriesOf(draft.traffic, ['traffic'])) {
    const { to, body, arrivals } = stream;
    if (to !== undefined && !isList(to) && 'csv' in to) yield* columnIn(to, [...path, 'to']);
    const bodies =
      typeof body === 'object' && isList(body)
        ? entriesOf(body, [...path, 'body'])
        : [[body, [...path, 'body']] as const];
    for (const [variant, at] of bodies) {
      const fields = typeof variant === 'object' && 'fields' in variant ? variant.fields : undefined;
      for (const [, values, place] of valuesOf(fields, [...at, 'fields'])) {
        if (!isList(values)) yield* columnIn(values, place);
      }
    }
    if (arrivals === undefined) continue;
    for (const [phase, at] of isList(arrivals)
      ? entriesOf(arrivals, [...path, 'arrivals'])
      : [[arrivals, [...path, 'arrivals']] as const]) {
      if ('trace' in phase && phase.trace !== undefined)
        yield { named: phase.trace, path: [...at, 'trace'], column: undefined };
    }
  }
}

/** The file of a CSV column; a country share map has no such texts. */
function* columnIn(column: Draft<CsvColumn> | object, path: Path): Iterable<NamedFile> {
  const { csv, column: name } = column as Draft<CsvColumn>;
  if (csv !== undefined && name !== undefined)
    yield { named: csv, path: [...path, 'csv'], column: { name, path: [...path, 'column'] } };
}

function checkColumn({ column }: NamedFile, source: Source, root: Tree): Diagnostic[] {
  const reading = parseCsvColumn(source.text, column!.name);
  if (reading.ok) return [];
  const { path } = column!;
  const problem = { code: FAULT_CODES[reading.about], path, ...sentences(reading.why) };
  if (reading.about === 'header') return [locate(root, { ...problem, code: 'MP701' })];
  return [diagnosticAt(spanOfLine(source, reading.line), problem)];
}

const FAULT_CODES: Readonly<Record<CsvFault, DiagnosticCode>> = {
  form: 'MP702',
  rows: 'MP703',
  value: 'MP704',
  header: 'MP705',
};

/** A service picks the sender: rows cannot. */
function traceSendersProblems(path: Path, source: Source, { draft, serviceIds }: Context): Diagnostic[] {
  // Of the path traffic[n].arrivals...
  const from = draft.traffic?.[Number(path[1])]?.from;
  if (typeof from !== 'string' || serviceIds?.includes(from) !== true) return [];
  const message = `The trace names senders, and its stream sends through the messaging service "${from}".`;
  return [diagnosticAt(spanOfLine(source, 1), { code: 'MP434', path, message })];
}

function checkTrace(
  { path, named }: NamedFile,
  source: Source,
  texts: Readonly<Record<string, string>>,
  context: Context,
): Diagnostic[] {
  // With a start that cannot be read, every date in the trace would be told as a mistake of its own.
  if (context.startWritten && context.anchor === undefined) return [];
  const reading = traceOf(texts, named, context.anchor);
  if (reading.ok) return reading.trace.from === undefined ? [] : traceSendersProblems(path, source, context);
  return reading.problems.map(({ line, about, why }, index) => {
    const isLast = index === reading.problems.length - 1;
    const more = isLast && reading.more > 0 ? ` (${reading.more} more lines are broken.)` : '';
    const { message, help } = sentences(why);
    return diagnosticAt(spanOfLine(source, line), {
      code: FAULT_CODES[about],
      path,
      message: message + more,
      help,
    });
  });
}
