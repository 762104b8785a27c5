import { jsonSchema } from '../scenario/shape/schema.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** Prints the JSON Schema of scenario files. */
export async function printSchema(): Promise<ExitCode> {
  process.stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
  return EXIT.fine;
}
