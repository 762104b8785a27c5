/**
 * The shape of a scenario as plain data: what `schema.ts` defines, in the form that explaining mistakes needs. Every
 * `what` is a noun phrase in the user's words.
 */
export type Shape = MapShape | RecordShape | ListShape | LeafShape | EitherShape;

export interface MapShape {
  readonly kind: 'map';
  readonly what: string;
  readonly keys: ReadonlyMap<string, { readonly shape: Shape; readonly required: boolean }>;
  /** Any other key, where there may be others. */
  readonly rest: Shape | undefined;
}

/** A map whose keys the author chooses. */
export interface RecordShape {
  readonly kind: 'record';
  readonly what: string;
  readonly of: Shape;
}

export interface ListShape {
  readonly kind: 'list';
  readonly what: string;
  readonly of: Shape;
  readonly lengthMax: number;
}

export interface LeafShape {
  readonly kind: 'leaf';
  readonly what: string;
  /** One value as it may be written. */
  readonly example: string | undefined;
  readonly form: Form;
  /** For `word`: what may stand here. For `whole` and `number`: the limits. */
  readonly words: readonly string[];
  readonly min: number;
  readonly max: number;
}

/** One of several shapes; which one is meant shows in the kind of the node and in its keys. */
export interface EitherShape {
  readonly kind: 'either';
  readonly what: string;
  readonly options: readonly Shape[];
}

/**
 * How the text of a leaf is read. `text` forms take a number as it was written, so that `seed: 007` and
 * `number: +14155550100` need no quotes.
 */
export type Form =
  | 'text'
  | 'id'
  | 'name'
  | 'duration'
  | 'moment'
  | 'per-time'
  | 'share'
  | 'factor'
  | 'word'
  | 'true'
  | 'number'
  | 'whole'
  /** A text or a number, taken as it is: a bound, whose unit depends on its metric. */
  | 'any';
