import type { ReporterName } from '../report/test-reporters.ts';

/** What `mpsim lock` was asked. */
export interface LockArguments {
  /** Scenario files and folders of them. */
  readonly path: readonly string[];
  /** The lock file; default mpsim.lock beside the scenarios. */
  readonly lock: string | undefined;
}

/** Where a report goes; undefined: standard output. */
export interface ReporterChoice {
  readonly name: ReporterName;
  readonly file: string | undefined;
}

/** What `mpsim test` was asked. */
export interface TestArguments extends LockArguments {
  readonly locked?: boolean | undefined;
  readonly reporter: readonly ReporterChoice[];
}
