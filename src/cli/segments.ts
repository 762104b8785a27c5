import type { Options } from 'yargs';
import { type CommandOf, once } from './command.ts';
import type { SegmentsArguments } from './segments-arguments.ts';
import { pricePerSegment, replacements, senderClass, senderRate } from './segments-values.ts';
import { asWritten } from './stdin-word.ts';

const SEGMENTS_OPTIONS = {
  file: {
    type: 'string',
    requiresArg: true,
    coerce: once('file'),
    describe: 'Read the text from a file; - is standard input',
  },
  lines: { type: 'boolean', describe: 'Each line is a body' },
  csv: {
    type: 'string',
    requiresArg: true,
    coerce: once('csv'),
    describe: 'Each row of a CSV file is a body',
  },
  column: {
    type: 'string',
    requiresArg: true,
    coerce: once('column'),
    describe: 'Column of the CSV file that holds them',
  },
  'smart-encoding': { type: 'boolean', describe: 'Count bodies as Smart Encoding sends them' },
  replace: {
    type: 'string',
    requiresArg: true,
    coerce: replacements,
    describe: 'FROM=TO: what would this save; may be given often',
  },
  'keep-clusters': { type: 'boolean', describe: 'Cut no flag, joined emoji or accented letter in two' },
  'segments-per-second': {
    type: 'string',
    requiresArg: true,
    coerce: senderRate,
    default: '1',
    describe: 'Rate of the sender',
  },
  'price-per-segment': {
    type: 'string',
    requiresArg: true,
    coerce: pricePerSegment,
    describe: 'Dollars a segment, such as 0.0083; else that of a rulebook',
  },
  rulebook: {
    type: 'string',
    requiresArg: true,
    coerce: once('rulebook'),
    describe: 'Whose prices count, a name or a file; twilio-guide unless given',
  },
  to: {
    type: 'string',
    requiresArg: true,
    coerce: once('to'),
    describe: 'Country that the text goes to; US unless given',
  },
  'sender-class': {
    type: 'string',
    requiresArg: true,
    coerce: senderClass,
    describe: 'long-code unless given, toll-free, short-code or alphanumeric',
  },
  json: { type: 'boolean', describe: 'Print a JSON list, an object for each body' },
} as const satisfies Record<string, Options>;

/** The names of the options of `mpsim segments`, without dashes. */
export const SEGMENTS_OPTION_NAMES: readonly string[] = Object.keys(SEGMENTS_OPTIONS);

/** `mpsim segments [TEXT]`: what texts cost, and why. */
export const segmentsCommand: CommandOf<SegmentsArguments> = (choose) => ({
  command: 'segments [text]',
  describe: 'Tell how many segments a text takes, why, and how to save some',
  builder: (program) =>
    program
      .positional('text', {
        type: 'string',
        coerce: (text: string | undefined) => text && asWritten(text),
        describe: 'The body; without it, or with -, standard input',
      })
      .options(SEGMENTS_OPTIONS)
      .example('$0 segments "It’s here…"', 'what forces UCS-2, and what would help')
      .example('$0 segments --csv sent.csv --column body', 'each row, and the total')
      .example('$0 segments --lines --json < bodies.txt', 'for programs') as never,
  handler: (request) => choose(async () => (await import('./tell-segments.ts')).tellSegments(request)),
});
