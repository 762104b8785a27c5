/** What `mpsim fuzz` was asked. */
export interface FuzzArguments {
  readonly file: string;
  readonly runs: number;
  readonly seed: number;
  /** Where the case goes that breaks something. */
  readonly out: string | undefined;
  readonly format: 'text' | 'json';
}
