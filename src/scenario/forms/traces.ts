import type { Anchor } from '../../kernel/civil-time.ts';
import { TIME_LIMIT_US, US_PER_SECOND } from '../../kernel/time.ts';
import { type CsvFault, type CsvProblem, fieldCountProblem, readRecords } from './csv.ts';
import { resolveMoment } from './moments.ts';
import { type Parsed, parsed, unreadable } from './quantities.ts';

/**
 * A trace: one request a row, in ascending order of time, equal times as in the file. Columns of equal length; what
 * stands in `to`, `from` and `body` is as written, for acceptance to judge.
 */
export interface Trace {
  /** Whole microseconds after the start. */
  readonly atUs: Float64Array;
  readonly to: readonly string[];
  /** Exactly one of `body` and `segments` is present. */
  readonly body: readonly string[] | undefined;
  /** 1 to 25. */
  readonly segments: Uint8Array | undefined;
  readonly from: readonly string[] | undefined;
}

/** The trace that a file holds, or its first problems by line and the number of further ones. */
export type TraceReading =
  | { readonly ok: true; readonly trace: Trace }
  | { readonly ok: false; readonly problems: readonly CsvProblem[]; readonly more: number };

/** Problems of one file that are told one by one. */
const PROBLEMS_TOLD = 20;

/** The longest body that is accepted, 1600 UTF-16 units, has 25 segments when it is all surrogate pairs. */
const SEGMENTS_MAX = 25;

/**
 * Reads a trace: CSV with a header of `time`, `to`, one of `body` and `segments`, and optionally `from`, in any order.
 * `time` is in seconds after the start (`12.5`), a duration, or a date-time with offset. O(rows log rows) at most.
 */
export function readTrace(text: string, anchor: Anchor | undefined): TraceReading {
  const rows = new TraceRows(anchor);
  const broken = readRecords(text, (fields, line) => rows.take(fields, line));
  if (broken !== undefined) rows.complain(broken.line, broken.about, broken.why);
  return rows.reading();
}

const NO_ROWS: CsvProblem = { line: 1, about: 'rows', why: 'the file has no rows below its header' };

const readings = new WeakMap<object, Map<string, TraceReading>>();

/**
 * {@link readTrace} of a file of a scenario, remembered for as long as its `files` are: whoever checks a trace and
 * whoever compiles it then share one reading. The path must be one of `files`.
 */
export function traceOf(
  files: Readonly<Record<string, string>>,
  path: string,
  anchor: Anchor | undefined,
): TraceReading {
  const known = readings.get(files) ?? new Map<string, TraceReading>();
  readings.set(files, known);
  const key = JSON.stringify([path, anchor]);
  const reading = known.get(key) ?? readTrace(files[path] ?? '', anchor);
  known.set(key, reading);
  return reading;
}

const COLUMNS = ['time', 'to', 'body', 'segments', 'from'] as const;
type ColumnName = (typeof COLUMNS)[number];
type Places = Readonly<Record<ColumnName, number>>;

/** Rows as they are read: columns that grow, and the problems so far. */
class TraceRows {
  readonly #anchor: Anchor | undefined;
  readonly #atUs: number[] = [];
  readonly #to: string[] = [];
  readonly #body: string[] = [];
  readonly #segments: number[] = [];
  readonly #from: string[] = [];
  readonly #problems: CsvProblem[] = [];
  #more = 0;
  #header: readonly string[] | undefined;
  /** Undefined until the header is read, and when it is wrong: then no row can be. */
  #places: Places | undefined;

  constructor(anchor: Anchor | undefined) {
    this.#anchor = anchor;
  }

