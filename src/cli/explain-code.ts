import { diagnosticCodes, explanationOf, isDiagnosticCode } from '../document/diagnostic-codes.ts';
import { didYouMean } from '../document/did-you-mean.ts';
import { wrap } from '../report/table.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../rulebooks/catalogue.ts';
import { usesOfCode } from '../rulebooks/code-uses.ts';
import { describeError, type ErrorEntry, errorCodes } from '../rulebooks/errors.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { UsageError } from './failure.ts';
import { paletteFor } from './terminal-palette.ts';

/** Prints what is known of a code. An unknown one is an error that names the likeliest. */
export async function explainCode(code: string): Promise<ExitCode> {
  const [title, ...paragraphs] = explanation(code.trim().toUpperCase());
  const { strong } = paletteFor(process.stdout);
  const lines = paragraphs.flatMap((text) => wrap(text, 2, 2));
  process.stdout.write(`${[strong(title!), ...lines].join('\n')}\n`);
  return EXIT.fine;
}

function explanation(code: string): readonly string[] {
  if (isDiagnosticCode(code)) {
    const { title, why, fix, severity } = explanationOf(code);
    const kind = severity === 'warning' ? 'a warning about a scenario' : 'a mistake in a scenario';
    return [`${code}  ${title}`, why, `What to do: ${fix}`, `Kind: ${kind}.`];
  }
  const error = /^\d+$/.test(code) ? describeError(Number(code)) : undefined;
  if (error !== undefined) return errorExplanation(error);
  throw new UsageError(unknownCode(code));
}

function errorExplanation({
  code,
  title,
  meaning,
  action,
  surfaces,
  http,
  source,
}: ErrorEntry): readonly string[] {
  const status = http === undefined ? '' : ` (HTTP ${http})`;
  return [
    `${code}  ${title}`,
    meaning,
    `What to do: ${action}`,
    `Shows as: ${surfaces.join(' or ')}${status}.`,
    whereUsed(code),
    `Source: ${source.title}, ${source.date}, ${source.url}`,
  ];
}

/** In which rulebooks a code occurs, and as what. */
function whereUsed(code: number): string {
  const used = RULEBOOK_NAMES.flatMap((name) => {
    const rulebook = rulebookNamed(name);
    const uses = rulebook === undefined ? [] : usesOfCode(rulebook, code);
    return uses.length === 0 ? [] : [`${name} (${uses.join(', ')})`];
  });
  return used.length === 0
    ? 'Rulebooks: none gives it by itself; a scenario may.'
    : `Rulebooks: ${used.join('; ')}.`;
}

function unknownCode(code: string): string {
  // Codes of one kind are compared: of both together, which are many, the later ones would not be.
  const near = didYouMean(code, /^\d/.test(code) ? errorCodes().map(String) : diagnosticCodes());
  const hint =
    near === undefined
      ? `known are ${diagnosticCodes()[0]} to ${diagnosticCodes().at(-1)} and error codes such as 30001`
      : `did you mean ${near}?`;
  return `nothing is known of code "${code}"; ${hint}`;
}
