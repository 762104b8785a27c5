import type { Options } from 'yargs';
import { REPORTERS, type ReporterName } from '../report/test-reporters.ts';
import { all, type CommandOf } from './command.ts';
import { UsageError } from './failure.ts';
import { LOCK_OPTION, SCENARIO_PATHS } from './lock-options.ts';
import type { ReporterChoice, TestArguments } from './test-arguments.ts';

const TEST_OPTIONS = {
  lock: LOCK_OPTION,
  locked: { type: 'boolean', describe: 'Fail with status 5 when behaviour differs from the lock' },
  reporter: {
    type: 'string',
    requiresArg: true,
    coerce: reporterChoices,
    default: [],
    describe: `NAME[=FILE], of ${Object.keys(REPORTERS).join(', ')}; may be given often`,
  },
} as const satisfies Record<string, Options>;

/** The names of the options of `mpsim test` (and `mpsim lock`), without dashes. */
export const TEST_OPTION_NAMES: readonly string[] = Object.keys(TEST_OPTIONS);

/** `mpsim test [PATH...]`: runs scenarios, judges what they expect, and compares them with their lock. */
export const testCommand: CommandOf<TestArguments> = (choose) => ({
  command: 'test [path..]',
  describe: 'Run scenarios, judge what they expect, compare them with their lock',
  builder: (program) =>
    program
      .positional('path', SCENARIO_PATHS)
      .options(TEST_OPTIONS)
      .example('$0 test scenarios --locked', 'fail where behaviour has changed')
      .example(
        '$0 test --reporter junit=junit.xml --reporter table',
        'for a CI service, and for people',
      ) as never,
  handler: (request) => choose(async () => (await import('./test-files.ts')).testFiles(request)),
});

function reporterChoices(value: string | readonly string[] | undefined): readonly ReporterChoice[] {
  return all(value).map((text) => {
    const [name, ...file] = text.split('=');
    if (!isReporter(name!))
      throw new UsageError(
        `--reporter takes ${Object.keys(REPORTERS).join(', ')}, each with =FILE or without, not "${text}"`,
      );
    if (text.endsWith('=')) throw new UsageError(`--reporter ${text} names no file after the =`);
    return { name, file: file.length === 0 ? undefined : file.join('=') };
  });
}

function isReporter(name: string): name is ReporterName {
  return Object.hasOwn(REPORTERS, name);
}
