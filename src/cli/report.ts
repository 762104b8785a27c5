import { type CommandOf, once } from './command.ts';
import { PICTURE_OPTIONS } from './picture-options.ts';
import type { ReportArguments } from './report-arguments.ts';
import { asWritten } from './stdin-word.ts';

/** `mpsim report FOLDER`: makes the reports of a run again, from what `mpsim run --result` kept. */
export const reportCommand: CommandOf<ReportArguments> = (choose) => ({
  command: 'report <path>',
  describe: 'Print the report of an earlier run, from the result that it kept',
  builder: (program) =>
    program
      .positional('path', {
        type: 'string',
        demandOption: true,
        coerce: asWritten,
        describe: 'A folder that mpsim run --result wrote, or its result.json',
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        coerce: once('out'),
        describe: 'Folder to write the files of the report to',
      })
      .option('html', {
        type: 'boolean',
        describe: 'Write report.html, the report as a page with charts: to --out, or beside the result',
      })
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'What to print: the report, or summary.json alone',
      })
      .option('quiet', { type: 'boolean', describe: 'Print the verdict only' })
      .options(PICTURE_OPTIONS)
      .example('$0 report reports/flash-sale', 'print it without running anything')
      .example('$0 report reports/flash-sale --html', 'make a page of it: report.html') as never,
  handler: (request) => choose(async () => (await import('./report-again.ts')).reportAgain(request)),
});
