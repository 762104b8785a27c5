import type { ServiceEntry } from '../scenario/scenario.ts';

/** A messaging service as it stands at present. */
export interface LiveService {
  /** Place in the plan. */
  readonly index: number;
  /** What people call it. */
  readonly name: string;
  /** As a scenario has it; its pool is told by `pool`. */
  readonly entry: ServiceEntry;
  /** Its senders, by index in the plan, in the order in which they joined. */
  readonly pool: readonly number[];
  /** Simulated time in whole microseconds. */
  readonly createdAtUs: number;
  readonly updatedAtUs: number;
}

/** What a service is made from, or changed to. */
export type ServiceTerms = Pick<LiveService, 'name' | 'entry' | 'pool'>;

/** The messaging services of a session: those of its scenario, and those that requests have made since. */
export class ServiceBook {
  readonly #services: (LiveService | undefined)[];
  readonly #room: number;

  /**
   * @param own those of the scenario, in its order.
   * @param room services that there can ever be.
   */
  constructor(own: readonly ServiceTerms[], room: number) {
    this.#services = own.map((terms, index) => ({ ...terms, index, createdAtUs: 0, updatedAtUs: 0 }));
    this.#room = room;
  }

  /** Those that are there, in the order in which they were made. */
  get all(): readonly LiveService[] {
    return this.#services.filter((service) => service !== undefined);
  }

  /** The one at a place in the plan; undefined where none is, or is any more. */
  at(index: number): LiveService | undefined {
    return this.#services[index];
  }

  /** The place of the next one; undefined: no more can be made. */
  get nextIndex(): number | undefined {
    return this.#services.length < this.#room ? this.#services.length : undefined;
  }

  /** Makes or changes one; undefined terms: it is there no more. */
  set(index: number, terms: ServiceTerms | undefined, nowUs: number): void {
    const createdAtUs = this.#services[index]?.createdAtUs ?? nowUs;
    this.#services[index] = terms && { ...terms, index, createdAtUs, updatedAtUs: nowUs };
  }
}
