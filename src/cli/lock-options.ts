import type { Options, PositionalOptions } from 'yargs';
import { all, once } from './command.ts';

/** Which scenarios, for `mpsim test` and `mpsim lock` alike. */
export const SCENARIO_PATHS: PositionalOptions = {
  type: 'string',
  array: true,
  coerce: all,
  default: ['scenarios'],
  describe: 'Scenario files, and folders of them',
};

/** Where their lock is, likewise. */
export const LOCK_OPTION: Options = {
  type: 'string',
  requiresArg: true,
  coerce: once('lock'),
  describe: 'The lock file; default mpsim.lock beside the scenarios',
};
