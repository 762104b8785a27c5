import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvProblem, parseCsvColumn, readRecords } from '../../src/scenario/forms/csv.ts';
import { cases } from '../seed.ts';

function records(text: string): { rows: string[][]; lines: number[]; broken: CsvProblem | undefined } {
  const rows: string[][] = [];
  const lines: number[] = [];
  const broken = readRecords(text, (fields, line) => {
    rows.push([...fields]);
    lines.push(line);
  });
  return { rows, lines, broken };
}

describe('records of a CSV file', () => {
  test('know the line that they begin on, past quoted line ends, CRLF and blank lines', () => {
    const { rows, lines, broken } = records('\uFEFFa,b\r\n1,"x\r\ny"\n\n2,"say ""hi"", twice"\r\n3,z');
    expect(broken).toBeUndefined();
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', 'x\r\ny'],
      ['2', 'say "hi", twice'],
      ['3', 'z'],
    ]);
    expect(lines).toEqual([1, 2, 5, 6]);
  });

  test.each([
    ['a\n1\n"2', 3, 'a quote is opened and never closed'],
    ['a\n"1\n2"\n"3"x\n', 4, 'text follows a closing quote; write a quote inside a quoted field twice'],
    [
      'a\n5" screen\n',
      2,
      'a quote stands inside a field; put the whole field in quotes and write the inner quote twice',
    ],
  ])('end at a quote out of place: %j', (text, line, why) => {
    expect(records(text).broken).toEqual({ line, about: 'form', why });
  });

  test('come back as they were written', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ',', '"', '\n', '\r\n', ' ') });
    const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field), { minLength: 1 }), (rows) => {
        const text = rows.map((row) => row.map(quoted).join(',')).join('\n');
        expect(records(text).rows).toEqual(rows);
      }),
      cases(200),
    );
  });
});

describe('a column of a CSV file', () => {
  test('is its values, row after row', () => {
    expect(parseCsvColumn('name, phone\nAda,+14155550100\nBob,\n', 'phone')).toEqual({
      ok: true,
      value: ['+14155550100', ''],
    });
  });

  test.each([
    ['', 'the file is empty'],
    ['name\n', 'the file has no column "phone"; its header names name'],
    ['name,phone\n', 'the file has no rows below its header'],
    ['name,phone\na,b\nc\nd\n', 'line 3 has 1 field, and the header names 2: name,phone'],
    ['name,phone\na,"b\n', 'line 2: a quote is opened and never closed'],
    ['"name,phone\na,b\n', 'line 1: a quote is opened and never closed'],
  ])('of %j is refused', (text, why) => {
    expect(parseCsvColumn(text, 'phone')).toMatchObject({ ok: false, why });
  });
});
