import type { CommandOf } from './command.ts';

/** `mpsim schema`: prints the JSON Schema of scenario files, by which editors complete and check them. */
export const schemaCommand: CommandOf<object> = (choose) => ({
  command: 'schema',
  describe: 'Print the JSON Schema of scenario files, for editors',
  builder: (program) =>
    program
      .example('$0 schema > scenario.schema.json', 'then begin a scenario with')
      .example('# yaml-language-server: $schema=scenario.schema.json', ''),
  handler: () => choose(async () => (await import('./print-schema.ts')).printSchema()),
});
