import type { ComparisonFormat } from '../report/comparison/formats.ts';

/** What `mpsim compare` was asked. */
export interface CompareArguments {
  /** A and B, or A alone where `set` makes B of it. */
  readonly file: readonly string[];
  readonly set?: readonly string[] | undefined;
  readonly seed: string | undefined;
  readonly replications: number | undefined;
  /** Folder for compare.json; undefined: it is not written. */
  readonly out: string | undefined;
  /** Whether to write report.html: to `out`, or a folder in `reports`. */
  readonly html: boolean | undefined;
  readonly format: ComparisonFormat;
}
