import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BINARY } from '../e2e/mpsim.ts';

const PLANNED = readdirSync('scenarios').filter(
  (file) => file.endsWith('.yaml') && /^plan:/m.test(readFileSync(`scenarios/${file}`, 'utf8')),
);

function planned(...words: readonly string[]): { readonly stdout: string; readonly status: number | null } {
  return spawnSync(process.execPath, [BINARY, 'plan', ...words], { encoding: 'utf8' });
}

describe('the plan of the bundled scenario', () => {
  it.each(PLANNED)('%s is the one on record, byte for byte', (file) => {
    const { stdout, status } = planned(`scenarios/${file}`);
    const recorded = readFileSync(`reports/plans/${file.replace('.yaml', '.txt')}`, 'utf8');
    expect(stdout, `if the change is meant: mpsim plan scenarios/${file}`).toBe(recorded);
    expect(status).toBe(0);
  });

  it('is on record for each that says what may be chosen, and for no other', () => {
    expect(readdirSync('reports/plans').toSorted()).toEqual(
      PLANNED.map((file) => file.replace('.yaml', '.txt')).toSorted(),
    );
  });
});

describe('a plan for programs', () => {
  it('has the senders of each entry, their cost, what is refused, and how many runs it took', () => {
    const { stdout } = planned('scenarios/ten-dlc-day.yaml', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'mpsim-plan/1',
      answer: {
        senders: { shop: { kind: 'long-code', count: 1 } },
        cost: { currency: 'USD', total: 2968.3525 },
        remarks: [{ text: expect.stringContaining('campaign offers'), source_url: expect.any(String) }],
      },
      refused: [],
      runs: 10,
    });
  });
});
