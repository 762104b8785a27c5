import { type Diagnostic, diagnosticOf, locate, type Problem } from '../document/diagnostic.ts';
import { type Files, SCENARIO_BYTES_MAX } from '../document/files.ts';
import { positionAt, type Source } from '../document/source.ts';
import { spanAt, type Tree } from '../document/tree.ts';
import { parseYaml } from '../document/yaml.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import { applyChanges, CHANGE_FILE, type Change } from './changes.ts';
import { checkAccount } from './check/check-account.ts';
import { checkCallbacks, checkPrices } from './check/check-callbacks.ts';
import { checkCampaigns } from './check/check-campaigns.ts';
import { checkCarriers } from './check/check-carriers.ts';
import { checkExpectations } from './check/check-expectations.ts';
import { checkIncidents } from './check/check-incidents.ts';
import { checkPlanning } from './check/check-planning.ts';
import { checkRates } from './check/check-rates.ts';
import { checkSenders } from './check/check-senders.ts';
import { checkServices } from './check/check-services.ts';
import { checkStreams } from './check/check-streams.ts';
import { checkRun } from './check/check-time.ts';
import type { Check, Context } from './check/context.ts';
import type { Draft } from './check/draft.ts';
import { fileProblem, readNamedFiles } from './check/named-files.ts';
import { senderNamesOf } from './check/sender-names.ts';
import { assumedCarriers } from './compile/compile-carriers.ts';
import { readAnchor } from './forms/moments.ts';
import { parseDuration } from './forms/quantities.ts';
import { readRulebook } from './rulebook-of.ts';
import { DEFAULT_CARRIER, type Scenario } from './scenario.ts';
import { fitShape } from './shape/fit.ts';
import { scenarioShape } from './shape/schema.ts';
import { sweepOf } from './sweep.ts';
import { impossibleCells } from './swept-cells.ts';
import { variedText } from './varied-text.ts';
import { impossibleValues, type Variable, type Variables, variablesOf } from './vary.ts';

export type { Change };

/** A scenario that can be run, with warnings; or everything that is wrong with its file, in the order of the file. */
export type Reading =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly tree: Tree;
      /** The file as it was read, without changes. */
      readonly text: string;
      /** What is uncertain. */
      readonly variables: readonly Variable[];
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads a scenario file, the files that it names, and the changes of `--set`: shape first, then meaning over
 * whatever is well formed, so that every mistake is told at once.
 */
export function readScenario(path: string, files: Files, changes: readonly Change[] = []): Reading {
  const reading = files.read(path, SCENARIO_BYTES_MAX);
  if (reading.ok) return readScenarioText(path, reading.text, files, changes);
  const problem = fileProblem(path, reading.problem, reading.detail, 'the current folder');
  return { ok: false, diagnostics: [diagnosticOf(path, { ...problem, path: [] })] };
}

/** {@link readScenario} for a text that is at hand; `path` names it and is what the paths in it are relative to. */
export function readScenarioText(
  path: string,
  text: string,
  files: Files,
  changes: readonly Change[] = [],
): Reading {
  const source = { file: path, text };
  const yaml = parseYaml(source);
  if (yaml.tree === undefined) return { ok: false, diagnostics: yaml.diagnostics };
  const changed = applyChanges(yaml.tree, changes);
  // Changes are of a case of one's own choice, which may well lie outside the ranges.
  const { variables, problems } = changes.length === 0 ? variablesOf(yaml.tree) : NONE_VARY;
  const { sweep, problems: sweepProblems } = changes.length === 0 ? sweepOf(yaml.tree) : NO_SWEEP;
  const told = [
    ...yaml.diagnostics,
    ...changed.diagnostics,
    ...located(yaml.tree, [...problems, ...sweepProblems]),
  ];
  const reading = interpret(source, changed.tree, files, told);
  if (!reading.ok) return reading;
  const impossible = impossibleValues(variables, (steps) => {
    const varied = readScenarioText(path, variedText(yaml.tree!, variables, steps), files);
    return varied.ok ? undefined : varied.diagnostics.find(({ severity }) => severity === 'error');
  });
  const unsweepable =
    sweep === undefined ? [] : impossibleCells(sweep, (cell) => readScenarioText(path, text, files, cell));
  const diagnostics = located(yaml.tree, [...impossible, ...unsweepable]);
  if (diagnostics.length === 0) return { ...reading, variables };
  return { ok: false, diagnostics: inOrder([...reading.warnings, ...diagnostics], path) };
}

const NONE_VARY: Variables = { variables: [], problems: [] };
const NO_SWEEP: ReturnType<typeof sweepOf> = { sweep: undefined, problems: [] };

