/** What `mpsim serve` was asked. */
export interface ServeArguments {
  readonly file: string;
  /** 0: any free one. */
  readonly port: number;
  readonly clock: 'manual';
  /** Undefined: derived from the seed. */
  readonly 'account-sid'?: string | undefined;
  readonly 'auth-token'?: string | undefined;
}
