/**
 * How one type of value stands in JSON: the writing and the reading of it in one place, so that neither can forget what
 * the other has.
 */
export interface Form<T> {
  /** The value as JSON has it; undefined leaves its key out. */
  readonly write: (value: T) => unknown;
  /**
   * @param at where it stands, for the message: `result.senders[3]`.
   * @throws Misfit.
   */
  readonly read: (json: unknown, at: string) => T;
}

/** The JSON does not have the form that is expected at a place. */
export class Misfit extends Error {
  override readonly name = 'Misfit';

  /** @param what is expected there, such as `a text`. */
  constructor(at: string, what: string) {
    super(`${at} should be ${what}`);
  }
}

/** A value that JSON has as it is, if it passes a check; `what` says which do. */
function plain<T>(what: string, fits: (json: unknown) => json is T): Form<T> {
  return {
    write: (value) => value,
    read(json, at) {
      if (!fits(json)) throw new Misfit(at, what);
      return json;
    },
  };
}

export const text: Form<string> = plain('a text', (json) => typeof json === 'string');

/** True or false. */
export const flag: Form<boolean> = plain('true or false', (json) => typeof json === 'boolean');

/** Any number but NaN and the infinities, which JSON has not. */
export const finite: Form<number> = plain('a number', (json) => typeof json === 'number');

/** A whole number from `min` to `max`: an index, a count, an instant. */
export function wholeFrom(min: number, max: number = Number.MAX_SAFE_INTEGER): Form<number> {
  const most = max === Number.MAX_SAFE_INTEGER ? ' on' : ` to ${max}`;
  const fits = (json: unknown): json is number => Number.isInteger(json) && isWithin(json, min, max);
  return plain(`a whole number from ${min}${most}`, fits);
}

function isWithin(json: unknown, min: number, max: number): boolean {
  return typeof json === 'number' && json >= min && json <= max;
}

/** A count, or an instant or duration in microseconds. */
export const whole: Form<number> = wholeFrom(0);

/** One of some texts. */
export function oneOf<Choice extends string>(choices: readonly Choice[]): Form<Choice> {
  return plain(`one of ${choices.join(', ')}`, (json): json is Choice => choices.some((one) => one === json));
}

/** A value that may be missing: no key, or `null` in a list. */
export function optional<T>(form: Form<T>): Form<T | undefined> {
  return {
    write: (value) => (value === undefined ? undefined : form.write(value)),
    read: (json, at) => (json === undefined || json === null ? undefined : form.read(json, at)),
  };
}

export function listOf<T>(form: Form<T>): Form<readonly T[]> {
  return {
    write: (list) => list.map(form.write),
    read(json, at) {
      if (!Array.isArray(json)) throw new Misfit(at, 'a list');
      return json.map((item, place) => form.read(item, `${at}[${place}]`));
    },
  };
}

/** A form for every property, whether it may be missing or not. */
type Fields<T> = { readonly [Key in keyof T]-?: Form<T[Key]> };

/** An object with these properties. Others are passed over: a later mpsim may have added them. */
export function record<T extends object>(fields: Fields<T>): Form<T> {
  // Object.entries forgets which keys the fields have; a field only ever meets the value of its own key.
  const all = Object.entries(fields) as [keyof T & string, Form<unknown>][];
  return {
    write: (value) => Object.fromEntries(all.map(([key, form]) => [key, form.write(value[key])])),
    read(json, at) {
      const object = objectAt(json, at);
      const read = all.map(([key, form]) => [key, form.read(object[key], at === '' ? key : `${at}.${key}`)]);
      // What is missing stays so: it is the same as undefined to whoever asks, and every field has been read.
      return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as T;
    },
  };
}

/** An object with one form of value for each of some names. */
export function each<Name extends string, T>(
  names: readonly Name[],
  form: Form<T>,
): Form<Readonly<Record<Name, T>>> {
  // Each name becomes a key.
  return record(Object.fromEntries(names.map((name) => [name, form])) as Fields<Record<Name, T>>);
}

/** The object that stands at a place. */
export function objectAt(json: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Misfit(at === '' ? 'the whole' : at, 'an object');
  // Its properties may be anything.
  return json as Readonly<Record<string, unknown>>;
}
