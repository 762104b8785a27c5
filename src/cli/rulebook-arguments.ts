/** What `mpsim rulebook` is asked for. */
export interface RulebookArguments {
  readonly name: readonly string[];
  readonly diff: boolean;
  readonly format: 'text' | 'json';
}
