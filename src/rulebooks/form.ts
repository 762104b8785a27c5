/**
 * What may stand in a rulebook file, as plain data: keys are those of the values in memory, which files write in
 * small letters with dashes.
 */
export type Form =
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  /** A decimal number, kept as it was written. */
  | { readonly kind: 'price' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly isWhole: boolean }
  /** One of several words; `what` they are. */
  | { readonly kind: 'word'; readonly what: string; readonly words: readonly string[] }
  /** A text that a function knows to be right. */
  | {
      readonly kind: 'known';
      readonly what: string;
      readonly example: string;
      readonly isKnown: (text: string) => boolean;
    }
  /** A word with a meaning of its own, or something else. */
  | { readonly kind: 'or'; readonly word: string; readonly value: unknown; readonly form: Form }
  | { readonly kind: 'list'; readonly of: Form }
  /** A map whose keys the author chooses. */
  | { readonly kind: 'record'; readonly of: Form }
  | GroupForm;

/** A map of known keys. */
export interface GroupForm {
  readonly kind: 'group';
  readonly what: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** Whether it has a source, and perhaps a note. */
  readonly isCited: boolean;
}

interface Field {
  readonly form: Form;
  readonly isOptional: boolean;
}

/** The fields that a value of type T needs. */
type FieldsOf<T> = Readonly<Record<Exclude<keyof T, 'source' | 'note'>, Field>>;

/** A map of known keys with a source. */
export function cited<T extends object>(what: string, fields: FieldsOf<T>): GroupForm {
  return { kind: 'group', what, fields, isCited: true };
}

/** A map of known keys without a source of its own. */
export function plain<T extends object>(what: string, fields: FieldsOf<T>): GroupForm {
  return { kind: 'group', what, fields, isCited: false };
}

export const needs = (form: Form): Field => ({ form, isOptional: false });
export const may = (form: Form): Field => ({ form, isOptional: true });

export const text: Form = { kind: 'text' };
export const flag: Form = { kind: 'flag' };
export const price: Form = { kind: 'price' };
export const list = (of: Form): Form => ({ kind: 'list', of });
export const record = (of: Form): Form => ({ kind: 'record', of });
export const word = (what: string, words: readonly string[]): Form => ({ kind: 'word', what, words });
export const whole = (min: number, max: number): Form => ({ kind: 'number', min, max, isWhole: true });
/** A rate: above zero. */
export const rate: Form = { kind: 'number', min: 0.000_001, max: 1_000_000, isWhole: false };
export const or = (name: string, value: unknown, form: Form): Form => ({
  kind: 'or',
  word: name,
  value,
  form,
});

/** The key that a file has for a property: `segments-per-second` for `segmentsPerSecond`. */
export function fileKey(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
