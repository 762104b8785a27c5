import type { RunReport } from '../experiment/report-input.ts';
import { latencyCsv } from './latency-csv.ts';
import { messageRows } from './message-rows.ts';
import type { RecorderOf } from './recorder.ts';
import { resultPieces } from './stored/stored-report.ts';
import { summaryJson, summaryPieces } from './summary.ts';
import { type Style, textPieces, textReport } from './text.ts';
import { throughputCsv } from './throughput-csv.ts';
import { traceLines } from './trace-lines.ts';

/** A report as text: a pure function of what was found. */
export type Renderer = (report: RunReport, style: Style) => string;

/** What `--format` may print on standard output. */
export const FORMATS: Readonly<Record<'text' | 'json', Renderer>> = {
  text: textReport,
  json: summaryJson,
};
export type Format = keyof typeof FORMATS;

/** A file of a report, in pieces that each take some ten milliseconds, so that a shell can listen between them. */
export type FileRenderer = (report: RunReport, style: Style) => Iterable<string>;

/** The files of a report, by name. */
export const REPORT_FILES: Readonly<Record<string, FileRenderer>> = {
  'summary.json': summaryPieces,
  'throughput.csv': throughputCsv,
  'latency.csv': latencyCsv,
  'report.txt': textPieces,
};

/** The file of a report that is written on request, from which {@link REPORT_FILES} can be made again. */
export const RESULT_NAME = 'result.json';
export const RESULT_FILE: Readonly<Record<typeof RESULT_NAME, FileRenderer>> = {
  'result.json': resultPieces,
};

/** The page of a report, which is written on request. */
export const HTML_NAME = 'report.html';

/** The records that are written while a run is under way, by the name of the option that asks for them. */
export const RECORDS: Readonly<
  Record<'messages' | 'trace', { readonly file: string; readonly recorder: RecorderOf }>
> = {
  messages: { file: 'messages.csv', recorder: messageRows },
  trace: { file: 'trace.ndjson', recorder: traceLines },
};
