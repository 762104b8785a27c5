import type { Problem } from '../../document/diagnostic.ts';
import type { DiagnosticCode } from '../../document/diagnostic-codes.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import { anyOf, kindOf, quoted, sentences } from '../../document/phrases.ts';
import type { ScalarTree } from '../../document/tree.ts';
import {
  type Parsed,
  parseDuration,
  parseFactor,
  parsePerTime,
  parseShare,
  parseSize,
} from '../forms/quantities.ts';
import type { LeafShape } from './shape.ts';

/** The value of a leaf, or what is wrong with it. */
export type FittedLeaf =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Omit<Problem, 'path'> };

/** Reads one value in the form that its key takes; it is not null. */
export function fitLeaf(tree: ScalarTree, shape: LeafShape): FittedLeaf {
  const { value } = tree;
  switch (shape.form) {
    case 'whole':
    case 'number':
      return fitNumber(tree, shape);
    case 'true':
      return value === true
        ? fits(true)
        : refused('MP204', `Expected true, not ${kindOf(tree)}.`, 'Write true, or remove the key.');
    case 'flag':
      return typeof value === 'boolean'
        ? fits(value)
        : refused('MP204', `Expected true or false, not ${kindOf(tree)}.`, 'Write true or false.');
    case 'any':
      return typeof value === 'boolean' ? wrongKind(tree, shape) : fits(value);
    case 'share':
      // A share keeps its number, so that 0.5 and "0.5" are told apart in the value as they are in the file.
      return typeof value === 'boolean'
        ? wrongKind(tree, shape)
        : readBy(parseShare(tree.written), 'MP218', value);
    default:
      return typeof value === 'boolean' ? wrongKind(tree, shape) : fitText(tree.written, shape);
  }
}

function fits(value: unknown): FittedLeaf {
  return { ok: true, value };
}

function refused(code: DiagnosticCode, message: string, help?: string): FittedLeaf {
  return { ok: false, problem: { code, message, help } };
}

function wrongKind(tree: ScalarTree, { what, examples: [example] }: LeafShape): FittedLeaf {
  const help =
    typeof tree.value === 'boolean' ? `Put it into quotes if it is a text: "${tree.written}".` : undefined;
  const shown = example === undefined ? undefined : `Write it such as ${example}.`;
  return refused(
    'MP203',
    `Expected ${what}, not ${kindOf(tree)}.`,
    what.includes('text') ? help : (shown ?? help),
  );
}

/** Letters, digits, dots, dashes and underscores; the first one a letter or a digit. */
const ID = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,63}$/u;

function fitText(text: string, shape: LeafShape): FittedLeaf {
  switch (shape.form) {
    case 'id':
    case 'name':
      if (ID.test(text)) return fits(text);
      return refused(shape.form === 'id' ? 'MP211' : 'MP811', `${quoted(text)} cannot be ${shape.what}.`);
    case 'duration':
      return readBy(parseDuration(text), 'MP215', text);
    case 'per-time':
      return readBy(parsePerTime(text), 'MP217', text);
    case 'factor':
      return readBy(parseFactor(text), 'MP219', text);
    case 'size':
      return readBy(parseSize(text), 'MP213', text);
    case 'word':
      return fitWord(text, shape);
    default:
      return fits(text);
  }
}

function readBy(reading: Parsed<unknown>, code: DiagnosticCode, value: unknown): FittedLeaf {
  if (reading.ok) return fits(value);
  const { message, help } = sentences(reading.why);
  return refused(code, message, help);
}

function fitWord(text: string, { words }: LeafShape): FittedLeaf {
  if (words.includes(text)) return fits(text);
  const near = didYouMean(text, words);
  return refused(
    'MP204',
    `Expected ${anyOf(words)}, not ${quoted(text)}.`,
    near === undefined ? `Write ${anyOf(words)}.` : `Did you mean "${near}"?`,
  );
}

function fitNumber(tree: ScalarTree, shape: LeafShape): FittedLeaf {
  const { value, written } = tree;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    const isNumeric = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
    const help = isNumeric
      ? `Remove the quotes: ${value}.`
      : `Write a number${shape.examples.length === 0 ? '' : ` such as ${shape.examples[0]}`}.`;
    return refused('MP203', `Expected ${shape.what}, not ${kindOf(tree)}.`, help);
  }
  if (shape.form === 'number') return fits(value);
  if (!Number.isInteger(value)) return refused('MP209', `Expected a whole number, not ${written}.`);
  if (value >= (shape.checkedFrom ?? shape.min) && value <= shape.max) return fits(value);
  return refused(
    'MP210',
    `${written} is out of range for ${shape.what}.`,
    `Write a number from ${shape.min} to ${shape.max}.`,
  );
}