  take(fields: readonly string[], line: number): void {
    if (this.#header === undefined) {
      this.#header = fields.map((name) => name.trim());
      const places = placesOf(this.#header);
      if (places.ok) this.#places = places.value;
      else this.complain(line, 'header', places.why);
    } else if (this.#places !== undefined) {
      const problem = fieldCountProblem(fields, this.#header);
      if (problem === undefined) this.#takeRow(fields, this.#places, line);
      else this.complain(line, 'form', problem);
    }
  }

  #takeRow(fields: readonly string[], places: Places, line: number): void {
    const atUs = readTime(fields[places.time]!, this.#anchor);
    if (!atUs.ok) this.complain(line, 'value', atUs.why);
    const segments = places.segments === -1 ? parsed(0) : readSegments(fields[places.segments]!);
    if (!segments.ok) this.complain(line, 'value', segments.why);
    if (!atUs.ok || !segments.ok || this.#problems.length > 0) return;
    this.#atUs.push(atUs.value);
    this.#to.push(fields[places.to]!);
    if (places.segments !== -1) this.#segments.push(segments.value);
    if (places.body !== -1) this.#body.push(fields[places.body]!);
    if (places.from !== -1) this.#from.push(fields[places.from]!);
  }

  complain(line: number, about: CsvFault, why: string): void {
    if (this.#problems.length < PROBLEMS_TOLD) this.#problems.push({ line, about, why });
    else this.#more += 1;
  }

  reading(): TraceReading {
    if (this.#header === undefined && this.#problems.length === 0)
      this.complain(1, 'rows', 'the file is empty');
    if (this.#problems.length > 0) return { ok: false, problems: this.#problems, more: this.#more };
    if (this.#atUs.length === 0) {
      return { ok: false, problems: [NO_ROWS], more: 0 };
    }
    const order = orderByTime(this.#atUs);
    const inOrder = <T>(column: T[]): T[] =>
      order === undefined ? column : Array.from(order, (row) => column[row]!);
    const trace = {
      atUs: Float64Array.from(inOrder(this.#atUs)),
      to: inOrder(this.#to),
      body: this.#places!.body === -1 ? undefined : inOrder(this.#body),
      segments: this.#places!.segments === -1 ? undefined : Uint8Array.from(inOrder(this.#segments)),
      from: this.#places!.from === -1 ? undefined : inOrder(this.#from),
    };
    return { ok: true, trace };
  }
}

/** Rows by ascending time, equal times as they stand; undefined when they already do. */
function orderByTime(atUs: readonly number[]): Uint32Array | undefined {
  if (atUs.every((us, row) => row === 0 || atUs[row - 1]! <= us)) return undefined;
  return Uint32Array.from(atUs.keys()).sort((a, b) => atUs[a]! - atUs[b]! || a - b);
}

function placesOf(header: readonly string[]): Parsed<Places> {
  const shape = 'write time,to,body or time,to,segments, with from if needed';
  const unknown = header.find((name) => !COLUMNS.some((column) => column === name));
  if (unknown !== undefined) return unreadable(`a trace has no column "${unknown}"; ${shape}`);
  const twice = header.find((name, place) => header.indexOf(name) !== place);
  if (twice !== undefined) return unreadable(`the header names the column ${twice} twice`);
  const missing = ['time', 'to'].find((name) => !header.includes(name));
  if (missing !== undefined) return unreadable(`the header lacks the column ${missing}; ${shape}`);
  if (header.includes('body') === header.includes('segments')) {
    return unreadable(`the header needs one of the columns body and segments; ${shape}`);
  }
  const place = (name: ColumnName): number => header.indexOf(name);
  return parsed({
    time: place('time'),
    to: place('to'),
    body: place('body'),
    segments: place('segments'),
    from: place('from'),
  });
}

const SECONDS = /^(\d{1,10})(?:\.(\d{1,6})0*)?$/;

function readTime(text: string, anchor: Anchor | undefined): Parsed<number> {
  const match = SECONDS.exec(text);
  if (match === null) {
    const moment = resolveMoment(text, anchor);
    if (moment.ok || /[T:]/.test(text)) return moment;
    return unreadable(`"${text}" is not a time; write seconds after the start, such as 12.5, or a date-time`);
  }
  const us = Number(match[1]) * US_PER_SECOND + Number((match[2] ?? '').padEnd(6, '0'));
  return us <= TIME_LIMIT_US ? parsed(us) : unreadable(`${text} is more than 100 years after the start`);
}

function readSegments(text: string): Parsed<number> {
  const segments = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (segments >= 1 && segments <= SEGMENTS_MAX) return parsed(segments);
  return unreadable(`"${text}" is not a number of segments; write a whole number from 1 to ${SEGMENTS_MAX}`);
}
