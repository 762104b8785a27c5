import type { Rate } from '../kernel/rate.ts';
import type { Replacement } from '../messaging/content.ts';

/** What `mpsim segments` was asked. */
export interface SegmentsArguments {
  readonly text: string | undefined;
  readonly file: string | undefined;
  readonly lines?: boolean | undefined;
  readonly csv: string | undefined;
  readonly column: string | undefined;
  readonly 'smart-encoding'?: boolean | undefined;
  readonly replace: readonly Replacement[];
  readonly 'keep-clusters'?: boolean | undefined;
  readonly 'segments-per-second': Rate;
  /** Whole millionths of a dollar. */
  readonly 'price-per-segment': number | undefined;
  readonly json?: boolean | undefined;
}
