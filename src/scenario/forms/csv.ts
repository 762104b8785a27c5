import { parse } from 'csv-parse/browser/esm/sync';

/** What is wrong with a CSV file, and on which line of it, from 1. */
export interface CsvProblem {
  readonly line: number;
  readonly about: CsvFault;
  readonly why: string;
}

/**
 * What a problem is about: the form of CSV (quotes, number of fields), the names in the header, a file without rows,
 * or a value that cannot be read.
 */
export type CsvFault = 'form' | 'header' | 'rows' | 'value';

/**
 * Hands over the records of a CSV text one after the other, the header among them, each with the line that it begins
 * on. RFC 4180: quoted fields may hold commas, line ends and doubled quotes; lines end in LF or CRLF; a byte order
 * mark and blank lines are passed over. Keeps nothing: memory is the caller's.
 *
 * @returns the problem that makes the rest of the file unreadable, a quote out of place, or undefined.
 */
export function readRecords(
  text: string,
  onRecord: (fields: readonly string[], line: number) => void,
): CsvProblem | undefined {
  let line = 1;
  const take = (fields: string[]): null => {
    const begins = line;
    line += 1 + lineEndsIn(fields);
    if (fields.length > 1 || fields[0] !== '') onRecord(fields, begins);
    return null;
  };
  try {
    parse(text, { bom: true, relax_column_count: true, record_delimiter: ['\r\n', '\n'], on_record: take });
    return undefined;
  } catch (error) {
    const why = QUOTE_PROBLEMS[codeOf(error)];
    if (why === undefined) throw error;
    return { line, about: 'form', why };
  }
}

const QUOTE_PROBLEMS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote; write a quote inside a quoted field twice',
  INVALID_OPENING_QUOTE:
    'a quote stands inside a field; put the whole field in quotes and write the inner quote twice',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function lineEndsIn(fields: readonly string[]): number {
  let ends = 0;
  for (const field of fields) {
    for (let i = field.indexOf('\n'); i !== -1; i = field.indexOf('\n', i + 1)) ends += 1;
  }
  return ends;
}

/** Where a record is too short or too long for its header; undefined when it fits. */
export function fieldCountProblem(fields: readonly string[], header: readonly string[]): string | undefined {
  if (fields.length === header.length) return undefined;
  const given = `${fields.length} field${fields.length === 1 ? '' : 's'}`;
  return `has ${given}, and the header names ${header.length}: ${header.join(',')}`;
}

/** The values of a column, or its first problem; here too `why` names the line. */
export type ColumnReading =
  | { readonly ok: true; readonly value: readonly string[] }
  | ({ readonly ok: false } & CsvProblem);

/** The values of one column of a CSV text with a header line, row after row; at least one. */
export function parseCsvColumn(text: string, column: string): ColumnReading {
  const values: string[] = [];
  let header: readonly string[] | undefined;
  let place = -1;
  let ragged: CsvProblem | undefined;
  const broken = readRecords(text, (fields, line) => {
    if (header === undefined) {
      header = fields.map((name) => name.trim());
      place = header.indexOf(column);
      return;
    }
    const problem = fieldCountProblem(fields, header);
    if (problem !== undefined) ragged ??= { line, about: 'form', why: `line ${line} ${problem}` };
    values.push(fields[place] ?? '');
  });
  if (header === undefined && broken === undefined) return refused('rows', 'the file is empty');
  if (header !== undefined && place === -1) {
    return refused('header', `the file has no column "${column}"; its header names ${header.join(',')}`);
  }
  if (ragged !== undefined) return { ok: false, ...ragged };
  if (broken !== undefined) return { ok: false, ...broken, why: `line ${broken.line}: ${broken.why}` };
  return values.length === 0
    ? refused('rows', 'the file has no rows below its header')
    : { ok: true, value: values };
}

/** A problem of the file as a whole, shown at its header. */
function refused(about: CsvFault, why: string): ColumnReading {
  return { ok: false, line: 1, about, why };
}
