/** How the cells of a sweep follow from the values of its paths. */
export const DESIGNS = ['grid', 'list', 'latin-hypercube'] as const;
export type Design = (typeof DESIGNS)[number];

/** More cells than this, or more runs of them, are a mistake rather than a question. */
export const CELLS_MAX = 10_000;
export const RUNS_MAX = 100_000;
