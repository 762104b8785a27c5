import twilio from 'twilio';
import { expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { serve } from '../../src/server/serve.ts';
import { Session } from '../../src/server/session.ts';
import { blocksOf } from './readme.ts';

it('shows code for the server that prints what it says', async () => {
  const reading = readScenarioText('spring-sale.yaml', blocksOf('yaml')[0]!.text, filesFromRecord({}));
  if (!reading.ok) throw new Error('the scenario of the README is wrong');
  const session = new Session(reading.scenario, { accountSid: `AC${'0'.repeat(32)}`, authToken: 'secret' });
  const { url, stop } = await serve(session, { port: 0, speed: 0 });
  const program = blocksOf('js')[0]!
    .text.replace(/^import.*\n/, '')
    .replaceAll('http://127.0.0.1:4010', url);
  const printed: unknown[] = [];
  // Only its constructor makes a function of a text that waits.
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  await AsyncFunction('twilio', 'console', program)(twilio, { log: (line: unknown) => printed.push(line) });
  await stop();
  expect(printed.join('\n')).toBe(/console\.log.*\/\/ (.*)/.exec(program)?.[1]);
});
