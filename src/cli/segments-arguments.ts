import type { Rate } from '../kernel/rate.ts';
import type { Replacement } from '../messaging/content.ts';
import type { SenderClass } from '../messaging/senders.ts';

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
  /** Dollars, a decimal text. */
  readonly 'price-per-segment': string | undefined;
  /** Whose prices count where none is given: a bundled rulebook or a file. */
  readonly rulebook: string | undefined;
  /** Destination country. */
  readonly to: string | undefined;
  readonly 'sender-class': SenderClass | undefined;
  readonly json?: boolean | undefined;
}
