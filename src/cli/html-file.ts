import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { htmlPieces } from '../report/html/html-report.ts';
import { type FileRenderer, HTML_NAME } from '../report/renderers.ts';
import { EnvironmentError } from './failure.ts';
import { version } from './version.ts';

/**
 * The page of a report as a file.
 *
 * @throws EnvironmentError where the script of the page, which the build makes, is missing.
 */
export function htmlFile(): Readonly<Record<typeof HTML_NAME, FileRenderer>> {
  const assets = { script: liveScript(), digest: sha256, version: version() };
  return { [HTML_NAME]: (report, style) => htmlPieces(report, style, assets) };
}

/** Stands beside the built program: see .config/build.mjs. */
function liveScript(): string {
  try {
    return readFileSync(new URL('./live-charts.js', import.meta.url), 'utf8');
  } catch {
    throw new EnvironmentError(
      'the script of report.html is missing from this installation; install mpsim anew',
    );
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
