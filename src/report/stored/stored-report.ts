import type { RunReport } from '../../experiment/report-input.ts';
import { layOut } from '../json-layout.ts';
import { checkPlaces } from './check-places.ts';
import { type Form, Misfit, objectAt, record, text } from './form.ts';
import { runReport } from './report-form.ts';

/** What stands first in every stored report of this form; what is added to it later leaves it as it is. */
export const RESULT_SCHEMA = 'mpsim-result/1';

/** A report as it is kept: with the command that makes it again, which every report shows. */
export interface StoredReport {
  readonly command: string;
  readonly report: RunReport;
}

const stored: Form<StoredReport> = record<StoredReport>({ command: text, report: runReport });

/**
 * `result.json`, in pieces: the whole result of a run, for this program to make every report of it again. It is exact,
 * has neither paths nor timestamps, and grows with what was measured, not with the messages of a large run: beyond
 * 100,000 of them latencies are histograms. Ends with a newline.
 */
export function* resultPieces(
  report: RunReport,
  { command }: Pick<StoredReport, 'command'>,
): Iterable<string> {
  const written = stored.write({ command, report });
  yield* layOut({ schema: RESULT_SCHEMA, ...objectAt(written, '') });
  yield '\n';
}

/** A stored report; or why the text is none, as the end of a sentence that begins with its name. */
export type StoredReading =
  | { readonly ok: true; readonly stored: StoredReport }
  | { readonly ok: false; readonly problem: string };

/** Reads the text of a `result.json`. */
export function readStoredReport(json: string): StoredReading {
  try {
    return { ok: true, stored: storedReportOf(JSON.parse(json)) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, problem: 'is no JSON, or a part of it is missing' };
    if (error instanceof Misfit) return { ok: false, problem: `does not fit: ${error.message}` };
    throw error;
  }
}

function storedReportOf(json: unknown): StoredReport {
  const { schema } = objectAt(json, '');
  if (schema !== RESULT_SCHEMA)
    throw new Misfit(
      'schema',
      `"${RESULT_SCHEMA}", not ${JSON.stringify(schema ?? null).slice(0, SHOWN_MAX)}`,
    );
  const read = stored.read(json, '');
  checkPlaces(read.report.result);
  return read;
}

/** Characters of a foreign value that a message shows. */
const SHOWN_MAX = 60;
