import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.ts';
import { LATENCIES } from '../../src/measure/result.ts';
import { RULEBOOK_NAMES } from '../../src/rulebooks/catalogue.ts';
import { EXPECTED_METRICS } from '../../src/scenario/forms/expectations.ts';
import { jsonSchema } from '../../src/scenario/shape/schema.ts';
import { openWorkplace } from '../e2e/mpsim.ts';
import { rowsUnder } from './readme.ts';

const text = readFileSync('README.md', 'utf8');

/** The code in the first cell of each row under a heading that has any. */
function namesUnder(heading: string): readonly string[] {
  return rowsUnder(heading).flatMap((row) => /`([^`]+)`/.exec(row.split(' | ')[0]!)?.[1] ?? []);
}

/** Every key that a JSON Schema knows, however deep. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(keysOf)];
}

describe('the README', () => {
  it('names every key that a scenario may have', () => {
    const code = [...text.matchAll(/^```yaml$[\s\S]*?^```$|`[^`\n]+`/gm)].map(([piece]) => piece).join('\n');
    const words = new Set(code.match(/[a-z][a-z0-9-]*/g));
    expect([...new Set(keysOf(jsonSchema()))].filter((key) => !words.has(key))).toEqual([]);
  });

  it('names every metric that may be expected and every latency', () => {
    const names = [...EXPECTED_METRICS, ...LATENCIES, 'end_to_end_offered'];
    expect(
      names.filter((name) => !text.includes(`\`${name}\``) && !text.includes(`metric: ${name}`)),
    ).toEqual([]);
  });

  it('asks the question of every bundled scenario', () => {
    const bundled = readdirSync('scenarios').filter((name) => name.endsWith('.yaml'));
    expect(namesUnder('# mpsim').slice(1).toSorted()).toEqual(bundled);
  });

  it('lists every rulebook, the default first', () => {
    expect(namesUnder('## Rulebooks')).toEqual(['rulebook', ...RULEBOOK_NAMES]);
  });

  it('lists every exit status that a command has now', () => {
    const listed = rowsUnder('## Commands').flatMap((row) => /^\| (\d+) /.exec(row)?.[1] ?? []);
    expect(listed.map(Number)).toEqual(Object.values(EXIT));
  });

  it('lists every command, and every option of run', () => {
    const here = openWorkplace();
    const commands = here.mpsim(['--help']).stdout.matchAll(/^ {2}mpsim ([a-z]+)/gm);
    const options = here.mpsim(['run', '--help']).stdout.matchAll(/^ +(--[a-z-]+)/gm);
    here.remove();
    const listed = namesUnder('## Commands').flatMap((name) => /^mpsim ([a-z]+)/.exec(name)?.[1] ?? []);
    const named = new Set(['init', ...[...commands].map(([, name]) => name!)]);
    expect(listed.toSorted()).toEqual([...named].toSorted());
    const said = [...options].map(([, name]) => name!).filter((name) => name !== '--version');
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter((name) => !text.includes(`\`${name}`))).toEqual([]);
  });

  it('names every room of the source', () => {
    const rooms = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const reading = text.slice(text.indexOf('## Reading and changing the source'));
    expect(rooms.map(({ name }) => name).filter((name) => !reading.includes(`\`${name}\``))).toEqual([]);
  });
});
