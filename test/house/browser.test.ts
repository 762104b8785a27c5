import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const PROGRAM = `
import { filesFromRecord, readScenario, simulate, totalsOf } from './src/index.ts';
const reading = readScenario('a.yaml', filesFromRecord({
  'a.yaml': 'senders: [{ id: a, number: "+14165550100" }]\\ntraffic: [{ id: t, from: a, arrivals: { trace: t.csv } }]',
  't.csv': 'time,to,body\\n0,+14155550123,Hi\\n1,+14155550124,"Ho, ho"\\n',
}));
globalThis.counts = reading.ok ? totalsOf(simulate(reading.scenario)).counts : reading.diagnostics;
`;

describe('the library', () => {
  it('runs where there is neither Node nor a page: no Buffer, no process, no disk', async () => {
    const bundle = await build({
      stdin: { contents: PROGRAM, resolveDir: '.' },
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      logLevel: 'error',
    });
    const context = createContext({ TextDecoder, TextEncoder, Intl });
    runInContext(bundle.outputFiles[0]!.text, context);
    expect(context.counts).toMatchObject({ submitted: 2, delivered: 2 });
  });
});
