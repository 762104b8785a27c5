import { type Diagnostic, diagnosticAt, locate } from '../document/diagnostic.ts';
import type { FileReading, Files } from '../document/files.ts';
import { quoted } from '../document/phrases.ts';
import type { Span } from '../document/source.ts';
import { type MapEntry, type Tree, withNode } from '../document/tree.ts';
import type { Change } from './changes.ts';
import { type Reading, readScenario, readScenarioText } from './read.ts';
import type { Scenario } from './scenario.ts';
import { type Sweep, type SweepOverrides, sweepOf } from './sweep.ts';
import { excludedCells, impossibleCells } from './swept-cells.ts';
import { textWithout } from './varied-text.ts';

export type { Sweep, SweepOverrides };

/** What a sweep runs: the text of a scenario and of every file that any of its cells names. */
export interface ScenarioDocument {
  /** Names it in diagnostics, and is what the paths in it are relative to. */
  readonly file: string;
  readonly text: string;
  /** By path. */
  readonly files: Readonly<Record<string, string>>;
}

/** A scenario with its sweep. */
export interface SweptScenario {
  readonly scenario: Scenario;
  /** Undefined: neither the scenario nor the command line says what to sweep. */
  readonly sweep: Sweep | undefined;
  readonly warnings: readonly Diagnostic[];
  /** What the runs of its cells depend on: the text without what only sweeps and searches read. */
  readonly content: string;
  /** What is wrong with some cells, by the values of their paths; reads each of them. */
  readonly mistakesIn: (cells: Iterable<readonly string[]>) => readonly Diagnostic[];
  /** The scenario with all files that were read so far. */
  readonly document: () => ScenarioDocument;
}

/** A sweep that can be run, or everything that is wrong with it. */
export type SweepReading =
  | { readonly ok: true; readonly swept: SweptScenario }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** What the command line says of a sweep; `vary`: `PATH=VALUES`, in place of what the scenario sweeps. */
export interface SweepRequest extends SweepOverrides {
  readonly vary?: readonly string[] | undefined;
}

/** Reads a scenario and its sweep, and tells every mistake of both. */
export function readSweep(
  path: string,
  files: Files,
  { vary = [], ...overrides }: SweepRequest = {},
): SweepReading {
  const texts: Record<string, string> = {};
  const kept = keeping(path, files, texts);
  const reading: Reading = readScenario(path, kept);
  if (!reading.ok) return reading;
  const { scenario, text, warnings } = reading;
  const { tree, diagnostics } = withVary(reading.tree, vary);
  const { sweep, problems } = sweepOf(tree, overrides);
  const read = (changes: readonly Change[]): Reading => readScenarioText(path, text, kept, changes);
  // What the scenario itself sweeps was tried when it was read.
  const impossible = sweep === undefined || vary.length === 0 ? [] : [...impossibleCells(sweep, read)];
  const told = [...problems, ...impossible].map((problem) => locate(tree, problem));
  if (diagnostics.length + told.length > 0)
    return { ok: false, diagnostics: [...warnings, ...diagnostics, ...told] };
  return {
    ok: true,
    swept: {
      scenario,
      sweep,
      warnings,
      content: textWithout(reading.tree, ['vary', 'sweep']),
      mistakesIn: (cells) =>
        sweep === undefined
          ? []
          : [...excludedCells(sweep, cells, read)].map((problem) => locate(tree, problem)),
      document: () => ({ file: path, text, files: { ...texts } }),
    },
  };
}

/** The scenario of a cell, from the document alone. */
export function readCell({ file, text, files }: ScenarioDocument, changes: readonly Change[]): Reading {
  return readScenarioText(file, text, filesOf(files), changes);
}

function filesOf(texts: Readonly<Record<string, string>>): Files {
  return {
    read: (path) =>
      Object.hasOwn(texts, path) ? { ok: true, text: texts[path]! } : { ok: false, problem: 'missing' },
  };
}

/** The same files; what is read of them, but for the scenario, is kept. Each is read once, so that all cells see one text. */
function keeping(scenario: string, files: Files, texts: Record<string, string>): Files {
  const readings = new Map<string, FileReading>();
  return {
    read(path, maxBytes) {
      const known = readings.get(path) ?? files.read(path, maxBytes);
      readings.set(path, known);
      if (known.ok && path !== scenario) texts[path] = known.text;
      return known;
    },
  };
}

/** The name under which diagnostics show what the command line sweeps. */
const VARY_FILE = '--vary';

/** The document as if its sweep said what the command line says; as it is where that says nothing. */
function withVary(
  tree: Tree,
  vary: readonly string[],
): { readonly tree: Tree; readonly diagnostics: readonly Diagnostic[] } {
  if (vary.length === 0) return { tree, diagnostics: [] };
  const entries = new Map<string, MapEntry>();
  const diagnostics: Diagnostic[] = [];
  for (const text of vary) {
    const entry = entryOf(text);
    const path = text.slice(0, text.indexOf('=')).trim();
    if (entry === undefined) diagnostics.push(mistaken(text, 'MP391', `${quoted(text)} is not PATH=VALUES.`));
    else if (entries.has(path))
      diagnostics.push(mistaken(text, 'MP398', `${path} is swept by another --vary.`));
    else entries.set(path, entry);
  }
  const span = spanOf(vary.join(' '));
  return { tree: withNode(tree, ['sweep', 'vary'], { kind: 'map', span, entries }, span)!, diagnostics };
}

/** One `PATH=VALUES`. */
function entryOf(text: string): MapEntry | undefined {
  const cut = text.indexOf('=');
  const written = text.slice(cut + 1).trim();
  if (cut <= 0 || written === '') return undefined;
  const keySpan = { ...spanOf(text), end: cut };
  const span = { ...spanOf(text), start: cut + 1 };
  return { keySpan, value: { kind: 'scalar', span, value: written, written } };
}

function spanOf(text: string): Span {
  return { source: { file: VARY_FILE, text }, start: 0, end: text.length };
}

function mistaken(text: string, code: 'MP391' | 'MP398', message: string): Diagnostic {
  return diagnosticAt(spanOf(text), { code, path: [], message });
}
