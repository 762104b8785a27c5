import { describe, expect, it } from 'vitest';
import { repeatCommand } from '../../src/cli/repeat-command.ts';

describe('the command that repeats a run', () => {
  it('names the file, the seed and every change', () => {
    const variation = { seed: '8', replication: 2, changes: ['senders[0].burst=5'] };
    expect(repeatCommand('scenarios/sale.yaml', '8', variation)).toBe(
      "mpsim run scenarios/sale.yaml --seed 8 --replication 2 --set 'senders[0].burst=5'",
    );
  });

  it('quotes what a shell would take apart', () => {
    expect(repeatCommand("it's.yaml", 'a b', { changes: [] })).toBe(`mpsim run 'it'\\''s.yaml' --seed 'a b'`);
  });
});
