/** What `mpsim serve` was asked. */
export interface ServeArguments {
  readonly file: string;
  /** 0: any free one. */
  readonly port: number;
  /** Simulated seconds that pass in a second; 0: time stands still until it is told. */
  readonly clock: number;
  /** Undefined: derived from the seed. */
  readonly 'account-sid'?: string | undefined;
  readonly 'auth-token'?: string | undefined;
  /** File in which the session is kept; undefined: it ends with the process. */
  readonly journal?: string | undefined;
  /** Hosts beside this machine that callbacks may be posted to and media fetched from. */
  readonly 'allow-host'?: readonly string[] | undefined;
  readonly quiet?: boolean | undefined;
}
