import { diagnosticOf } from '../document/diagnostic.ts';
import { didYouMean } from '../document/did-you-mean.ts';
import { SCENARIO_BYTES_MAX } from '../document/files.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../rulebooks/catalogue.ts';
import { type RulebookReading, rulebookFrom } from '../rulebooks/read-rulebook.ts';
import { fileProblem } from '../scenario/check/named-files.ts';
import { UsageError } from './failure.ts';
import { nodeFiles } from './node-files.ts';

/** A bundled rulebook by its name; else a file, if that is what the word looks like. */
export function readRulebook(name: string): RulebookReading {
  const bundled = rulebookNamed(name);
  if (bundled !== undefined) return { ok: true, rulebook: bundled };
  if (!/[/\\]|\.ya?ml$|^-$/i.test(name)) {
    const near = didYouMean(name, RULEBOOK_NAMES);
    const hint =
      near === undefined
        ? `there are ${RULEBOOK_NAMES.join(', ')} and your own files`
        : `did you mean ${near}?`;
    throw new UsageError(`there is no rulebook "${name}"; ${hint}`);
  }
  const file = nodeFiles.read(name, SCENARIO_BYTES_MAX);
  if (file.ok) return rulebookFrom({ file: name, text: file.text });
  const problem = fileProblem(name, file.problem, file.detail, 'the current folder');
  return { ok: false, diagnostics: [diagnosticOf(name, { ...problem, path: [] })] };
}
