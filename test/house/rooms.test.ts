import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each room may import besides itself. A room is a folder of `src`, or a file that stands beside the folders. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  messaging: [],
  document: [],
  rulebooks: ['document', 'kernel', 'messaging'],
  scenario: ['document', 'kernel', 'messaging', 'rulebooks'],
  traffic: ['kernel', 'messaging', 'scenario/plan.ts'],
  pipeline: ['kernel', 'messaging', 'scenario/plan.ts', 'traffic'],
  measure: [
    'kernel',
    'messaging',
    'pipeline/facts.ts',
    'pipeline/callback-facts.ts',
    'pipeline/lane-facts.ts',
    'pipeline/cohorts.ts',
  ],
  laws: ['kernel', 'messaging', 'pipeline/facts.ts'],
  proof: [
    'kernel',
    'messaging',
    'laws',
    'measure',
    'pipeline/facts.ts',
    'pipeline/plain.ts',
    'scenario/plan.ts',
  ],
  'setting.ts': ['kernel', 'measure', 'scenario/plan.ts'],
  'simulate.ts': [
    'kernel',
    'messaging',
    'document',
    'rulebooks',
    'scenario',
    'traffic',
    'pipeline',
    'measure',
    'laws',
    'proof',
    'setting.ts',
  ],
  experiment: [
    'kernel',
    'messaging',
    'rulebooks',
    'scenario',
    'traffic',
    'pipeline',
    'measure',
    'laws',
    'simulate.ts',
    'setting.ts',
  ],
  report: [
    'kernel',
    'messaging',
    'experiment',
    'measure',
    'pipeline/facts.ts',
    'rulebooks',
    'scenario/plan.ts',
  ],
  server: [
    'kernel',
    'messaging',
    'document',
    'rulebooks',
    'scenario',
    'traffic',
    'pipeline',
    'measure',
    'experiment/cost.ts',
    'setting.ts',
    'simulate.ts',
  ],
  testing: ['document', 'scenario', 'server', 'cli/node-files.ts'],
  cli: ['*'],
  'index.ts': ['*'],
};

/** The rooms that may touch the machine. */
const SHELLS: readonly string[] = ['cli', 'server', 'testing'];

interface Import {
  readonly file: string;
  readonly room: string;
  /** A path below `src`, or the name of a package. */
  readonly target: string;
  readonly own: boolean;
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(join('src', folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sourceFiles(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join('src', file), 'utf8').replace(/^\s*(?:\*|\/\/|\/\*).*$/gm, '');
  return [...text.matchAll(IMPORT)].map(([, specifier = '']) => {
    const own = specifier.startsWith('.');
    const target = own ? normalize(join(dirname(file), specifier)) : packageOf(specifier);
    return { file, room: file.split('/')[0]!, target, own };
  });
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}

const imports = sourceFiles('').flatMap(importsOf);

describe('the house', () => {
  it('has only rooms that the table knows', () => {
    expect([...new Set(imports.map(({ room }) => room))].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
  });

  it('lets each room import only what the table allows', () => {
    const breaches = imports.filter(({ room, target, own }) => {
      if (!own || target.split('/')[0] === room) return false;
      const allowed = MAY_IMPORT[room] ?? [];
      return !allowed.some((place) => place === '*' || place === target || target.startsWith(`${place}/`));
    });
    expect(breaches.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('has no circle of files', () => {
    expect(circles()).toEqual([]);
  });

  it('touches the machine only in its shells', () => {
    const breaches = imports.filter(
      ({ room, target, own }) => !own && target.startsWith('node:') && !SHELLS.includes(room),
    );
    expect(breaches.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('imports each package in one place', () => {
    const places = new Map<string, Set<string>>();
    for (const { file, target, own } of imports) {
      if (own || target.startsWith('node:')) continue;
      places.set(target, (places.get(target) ?? new Set()).add(file));
    }
    // Each command of the command line is a yargs module of its own.
    places.delete('yargs');
    // Arbitraries are values of fast-check; a search for breaks draws with it, too.
    places.delete('fast-check');
    const several = [...places].filter(([, files]) => files.size > 1);
    expect(several.map(([name, files]) => `${name}: ${[...files].join(', ')}`)).toEqual([]);
  });

  it('keeps chance, the wall clock, locale and inexact powers out of the model', () => {
    const forbidden = /Math\.(?:random|pow)|\*\*=?\s*[\w(]|Date\.now|new Date\(\)|toLocale|localeCompare/;
    const breaches = sourceFiles('')
      .filter((file) => !SHELLS.includes(file.split('/')[0]!))
      .flatMap((file) =>
        readFileSync(join('src', file), 'utf8')
          .split('\n')
          .filter((line) => !/^\s*(?:\/?\*|\/\/)/.test(line) && forbidden.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(breaches).toEqual([]);
  });
});

/** Every circle of imports, as the files on it. */
function circles(): readonly string[] {
  const targets = new Map<string, string[]>();
  for (const { file, target, own } of imports)
    if (own) targets.set(file, [...(targets.get(file) ?? []), target]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (path.includes(file) || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}