/** What a document says, and all that is wrong with it, after what was `told` of it already. */
function interpret(source: Source, tree: Tree, files: Files, told: readonly Diagnostic[]): Reading {
  const path = source.file;
  const fitting = fitShape(tree, scenarioShape());
  // What the shape left in place has the types of a scenario; what it left out is undefined.
  const draft = (fitting.value ?? {}) as Draft<Scenario>;
  const rulebook = readRulebook('rulebook' in draft ? draft.rulebook : DEFAULTS.rulebook, tree, path, files);
  const context = contextOf(draft, rulebook.rulebook);
  const meaning = fitting.value === undefined ? [] : CHECKS.flatMap((check) => [...check(context)]);
  const named = readNamedFiles(tree, path, files, context);
  const found = located(tree, [...fitting.problems, ...meaning]);
  const all = [...told, ...found, ...rulebook.diagnostics, ...named.diagnostics];
  const diagnostics = inOrder(all, path);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { ok: false, diagnostics };
  // Without errors every required key is there.
  const scenario = completed(context.draft as Scenario, source, tree, { ...named.texts, ...rulebook.texts });
  const inexact = located(tree, checkRates(scenario, context));
  if (inexact.length > 0) return { ok: false, diagnostics: inOrder([...diagnostics, ...inexact], path) };
  return { ok: true, scenario, tree, text: source.text, variables: [], warnings: diagnostics };
}

function located(tree: Tree, problems: Iterable<Problem>): readonly Diagnostic[] {
  return [...problems].map((problem) => locate(tree, problem));
}

const CHECKS: readonly Check[] = [
  checkRun,
  checkAccount,
  checkSenders,
  checkCampaigns,
  checkServices,
  checkStreams,
  checkCarriers,
  checkIncidents,
  checkCallbacks,
  checkPrices,
  checkExpectations,
  checkPlanning,
];

function contextOf(draft: Draft<Scenario>, rulebook: Rulebook | undefined): Context {
  const { start, zone } = draft;
  // A zone that cannot be read is told once; times of day then follow the offset of the start.
  const anchor =
    start === undefined ? undefined : [readAnchor(start, zone), readAnchor(start)].find(({ ok }) => ok);
  const carriersRead = !('carriers' in draft) || draft.carriers !== undefined;
  return {
    draft,
    anchor: anchor?.ok ? anchor.value : undefined,
    startWritten: 'start' in draft,
    horizonUs: horizonOf(draft),
    senders: senderNamesOf(draft.senders),
    rulebook,
    serviceIds: idsOf(draft, 'messaging-services'),
    campaignIds: idsOf(draft, 'campaigns'),
    streamIds: idsOf(draft, 'traffic'),
    carrierIds: carriersRead
      ? [...new Set([DEFAULT_CARRIER, ...Object.keys(draft.carriers ?? assumedCarriers(rulebook))])]
      : undefined,
  };
}

/** Ids of the entries of a list; undefined when one of them cannot be read. */
function idsOf(
  draft: Draft<Scenario>,
  key: 'traffic' | 'campaigns' | 'messaging-services',
): readonly string[] | undefined {
  if (!(key in draft)) return [];
  const entries: readonly ({ readonly id?: string | undefined } | undefined)[] | undefined = draft[key];
  const ids = entries?.flatMap((entry) => entry?.id ?? []);
  return ids?.length === entries?.length ? ids : undefined;
}

function horizonOf(draft: Draft<Scenario>): number | undefined {
  const { run } = draft;
  if (run === undefined) return 'run' in draft ? undefined : Infinity;
  if (!('for' in run)) return Infinity;
  const reading = run.for === undefined ? undefined : parseDuration(run.for);
  return reading?.ok && reading.value > 0 ? reading.value : undefined;
}

const DEFAULTS = { rulebook: 'twilio-guide', seed: '1', run: { until: 'drained' } } as const;

function completed(
  draft: Scenario,
  { file }: Source,
  tree: Tree,
  files: Readonly<Record<string, string>>,
): Scenario {
  const lists = { traffic: draft.traffic ?? [], incidents: draft.incidents ?? [] };
  const expect = (draft.expect ?? []).map((entry, place) => ({ ...entry, line: lineOf(tree, place) }));
  return { ...DEFAULTS, ...draft, ...lists, name: draft.name ?? nameOf(file), expect, files };
}

function lineOf(tree: Tree, place: number): number {
  const { source, start } = spanAt(tree, ['expect', place], 'value');
  return source.file === CHANGE_FILE ? 0 : positionAt(source, start).line;
}

/** The name of a file without folder and ending, in the letters that a name may have. */
function nameOf(file: string): string {
  if (file === '-') return 'stdin';
  const base = file.replace(/^.*[/\\]/, '').replace(/\.ya?ml$/i, '');
  const name = base
    .replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, 64);
  return name === '' ? 'scenario' : name;
}

/** The scenario's own mistakes first, then those of other files and of changes; each file from top to bottom. */
function inOrder(diagnostics: readonly Diagnostic[], file: string): Diagnostic[] {
  const files = [...new Set([file, ...diagnostics.map((diagnostic) => diagnostic.file)])];
  const places = new Map(files.map((name, place) => [name, place]));
  return diagnostics.toSorted((a, b) => {
    return places.get(a.file)! - places.get(b.file)! || a.line - b.line || a.column - b.column;
  });
}
