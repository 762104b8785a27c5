import type { Diagnostic } from '../document/diagnostic.ts';
import type { Files } from '../document/files.ts';
import { type Reading, readScenario, readScenarioText } from './read.ts';
import type { Scenario } from './scenario.ts';
import { variedText } from './varied-text.ts';
import type { Variable } from './vary.ts';

export type { Variable };

/** A scenario with what is uncertain about it, from which cases are made. */
export interface VariedScenario {
  readonly scenario: Scenario;
  readonly variables: readonly Variable[];
  readonly warnings: readonly Diagnostic[];
  /** The text of a case, by the steps of each variable: as the file, with other values in place and without `vary`. */
  readonly textAt: (steps: readonly number[]) => string;
  /** The scenario that this text makes; undefined where values that are possible by themselves exclude each other. */
  readonly caseAt: (steps: readonly number[]) => Scenario | undefined;
}

/** A scenario and its cases, or what is wrong with it. */
export type VariedReading =
  | { readonly ok: true; readonly varied: VariedScenario }
  | Extract<Reading, { readonly ok: false }>;

/** Reads a scenario file and what its `vary` says; without one it has no variables. */
export function readVaried(path: string, files: Files): VariedReading {
  const reading = readScenario(path, files);
  if (!reading.ok) return reading;
  const { scenario, tree, variables, warnings } = reading;
  const textAt = (steps: readonly number[]): string => variedText(tree, variables, steps);
  const caseAt = (steps: readonly number[]): Scenario | undefined => {
    const varied = readScenarioText(path, textAt(steps), files);
    return varied.ok ? varied.scenario : undefined;
  };
  return { ok: true, varied: { scenario, variables, warnings, textAt, caseAt } };
}
