import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, openWorkplace, tenMessages } from './mpsim.ts';

const place = openWorkplace();
afterAll(() => place.remove());

/** Pacing that leaks one token, in the place of the model's own. */
const leakingPacing: Plugin = {
  name: 'leaking-pacing',
  setup({ onResolve }) {
    onResolve({ filter: /\/pacing\.ts$/ }, ({ importer }) =>
      importer.endsWith('leaking-pacing.ts') || importer.includes('/proof/')
        ? undefined
        : { path: resolve('test/e2e/leaking-pacing.ts') },
    );
  },
};

/** The whole program as it is shipped, but for its pacing. */
function leaking(words: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(place.path, 'dist/bin/leaking.mjs'), ...words],
    {
      cwd: place.path,
      encoding: 'utf8',
    },
  );
  return { code: status, stdout, stderr };
}

beforeAll(async () => {
  await build({
    entryPoints: ['src/cli/main.ts'],
    outfile: join(place.path, 'dist/bin/leaking.mjs'),
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    plugins: [leakingPacing],
    logLevel: 'warning',
  });
  copyFileSync('package.json', join(place.path, 'package.json'));
  symlinkSync(resolve('node_modules'), join(place.path, 'node_modules'));
  place.write('ten.yaml', tenMessages());
  place.write('paced.yaml', PACED);
}, 60_000);

/** The same ten messages under an incident elsewhere, so that no departure is told ahead. */
const PACED = tenMessages('incidents: [{ at: 1h, for: 1m, carrier: default, latency: x2 }]\n');

describe('a program whose pacing leaks one token', () => {
  it.each([
    ['ten.yaml', 'message 6 left one at 5000000 us, not at 6000000 us'],
    ['paced.yaml', 'message 7 left one at 6000000 us, not at 7000000 us'],
  ])('fails the proof of %s with status 4, and says how to repeat it', (file, words) => {
    const { code, stdout, stderr } = leaking(['run', file]);
    expect(code).toBe(4);
    expect(stdout).toContain('Proof FAILED');
    expect(stdout).toContain(`- Lindley: ${words}`);
    expect(stdout).toContain('- window bound: one let go of more than burst and rate allow');
    expect(stdout).toContain('- blast: the p95 wait of one is 8000000 us, not 9000000 us');
    expect(stderr).toContain(`to repeat: mpsim run ${file} --seed 1`);
  });

  it('writes the whole report all the same, with the breaks in it', () => {
    leaking(['run', 'ten.yaml', '--out', 'broken']);
    const { proof } = JSON.parse(readFileSync(join(place.path, 'broken/summary.json'), 'utf8'));
    expect(proof.holds).toBe(false);
    expect(proof.breaks[0]).toContain('Lindley: message 6');
    expect(readFileSync(join(place.path, 'broken/report.txt'), 'utf8')).toContain('Proof FAILED');
  });

  it('fails mpsim test with status 4', () => {
    const { code, stderr } = leaking(['test', 'ten.yaml']);
    expect(code).toBe(4);
    expect(stderr).toContain('to repeat: mpsim run ten.yaml --seed 1');
  });

  it('is not caught with --no-proof', () => {
    const { code, stdout } = leaking(['run', 'ten.yaml', '--no-proof']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('Proof');
  });
});

describe('a run', () => {
  it('ends its report with its proof', () => {
    const { code, stdout } = place.mpsim(['run', 'ten.yaml']);
    expect(code).toBe(0);
    expect(stdout.slice(stdout.indexOf('\nProof\n')).split('\n')).toEqual([
      '',
      'Proof',
      '  conservation   10 requests, 10 segments sent, none lost',
      '  Lindley        10 messages, 1 lane: each left at the instant foretold',
      '  window bound   10 departures, 1 bucket: within burst and rate',
      "  Little's law   10 messages waited 45.0s in all, by either sum",
      '  closed form    blast, one: p95 wait 9.00s predicted, 9.00s simulated',
      '',
    ]);
  });

  it('has neither proof nor another fingerprint with --no-proof', () => {
    const [proved, plain] = [
      ['--format', 'json'],
      ['--format', 'json', '--no-proof'],
    ].map((words) => JSON.parse(place.mpsim(['run', 'ten.yaml', ...words]).stdout));
    expect(proved.proof.holds).toBe(true);
    const { proof, ...others } = proved;
    expect(plain).toEqual(others);
  });
});
