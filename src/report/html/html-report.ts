import type { RunReport } from '../../experiment/report-input.ts';
import { totalsOf } from '../../measure/select.ts';
import type { Style } from '../text.ts';
import { wallClockOf } from '../wall-clock.ts';
import type { Page, Section, SectionOf } from './page.ts';
import { type PageAssets, pagePieces } from './page-pieces.ts';
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
 * script; with scripts its charts are live. Ends with a newline.
 */
export function htmlPieces(report: RunReport, style: Style, assets: PageAssets): Iterable<string> {
  const page = pageOf(report, style, assets);
  return pagePieces(
    {
      title: `${report.result.setting.scenario}: mpsim report`,
      head: verdictHead(page),
      sections: sectionsOf(page),
      axis: page.bins.axis,
    },
    assets,
  );
}

function* sectionsOf(page: Page): Iterable<Section | undefined> {
  for (const sectionOf of SECTIONS) yield sectionOf(page);
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
