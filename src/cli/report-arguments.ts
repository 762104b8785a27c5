import type { Format } from '../report/renderers.ts';
import type { PictureOptions } from './terminal-picture.ts';

/** What `mpsim report` was asked. */
export interface ReportArguments extends PictureOptions {
  /** A folder with a result.json, or such a file. */
  readonly path: string;
  readonly out: string | undefined;
  readonly format: Format;
  readonly quiet?: boolean | undefined;
  readonly html?: boolean | undefined;
}
