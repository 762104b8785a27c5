import { describe, expect, test } from 'vitest';
import { diagnosticCodes, explanationOf, isDiagnosticCode } from '../../src/document/diagnostic-codes.ts';

describe('the table of codes', () => {
  test.each(diagnosticCodes())('explains %s in sentences', (code) => {
    const { title, why, fix } = explanationOf(code);
    expect(title).toMatch(/^[a-zA-Z][^.]*$/);
    expect(why).toMatch(/^[A-Z<].*\.$/s);
    expect(fix).toMatch(/^[A-Z`].*[.`]$/s);
  });

  test('stands in ascending order', () => {
    expect(diagnosticCodes()).toEqual(diagnosticCodes().toSorted());
  });

  test('knows its codes from other texts', () => {
    expect(['MP101', 'MP999', '30001', 'toString'].map(isDiagnosticCode)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
