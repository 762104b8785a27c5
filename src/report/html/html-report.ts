import type { RunReport } from '../../experiment/report-input.ts';
import { totalsOf } from '../../measure/select.ts';
import type { Style } from '../text.ts';
import { wallClockOf } from '../wall-clock.ts';
import type { ChartData } from './chart.ts';
import { type Html, html, jsonForScript, raw } from './html-text.ts';
import type { Page, Section, SectionOf } from './page.ts';
import { PAGE_STYLE } from './page-style.ts';
import { callbackSection } from './sections/callback-section.ts';
import { costSection } from './sections/cost-section.ts';
import { errorSection } from './sections/error-section.ts';
import { expectationSection } from './sections/expectation-section.ts';
import { flowSection } from './sections/flow-section.ts';
import { heatSection } from './sections/heat-section.ts';
import { incidentSection } from './sections/incident-section.ts';
import { latencySection } from './sections/latency-section.ts';
import { messageSection } from './sections/message-section.ts';
import { proofSection } from './sections/proof-section.ts';
import { provenanceSection } from './sections/provenance-section.ts';
import { senderSection } from './sections/sender-section.ts';
import { timeSection } from './sections/time-section.ts';
import { verdictHead } from './sections/verdict-section.ts';
import { timeBinsOf } from './time-bins.ts';

/** What a page needs beside the report: what is inlined, and how to hash it. */
export interface PageAssets {
  /** The script that makes the charts live. */
  readonly script: string;
  /** SHA-256 of a text in UTF-8, in base 64. */
  readonly digest: (text: string) => string;
  /** Version of this program. */
  readonly version: string;
}

/** In the order of the page, behind the verdict. */
const SECTIONS: readonly SectionOf[] = [
  expectationSection,
  flowSection,
  heatSection,
  incidentSection,
  latencySection,
  timeSection,
  messageSection,
  errorSection,
  senderSection,
  callbackSection,
  costSection,
  proofSection,
  provenanceSection,
];

/**
 * `report.html`, in pieces: one page that explains a run to someone who was not there. It needs no network and no
 * script; with scripts its charts are live. Its content security policy allows nothing but what is inlined. It has
 * neither paths nor timestamps, so equal input gives equal bytes. Ends with a newline.
 */
export function* htmlPieces(report: RunReport, style: Style, assets: PageAssets): Iterable<string> {
  const page = pageOf(report, style, assets);
  yield html`${raw(headOf(page, assets))}
<body>
<main>
${verdictHead(page)}
`.text;
  const sections: Section[] = [];
  for (const sectionOf of SECTIONS) {
    const section = sectionOf(page);
    if (section === undefined) continue;
    sections.push(section);
    yield sectionHtml(section).text;
  }
  const data: ChartData = { axis: page.bins.axis, charts: sections.flatMap(({ charts = [] }) => charts) };
  yield html`</main>
<script type="application/json" id="chart-data">${jsonForScript(data)}</script>
`.text;
  yield `<script>${inlined(assets.script)}</script>\n</body>\n</html>\n`;
}

function pageOf(report: RunReport, style: Style, { version }: PageAssets): Page {
  const { result } = report;
  return {
    report,
    style,
    version,
    totals: totalsOf(result),
    clock: wallClockOf(result.setting.anchor),
    bins: timeBinsOf(result),
  };
}

function headOf({ report }: Page, { script, digest }: PageAssets): string {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${digest(inlined(script))}'`,
    `style-src 'sha256-${digest(PAGE_STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${report.result.setting.scenario}: mpsim report</title>
<style>${raw(PAGE_STYLE)}</style>
</head>`.text;
}

/** A script as it may stand in a page: no end tag, and none of the line ends that a browser would change. */
function inlined(script: string): string {
  return script.replaceAll('\r', '').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

function sectionHtml({ id, title, body }: Section): Html {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${body}
</section>
`;
}
