/** What `mpsim validate` was asked. */
export interface ValidateArguments {
  readonly file: readonly string[];
  readonly format: 'text' | 'json';
}
