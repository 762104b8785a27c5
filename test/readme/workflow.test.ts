import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openWorkplace, tenMessages, type Workplace } from '../e2e/mpsim.ts';
import { blocksOf } from './readme.ts';

/** A workflow of GitHub Actions, as much of it as the README has. */
interface Workflow {
  readonly on: readonly string[];
  readonly jobs: Readonly<Record<string, { readonly 'runs-on': string; readonly steps: readonly Step[] }>>;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const [block] = blocksOf('yml');
const workflow = parse(block!.text) as Workflow;
const jobs = Object.values(workflow.jobs);
const commands = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
  mkdirSync(join(here.path, 'scenarios'));
  here.write(
    'scenarios/ten.yaml',
    tenMessages('expect:\n  - { metric: delivered, count: { at-least: 1 } }\n'),
  );
  here.mpsim(['lock', 'scenarios']);
});
afterEach(() => here.remove());

/** Runs its commands one after the other, as a service does, and tells the first status that is not 0. */
function statusOf(all: readonly string[]): number | null {
  const lines = all
    .filter((command) => command !== 'npm ci')
    .map((command) => here.shell(`GITHUB_STEP_SUMMARY=step.md\n${command.replaceAll('npx mpsim', 'mpsim')}`));
  return lines.map(({ code }) => code).find((code) => code !== 0) ?? 0;
}

describe('the workflow of the README', () => {
  it('is one of GitHub Actions: each step uses an action of a stated version or runs a command', () => {
    expect(blocksOf('yml')).toHaveLength(1);
    expect(workflow.on).toEqual(['pull_request']);
    expect(jobs.map((job) => job['runs-on'])).toEqual(['ubuntu-latest']);
    for (const { uses, run } of jobs.flatMap(({ steps }) => steps)) {
      expect([uses, run].filter((one) => one !== undefined)).toHaveLength(1);
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
    }
    expect(commands.some((command) => command.startsWith('npx mpsim test '))).toBe(true);
  });

  it('has commands that work, and write what it says', () => {
    expect(statusOf(commands)).toBe(0);
    expect(existsSync(join(here.path, 'junit.xml'))).toBe(true);
    expect(readFileSync(join(here.path, 'step.md'), 'utf8')).toContain('ten');
  });

  it('fails where behaviour has changed, with the summary written all the same', () => {
    here.write('scenarios/ten.yaml', tenMessages().replace('batch: 10', 'batch: 11'));
    expect(statusOf(commands)).toBe(5);
    expect(readFileSync(join(here.path, 'step.md'), 'utf8')).toContain('messages submitted: 11, locked 10');
  });
});
