import twilio from 'twilio';
import { expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { serve } from '../../src/server/serve.ts';
import { Session } from '../../src/server/session.ts';
import { testServer } from '../../src/testing/test-server.ts';
import { blocksOf } from './readme.ts';

const SCENARIO = blocksOf('yaml')[0]!.text;
const [ofTests, ofApplications] = blocksOf('js').map(({ text }) => text);

/** What a program of the README prints, and what it says that it prints. */
async function printedBy(program: string, things: Readonly<Record<string, unknown>>): Promise<void> {
  const printed: unknown[] = [];
  const console = { log: (line: unknown) => printed.push(line) };
  // Only its constructor makes a function of a text that waits.
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const body = program.replace(/^import.*\n/, '');
  await AsyncFunction('console', ...Object.keys(things), body)(console, ...Object.values(things));
  const said = /console\.log.*\/\/ (.*)/.exec(program)?.[1];
  expect(printed.map((line) => (Array.isArray(line) ? `[ '${line.join("', '")}' ]` : line))).toEqual([said]);
}

it('shows code for tests that prints what it says', async () => {
  await printedBy(ofTests!, { testServer: () => testServer({ text: SCENARIO }) });
});

it('shows code for the server that prints what it says', async () => {
  const reading = readScenarioText('spring-sale.yaml', SCENARIO, filesFromRecord({}));
  if (!reading.ok) throw new Error('the scenario of the README is wrong');
  const session = new Session(reading.scenario, { accountSid: `AC${'0'.repeat(32)}`, authToken: 'secret' });
  const { url, stop } = await serve(session, { port: 0, speed: 0 });
  await printedBy(ofApplications!.replaceAll('http://127.0.0.1:4010', url), { twilio });
  await stop();
});
