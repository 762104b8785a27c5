/**
 * The shape of a document as plain data, from which both the checks and the JSON Schema are made. Every `what` is a
 * noun phrase in the user's words.
 */
export type Shape = MapShape | RecordShape | ListShape | LeafShape | EitherShape | AnyShape;

export interface MapShape {
  readonly kind: 'map';
  readonly what: string;
  readonly keys: ReadonlyMap<string, Key>;
  /** Any other key, where there may be others. */
  readonly rest: Shape | undefined;
}

/** A key of a map and what stands behind it. */
export interface Key {
  readonly shape: Shape;
  readonly required: boolean;
  /** A sentence for whoever points at the key in an editor. */
  readonly description: string | undefined;
}

/** A map whose keys the author chooses; at least one. */
export interface RecordShape {
  readonly kind: 'record';
  readonly what: string;
  readonly of: Shape;
}

/** At least one item. */
export interface ListShape {
  readonly kind: 'list';
  readonly what: string;
  readonly of: Shape;
  /** 1 but for lists that mean something when they are empty. */
  readonly lengthMin: 0 | 1;
  readonly lengthMax: number;
}

export interface LeafShape {
  readonly kind: 'leaf';
  readonly what: string;
  readonly form: Form;
  /** Values as they may be written. */
  readonly examples: readonly (string | number)[];
  /** For `word`: what may stand here. */
  readonly words: readonly string[];
  /** For `whole`: the limits. */
  readonly min: number;
  readonly max: number;
  /** For `whole`: smaller numbers from here on are left to a check, which knows better what is wrong with them. */
  readonly checkedFrom?: number;
}

/** One of several shapes; which one is meant shows in the kind of the node and in its keys. */
export interface EitherShape {
  readonly kind: 'either';
  readonly what: string;
  readonly options: readonly Shape[];
}

/** Whatever may stand in a document: what it has to be shows elsewhere. */
export interface AnyShape {
  readonly kind: 'anything';
  readonly what: string;
}

/**
 * How a leaf is read. `text`, `id` and `name` take a number as it was written, so that `seed: 007` and
 * `number: +14155550100` need no quotes. `any` is a text or a number: a bound, whose unit depends on its metric.
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
  | 'size'
  | 'word'
  | 'true'
  | 'flag'
  | 'number'
  | 'whole'
  | 'any';
