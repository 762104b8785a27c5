import { describe, expect, test } from 'vitest';
import { diagnosticAt, diagnosticOf } from '../../src/document/diagnostic.ts';
import { diagnosticsJson, formatDiagnostic } from '../../src/document/format-diagnostic.ts';

const source = { file: 'a.yaml', text: 'senders:\n  - burts: 5\n' };
const problem = {
  code: 'MP201',
  path: ['senders', 0, 'burts'],
  message: 'Unknown key "burts".',
  help: 'Did you mean "burst"?',
} as const;
const diagnostic = diagnosticAt({ source, start: 13, end: 18 }, problem);

describe('a diagnostic', () => {
  test('is one line that grep finds, and a frame', () => {
    expect(formatDiagnostic(diagnostic)).toBe(
      [
        'a.yaml:2:5  senders[0].burts  Unknown key "burts".  Did you mean "burst"?  (MP201)',
        '  2 |   - burts: 5',
        '    |     ^^^^^',
      ].join('\n'),
    );
  });

  test('is wrapped to the width of a terminal', () => {
    const lines = formatDiagnostic(
      { ...diagnostic, message: 'word '.repeat(30).trim() },
      { width: 40 },
    ).split('\n');
    expect(lines.length).toBeGreaterThan(6);
    expect(Math.max(...lines.slice(1).map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  test('of a whole file has neither line nor frame', () => {
    const missing = diagnosticOf('b.yaml', {
      code: 'MP101',
      path: [],
      message: 'There is no file "b.yaml".',
    });
    expect(formatDiagnostic(missing)).toBe(
      'b.yaml  There is no file "b.yaml".  Check the path for typing errors.  (MP101)',
    );
  });

  test('is coloured part by part by whoever shows it', () => {
    const painted = formatDiagnostic(diagnostic, { paint: (part, text) => `<${part}>${text}</${part}>` });
    for (const part of ['place', 'path', 'error', 'message', 'help', 'frame'])
      expect(painted).toContain(`<${part}>`);
  });

  test('as a warning says so', () => {
    expect(
      formatDiagnostic(diagnosticAt({ source, start: 0, end: 7 }, { ...problem, code: 'MP420' })),
    ).toContain('(warning MP420)');
  });

  test('is also JSON', () => {
    expect(JSON.parse(diagnosticsJson([diagnostic]))).toEqual({
      schema: 'mpsim-diagnostics/1',
      diagnostics: [
        {
          code: 'MP201',
          severity: 'error',
          file: 'a.yaml',
          line: 2,
          column: 5,
          length: 5,
          path: 'senders[0].burts',
          message: 'Unknown key "burts".',
          help: 'Did you mean "burst"?',
        },
      ],
    });
  });
});
