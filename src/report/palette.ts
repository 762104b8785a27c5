/** What text is painted with: every colour goes through one, so that a report knows nothing of terminals. */
export interface Palette {
  /** Headings. */
  readonly strong: (text: string) => string;
  /** What may be skipped: column heads, explanations. */
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bad: (text: string) => string;
}

const asItIs = (text: string): string => text;

/** No colour at all: for files, pipes and NO_COLOR. */
export const PLAIN: Palette = {
  strong: asItIs,
  faint: asItIs,
  good: asItIs,
  warning: asItIs,
  bad: asItIs,
};
