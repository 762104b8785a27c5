import type { AnyShape, Form, Key, LeafShape, ListShape, MapShape, RecordShape, Shape } from './shape.ts';

/** Entries of a list that people write by hand or a program generates; longer lists belong into CSV files. */
const LIST_MAX = 100_000;

type Example = string | number;

/** A text, number or truth value in some form. */
export function leaf(form: Form, what: string, ...examples: readonly Example[]): LeafShape {
  return { kind: 'leaf', form, what, examples, words: [], min: -Infinity, max: Infinity };
}

/** Shapes of one value, by what it is. */
export const text = (what: string, ...examples: readonly Example[]): LeafShape =>
  leaf('text', what, ...examples);
export const id = (what: string, example: string): LeafShape => leaf('id', what, example);
export const duration = (): LeafShape => leaf('duration', 'a duration', '4s', '90m', '1h30m');
export const moment = (): LeafShape => leaf('moment', 'a moment', '0s', '90m', '09:00');
export const perTime = (): LeafShape => leaf('per-time', 'a rate', '5/s', '90/m', '1000/h');
export const share = (): LeafShape => leaf('share', 'a share', '12.5%', 0.125);
export const factor = (): LeafShape => leaf('factor', 'a factor', 'x5', 'x0.25');
export const size = (): LeafShape => leaf('size', 'a size', '300KB', '1.5MB');
export const flag = (): LeafShape => leaf('flag', 'true or false');
export const number = (what: string, example: number): LeafShape => leaf('number', what, example);
export const whole = (what: string, min: number, max: number): LeafShape => ({
  ...leaf('whole', what),
  min,
  max,
});
export const word = (...words: readonly string[]): LeafShape => ({
  ...leaf('word', words.join(' or ')),
  words,
});
/** Shapes of several values. */
export const list = (of: Shape, what: string, lengthMin: 0 | 1 = 1): ListShape => ({
  kind: 'list',
  what,
  of,
  lengthMin,
  lengthMax: LIST_MAX,
});
export const record = (of: Shape, what: string): RecordShape => ({ kind: 'record', what, of });
export const either = (what: string, ...options: readonly Shape[]): Shape => ({
  kind: 'either',
  what,
  options,
});

export const anything = (what: string): AnyShape => ({ kind: 'anything', what });

/** A key that must be there. */
export const needs = (shape: Shape, description?: string): Key => ({ shape, required: true, description });
/** A key that may be there. */
export const may = (shape: Shape, description?: string): Key => ({ shape, required: false, description });

/** A map with these keys; of others each has the shape `rest`, where it is given. */
export function map(what: string, keys: Readonly<Record<string, Key>>, rest?: Shape): MapShape {
  return { kind: 'map', what, keys: new Map(Object.entries(keys)), rest };
}

/** The ISO code of a country. */
export function country(): LeafShape {
  return text('a country code', 'US');
}
