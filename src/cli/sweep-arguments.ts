import type { Shard } from '../experiment/sweeping/cells.ts';
import type { Design } from '../scenario/sweep-designs.ts';

/** What `mpsim sweep` was asked. */
export interface SweepArguments extends SweepOutput {
  readonly file: string;
  /** `PATH=VALUES`, in place of what the scenario sweeps. */
  readonly vary?: readonly string[] | undefined;
  readonly design: Design | undefined;
  readonly cells: number | undefined;
  readonly replications: number | undefined;
  /** Undefined: as many threads as there are cores. */
  readonly workers: number | undefined;
  readonly shard: Shard | undefined;
}

/** Where and how the report of a sweep goes. */
export interface SweepOutput {
  readonly out: string | undefined;
  /** The metric of the tornado. */
  readonly of: string | undefined;
  readonly format: 'text' | 'json';
  readonly quiet?: boolean | undefined;
  readonly ascii?: boolean | undefined;
  /** Whether to write report.html too. */
  readonly html?: boolean | undefined;
}

/** What `mpsim merge` was asked. */
export interface MergeArguments extends SweepOutput {
  readonly folder: readonly string[];
}
