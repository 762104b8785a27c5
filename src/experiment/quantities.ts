/** How many there are of each thing: equal things are counted together, in the order in which they first came. */
export class Quantities<Thing extends object> {
  readonly #byName: Map<string, { readonly thing: Thing; quantity: number }> = new Map();

  /** Adds so many of a thing; none leave everything as it is. Things with equal properties in equal order are equal. */
  add(thing: Thing, quantity: number): void {
    if (quantity === 0) return;
    const name = JSON.stringify(thing);
    const found = this.#byName.get(name);
    if (found === undefined) this.#byName.set(name, { thing, quantity });
    else found.quantity += quantity;
  }

  /** All things with how many there are. */
  entries(): readonly (readonly [Thing, number])[] {
    return [...this.#byName.values()].map(({ thing, quantity }) => [thing, quantity]);
  }
}
