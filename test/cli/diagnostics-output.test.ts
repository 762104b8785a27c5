import { describe, expect, it } from 'vitest';
import { diagnosticsText } from '../../src/cli/diagnostics-output.ts';
import { filesFromRecord } from '../../src/document/files.ts';
import { readScenario } from '../../src/index.ts';

function mistakesOf(count: number): string {
  const unknown = Array.from({ length: count }, (_, i) => `key-${i}: 1`).join('\n');
  const reading = readScenario(
    'bad.yaml',
    filesFromRecord({ 'bad.yaml': `senders: [{ id: a, number: "+14155550100" }]\n${unknown}\n` }),
  );
  return reading.ok ? '' : diagnosticsText(reading.diagnostics, process.stderr);
}

describe('the list of mistakes', () => {
  it('is shown whole up to 500', () => {
    // One more is the warning that there is no traffic.
    expect(mistakesOf(499).match(/^bad\.yaml:/gm)).toHaveLength(500);
    expect(mistakesOf(499)).not.toContain('more');
  });

  it('says how many more there are beyond that', () => {
    expect(mistakesOf(730).match(/^bad\.yaml:/gm)).toHaveLength(500);
    expect(mistakesOf(730)).toMatch(/… and 231 more\n$/);
  });
});
