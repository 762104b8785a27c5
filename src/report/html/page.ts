import type { RunReport } from '../../experiment/report-input.ts';
import type { Figures } from '../../measure/result.ts';
import type { Style } from '../text.ts';
import type { WallClock } from '../wall-clock.ts';
import type { Chart } from './chart.ts';
import type { Html } from './html-text.ts';
import type { TimeBins } from './time-bins.ts';

/** What every section of the page may ask for. */
export interface Page {
  readonly report: RunReport;
  readonly style: Style;
  readonly totals: Figures;
  readonly clock: WallClock;
  readonly bins: TimeBins;
  /** Version of this program. */
  readonly version: string;
}

/** A part of the page with its heading; undefined where the run has nothing for it. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  /** The charts in it, for the script. */
  readonly charts?: readonly Chart[];
}

export type SectionOf = (page: Page) => Section | undefined;
