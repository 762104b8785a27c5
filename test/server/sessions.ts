import { filesFromRecord } from '../../src/document/files.ts';
import { compileLive } from '../../src/scenario/compile.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { Live } from '../../src/server/live.ts';

/** A scenario from its text and the files that it names. */
export function scenarioFrom(text: string, files: Readonly<Record<string, string>> = {}): Scenario {
  const reading = readScenarioText('live.yaml', text, filesFromRecord(files));
  if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
  return reading.scenario;
}

/** A live session of a scenario. */
export function liveFrom(text: string): Live {
  return new Live(compileLive(scenarioFrom(text)));
}

/** One Canadian number, at one segment a second, whose messages are all delivered after two seconds. */
export const TORONTO = `senders:
  - { id: toronto, number: "+14165550100" }
carriers:
  default: { latency: { constant: 2s }, outcomes: { delivered: 100% } }
`;
