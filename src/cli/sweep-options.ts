import type { Options } from 'yargs';
import type { Shard } from '../experiment/sweeping/cells.ts';
import { CELL_METRICS, metricName, metricNamed } from '../experiment/sweeping/metrics.ts';
import { once } from './command.ts';
import { UsageError } from './failure.ts';
import type { SweepOutput } from './sweep-arguments.ts';

/** The options of `mpsim sweep` and `mpsim merge` that say where and how the report goes. */
export const SWEEP_OUTPUT_OPTIONS: Readonly<Record<keyof SweepOutput, Options>> = {
  out: {
    type: 'string',
    requiresArg: true,
    coerce: once('out'),
    describe: 'Folder for the report; default reports/NAME@sweep and what the command line changes',
  },
  of: {
    type: 'string',
    requiresArg: true,
    coerce: metricAsked,
    describe: 'What is asked what matters most for: lost, cost, end_to_end.p95 and the like',
  },
  format: {
    choices: ['text', 'json'],
    default: 'text',
    describe: 'What to print: the report, or summary.json alone',
  },
  quiet: { type: 'boolean', describe: 'Print the verdict only' },
  html: { type: 'boolean', describe: 'Write report.html: the report as a page with charts' },
  ascii: { type: 'boolean', describe: 'Print nothing but ASCII, names in the scenario excepted' },
};

function metricAsked(value: string | readonly string[] | undefined): string | undefined {
  const name = once('of')(value);
  if (name === undefined || metricNamed(name) !== undefined) return name;
  const names = CELL_METRICS.map(metricName);
  throw new UsageError(`--of takes a metric, not "${name}"; metrics are ${names.join(', ')}`);
}

const PARTS_MAX = 10_000;

/** Reads `3/20`, the third of twenty parts. */
export function shardAsked(value: string | readonly string[] | undefined): Shard | undefined {
  const text = once('shard')(value);
  if (text === undefined) return undefined;
  const [, part = 0, parts = 0] = (/^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? []).map(Number);
  if (part < 1 || part > parts || parts > PARTS_MAX)
    throw new UsageError(`--shard takes a part and the number of parts, such as 3/20, not "${text}"`);
  return { part, parts };
}
