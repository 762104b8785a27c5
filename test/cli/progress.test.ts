import { describe, expect, it } from 'vitest';
import { openProgress } from '../../src/cli/progress.ts';
import { compile } from '../../src/scenario/compile.ts';

const PLAN = compile({
  name: 'sale',
  rulebook: 'twilio-guide',
  seed: '1',
  run: { for: '2h' },
  senders: [{ id: 'a', number: '+14155550100' }],
  traffic: [],
  incidents: [],
  expect: [],
  files: {},
});

/** A terminal that keeps what is written to it. */
function terminal(isTTY: boolean, columns: number): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  // Progress asks a stream for these three only.
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}

describe('progress', () => {
  const run = { nowUs: 3_600_000_000, submitted: 12_345 };

  it('tells simulated time, messages and the remaining time, on one line that is erased at the end', () => {
    const { stream, written } = terminal(true, 80);
    const progress = openProgress(PLAN, stream);
    progress.show(run, performance.now() + 5000);
    progress.clear();
    expect(written).toEqual(['\r\u001b[Ksale: 1 h simulated, 12,345 messages, about 5 s left', '\r\u001b[K']);
  });

  it('stays silent in the first second, and where there is no terminal', () => {
    const short = terminal(true, 80);
    openProgress(PLAN, short.stream).show(run, performance.now() + 500);
    const piped = terminal(false, 80);
    openProgress(PLAN, piped.stream).show(run, performance.now() + 5000);
    expect([...short.written, ...piped.written]).toEqual([]);
  });

  it('never wraps, and trusts no width of 0', () => {
    const narrow = terminal(true, 20);
    openProgress(PLAN, narrow.stream).show(run, performance.now() + 5000);
    expect(narrow.written[0]).toHaveLength('\r\u001b[K'.length + 19);
    const unknown = terminal(true, 0);
    openProgress(PLAN, unknown.stream).show(run, performance.now() + 5000);
    expect(unknown.written[0]).toContain('left');
  });
});
