/** What `mpsim diff` was asked. */
export interface DiffArguments {
  /** Scenario files, folders of runs, or files of such a folder. */
  readonly a: string;
  readonly b: string;
  readonly 'first-divergence': boolean;
}
