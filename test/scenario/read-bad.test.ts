import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnosticCodes } from '../../src/document/diagnostic-codes.ts';
import { decodeText, type FileReading, type Files } from '../../src/document/files.ts';
import { formatDiagnostic } from '../../src/document/format-diagnostic.ts';
import { type Reading, readScenario, readScenarioText } from '../../src/scenario/read.ts';

const FOLDER = new URL('../golden/bad/', import.meta.url);
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .sort();

/** The files beside the bad scenarios. */
const folder: Files = {
  read(path): FileReading {
    const stat = statSync(new URL(path, FOLDER), { throwIfNoEntry: false });
    if (stat === undefined) return { ok: false, problem: 'missing' };
    return stat.isDirectory()
      ? { ok: false, problem: 'directory' }
      : decodeText(readFileSync(new URL(path, FOLDER)));
  },
};

/** A first line `# --set PATH=VALUE` is a change on the command line. */
function readGolden(name: string): Reading {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  const change = /^# --set (.*)$/m.exec(text)?.[1];
  return readScenarioText(name, text, folder, change === undefined ? [] : [change]);
}

function diagnosticsOf(reading: Reading): Extract<Reading, { ok: false }>['diagnostics'] {
  return reading.ok ? reading.warnings : reading.diagnostics;
}

/** What a terminal of 80 columns shows. */
function shown(reading: Reading): string {
  const diagnostics = diagnosticsOf(reading).map((diagnostic) => formatDiagnostic(diagnostic, { width: 80 }));
  return `${diagnostics.join('\n\n')}\n`;
}

describe('a bad scenario is told exactly as it was agreed on', () => {
  test.each(names)('%s', (name) => {
    const golden = new URL(name.replace(/\.yaml$/, '.txt'), FOLDER);
    const text = shown(readGolden(name));
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });
});

const SENDERS = 'senders: [{ id: promo, number: "+14155550100" }]\n';

/** Mistakes of a kind that no file in a folder can show, and how they are made. */
const UNUSUAL: readonly (readonly [code: string, read: () => Reading])[] = [
  [
    'MP103',
    () => readScenario('a.yaml', { read: () => ({ ok: false, problem: 'unreadable', detail: 'EACCES' }) }),
  ],
  ['MP104', () => readScenario('a.yaml', { read: () => ({ ok: false, problem: 'too-large' }) })],
  ['MP212', () => readScenarioText('a.yaml', `${SENDERS}incidents: [${'1,'.repeat(100_001)}]`, folder)],
];

describe('a mistake of the system', () => {
  test.each(UNUSUAL)('%s has its code', (code, read) => {
    expect(diagnosticsOf(read()).map((diagnostic) => diagnostic.code)).toContain(code);
  });
});

describe('the table of codes', () => {
  test('has a bad scenario for every code', () => {
    const told = names.flatMap((name) => diagnosticsOf(readGolden(name)).map(({ code }) => code as string));
    const reached = new Set([...told, ...UNUSUAL.map(([code]) => code)]);
    // Those of rulebook files have tests of their own.
    const ofScenarios = diagnosticCodes().filter((code) => code < 'MP951');
    expect(ofScenarios.filter((code) => !reached.has(code))).toEqual([]);
  });

  test('tells sixty mistakes apart, and more', () => {
    expect(diagnosticCodes().length).toBeGreaterThan(60);
  });
});

describe('several mistakes of one file', () => {
  test('are told in one go, from top to bottom', () => {
    const reading = readGolden(names.find((name) => name.includes('several-mistakes'))!);
    const diagnostics = diagnosticsOf(reading);
    expect(new Set(diagnostics.map(({ code }) => code)).size).toBeGreaterThan(8);
    const lines = diagnostics.map(({ line }) => line);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });
});
