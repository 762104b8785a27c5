import type { Precision } from '../experiment/precision.ts';
import type { Format } from '../report/renderers.ts';
import type { PictureOptions } from './terminal-picture.ts';

/** What `mpsim run` was asked. */
export interface RunArguments extends PictureOptions {
  readonly file: readonly string[];
  readonly seed: string | undefined;
  readonly replication: number | undefined;
  /** How many replications to run and pool. */
  readonly replications?: number | undefined;
  readonly 'until-precision'?: Precision | undefined;
  readonly 'max-replications'?: number | undefined;
  /** Worker threads for replications; undefined: as many as there are cores. */
  readonly workers?: number | undefined;
  /** Changes in order; undefined when there are none. */
  readonly set?: readonly string[] | undefined;
  readonly out: string | undefined;
  readonly format: Format;
  readonly quiet?: boolean | undefined;
  readonly messages?: boolean | undefined;
  readonly trace?: boolean | undefined;
  readonly result?: boolean | undefined;
  /** The run does not prove itself. */
  readonly 'no-proof'?: boolean | undefined;
  readonly html?: boolean | undefined;
  readonly watch?: boolean | undefined;
  /** A journal of `mpsim serve` in place of scenario files. */
  readonly journal?: string | undefined;
}
