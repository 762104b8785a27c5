/** What `mpsim plan` was asked. */
export interface PlanArguments {
  readonly file: string;
  readonly replications: number | undefined;
  readonly format: 'text' | 'json';
}
