/** We are wrong, not the user: a broken invariant of the program. Kept in shipped code; exit status 70. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** Ends the run when an invariant does not hold. Cheap enough to stay on; the message is built only on failure. */
export function assert(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new InternalError(message());
}

/** The end of an exhaustive `switch`. */
export function assertNever(value: never): never {
  throw new InternalError(`unexpected ${JSON.stringify(value)}`);
}
