import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import type { Anchor } from '../../kernel/civil-time.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import type { Scenario } from '../scenario.ts';
import type { Draft } from './draft.ts';
import type { SenderNames } from './sender-names.ts';

/** What a meaning check may ask beside the part that it looks at. */
export interface Context {
  readonly draft: Draft<Scenario>;
  /** Wall clock of the start, when there is one that can be read. */
  readonly anchor: Anchor | undefined;
  /** Whether the author wrote a `start`, readable or not: a mistake in it is not told again at each time of day. */
  readonly startWritten: boolean;
  /** End of the run in microseconds; Infinity: until drained; undefined: not known because of a mistake in `run`. */
  readonly horizonUs: number | undefined;
  readonly senders: SenderNames;
  /** Ids of messaging services; undefined where an unreadable one could be any. */
  readonly serviceIds: readonly string[] | undefined;
  /** Ids of campaigns, likewise. */
  readonly campaignIds: readonly string[] | undefined;
  /** Undefined when the scenario names one that does not exist. */
  readonly rulebook: Rulebook | undefined;
  /** Ids of streams; undefined where an unreadable one could be any. */
  readonly streamIds: readonly string[] | undefined;
  /** Names of carriers, `default` among them; undefined where `carriers` cannot be read. */
  readonly carrierIds: readonly string[] | undefined;
}

/** A meaning check: a pure function of the well-formed parts. */
export type Check = (context: Context) => Iterable<Problem>;

/** The entries of a list that are well formed, each with its path. */
export function* entriesOf<T>(
  list: readonly (T | undefined)[] | undefined,
  path: Path,
): Iterable<readonly [entry: T, path: Path]> {
  for (const [place, entry] of (list ?? []).entries()) {
    if (entry !== undefined) yield [entry, [...path, place]];
  }
}

/** The values of a map that are well formed, each with its key and path. */
export function* valuesOf<T>(
  record: Readonly<Record<string, T | undefined>> | undefined,
  path: Path,
): Iterable<readonly [key: string, value: T, path: Path]> {
  for (const [key, value] of Object.entries(record ?? {})) {
    if (value !== undefined) yield [key, value, [...path, key]];
  }
}
