import type { Diagnostic } from '../document/diagnostic.ts';
import { locate } from '../document/diagnostic.ts';
import { besideFile, type Files, SCENARIO_BYTES_MAX } from '../document/files.ts';
import type { Tree } from '../document/tree.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../rulebooks/catalogue.ts';
import { rulebookFrom } from '../rulebooks/read-rulebook.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import { fileProblem } from './check/named-files.ts';
import { isRulebookPath } from './forms/rulebook-path.ts';
import type { Scenario } from './scenario.ts';

/**
 * The rulebook of a scenario: a bundled one by its name, or one of the scenario's files.
 *
 * @throws RangeError when there is none, or its file is wrong.
 */
export function rulebookOf({ rulebook: name, files }: Pick<Scenario, 'rulebook' | 'files'>): Rulebook {
  if (!isRulebookPath(name)) {
    const rulebook = rulebookNamed(name);
    if (rulebook !== undefined) return rulebook;
    throw new RangeError(`rulebook: "${name}" is none of ${RULEBOOK_NAMES.join(', ')}`);
  }
  const reading = rulebookFrom({ file: name, text: files[name] ?? '' });
  if (reading.ok) return reading.rulebook;
  const [first] = reading.diagnostics;
  throw new RangeError(`rulebook: ${name}, line ${first?.line}: ${first?.message}`);
}

/** The rulebook that a scenario names, the text of its file if it is one, and what is wrong with that file. */
export interface RulebookReading {
  readonly rulebook: Rulebook | undefined;
  readonly texts: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds or reads the rulebook of a scenario file; a path is seen from the folder of the scenario. */
export function readRulebook(
  name: string | undefined,
  tree: Tree,
  scenarioFile: string,
  files: Files,
): RulebookReading {
  if (name === undefined || !isRulebookPath(name))
    return { rulebook: rulebookNamed(name ?? ''), texts: {}, diagnostics: [] };
  const file = besideFile(scenarioFile, name);
  const found = files.read(file, SCENARIO_BYTES_MAX);
  if (!found.ok) {
    const problem = fileProblem(name, found.problem, found.detail, 'the folder of the scenario');
    return {
      rulebook: undefined,
      texts: {},
      diagnostics: [locate(tree, { ...problem, path: ['rulebook'] })],
    };
  }
  const reading = rulebookFrom({ file, text: found.text });
  // Unlike an assignment, this takes any path for a key.
  const texts = Object.fromEntries([[name, found.text]]);
  return reading.ok
    ? { rulebook: reading.rulebook, texts, diagnostics: [] }
    : { rulebook: undefined, texts, diagnostics: reading.diagnostics };
}
