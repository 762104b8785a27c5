import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Batch } from '../experiment/batch.ts';
import type { Comparison } from '../experiment/comparison/comparison.ts';
import type { SweepResult } from '../experiment/sweeping/sweep.ts';
import type { ComparisonStyle } from '../report/comparison/comparison-text.ts';
import { batchPieces } from '../report/html/batch-page.ts';
import { comparisonPieces } from '../report/html/comparison-page.ts';
import { htmlPieces } from '../report/html/html-report.ts';
import type { PageAssets } from '../report/html/page-pieces.ts';
import { sweepPieces } from '../report/html/sweep-page.ts';
import { type FileRenderer, HTML_NAME } from '../report/renderers.ts';
import type { SweepStyle } from '../report/sweep/sweep-text.ts';
import type { Style } from '../report/text.ts';
import { EnvironmentError } from './failure.ts';
import { version } from './version.ts';

/** The page of a report as a file. */
export function htmlFile(): Readonly<Record<typeof HTML_NAME, FileRenderer>> {
  const assets = pageAssets();
  return { [HTML_NAME]: (report, style) => htmlPieces(report, style, assets) };
}

/** The page of replications. */
export function batchPage(batch: Batch, style: Style, scenarioText: string | undefined): Iterable<string> {
  return batchPieces(batch, style, pageAssets(), scenarioText);
}

/** The page of a comparison. */
export function comparisonPage(comparison: Comparison, style: ComparisonStyle): Iterable<string> {
  return comparisonPieces(comparison, style, pageAssets());
}

/** The page of a sweep. */
export function sweepPage(result: SweepResult, style: SweepStyle): Iterable<string> {
  return sweepPieces(result, style, pageAssets());
}

/** @throws EnvironmentError where the script of the page, which the build makes, is missing. */
function pageAssets(): PageAssets {
  return { script: liveScript(), digest: sha256, version: version() };
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
