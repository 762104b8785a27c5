import type { Options } from 'yargs';
import { parseSpeed } from '../server/clock-speed.ts';
import { type CommandOf, once, wholeNumber } from './command.ts';
import { UsageError } from './failure.ts';
import type { ServeArguments } from './serve-arguments.ts';

const SERVE_OPTIONS = {
  port: {
    type: 'string',
    requiresArg: true,
    default: '4010',
    coerce: wholeNumber('port', 0, 65_535),
    describe: 'Port on 127.0.0.1; 0 is any free one',
  },
  clock: {
    type: 'string',
    requiresArg: true,
    default: 'manual',
    coerce: clockSpeed,
    describe: 'How time passes: manual, by POST /_mpsim/clock/advance; real; or faster, such as 60x',
  },
  journal: {
    type: 'string',
    requiresArg: true,
    coerce: once('journal'),
    describe: 'File that keeps the session: a restart with it goes on where it ended, however it ended',
  },
  'allow-host': {
    type: 'string',
    array: true,
    requiresArg: true,
    describe:
      'Host that callbacks may be posted to and media fetched from, beside this machine; may be given often',
  },
  quiet: { type: 'boolean', describe: 'No line about each request on standard error' },
  'account-sid': {
    type: 'string',
    requiresArg: true,
    coerce: accountSid,
    describe: 'Account SID; default one that follows from the seed, printed at start',
  },
  'auth-token': {
    type: 'string',
    requiresArg: true,
    coerce: once('auth-token'),
    describe: 'Auth token; default as with the account SID',
  },
} as const satisfies Record<string, Options>;

/** The names of the options of `mpsim serve`, without dashes. */
export const SERVE_OPTION_NAMES: readonly string[] = Object.keys(SERVE_OPTIONS);

/** `mpsim serve FILE`: the Messages API on the engine of `mpsim run`, with a clock that can be advanced. */
export const serveCommand: CommandOf<ServeArguments> = (choose) => ({
  command: 'serve <file>',
  describe: 'Serve the Messages API for tests, with a clock that can be advanced',
  builder: (program) =>
    program
      .positional('file', {
        type: 'string',
        coerce: once('file'),
        demandOption: true,
        describe: 'Scenario file; - is standard input. Its traffic is left out',
      })
      .options(SERVE_OPTIONS)
      .example('$0 serve sale.yaml', 'serve its senders and carriers at http://127.0.0.1:4010')
      .example(
        `curl -H 'Content-Type: application/json' -d '{"by":"5h"}' http://127.0.0.1:4010/_mpsim/clock/advance`,
        'let five hours pass',
      ) as never,
  handler: (request) => choose(async () => (await import('./serve-file.ts')).serveFile(request)),
});

function clockSpeed(value: string | readonly string[] | undefined): number | undefined {
  const text = once('clock')(value);
  const speed = text === undefined ? 0 : parseSpeed(text);
  if (speed === undefined)
    throw new UsageError(
      `--clock takes manual, real, or a speed such as 60x (at most 1000000x), not "${text}"`,
    );
  return speed;
}

function accountSid(value: string | readonly string[] | undefined): string | undefined {
  const text = once('account-sid')(value);
  if (text !== undefined && !/^AC[0-9a-fA-F]{32}$/.test(text))
    throw new UsageError(`--account-sid takes AC and 32 hexadecimal digits, not "${text}"`);
  return text;
}
