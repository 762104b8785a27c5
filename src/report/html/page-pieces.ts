import type { ChartData, TimeAxis } from './chart.ts';
import { type Html, html, jsonForScript, raw } from './html-text.ts';
import type { Section } from './page.ts';
import { PAGE_STYLE } from './page-style.ts';

/** What a page needs beside what it shows: what is inlined, and how to hash it. */
export interface PageAssets {
  /** The script that makes the charts live. */
  readonly script: string;
  /** SHA-256 of a text in UTF-8, in base 64. */
  readonly digest: (text: string) => string;
  /** Version of this program. */
  readonly version: string;
}

/** What a page shows. */
export interface PageContent {
  readonly title: string;
  readonly head: Html;
  /** Made one after the other; those that have nothing to show are undefined. */
  readonly sections: Iterable<Section | undefined>;
  /** Of the charts over time that are live; undefined where none is. */
  readonly axis: TimeAxis | undefined;
}

/**
 * A page in pieces: self-contained, with a content security policy that allows nothing but what is inlined. It has
 * neither paths nor timestamps, so equal input gives equal bytes. Ends with a newline.
 */
export function* pagePieces(content: PageContent, assets: PageAssets): Iterable<string> {
  yield html`${raw(headOf(content.title, assets))}
<body>
<main>
${content.head}
`.text;
  const sections: Section[] = [];
  for (const section of content.sections) {
    if (section === undefined) continue;
    sections.push(section);
    yield sectionHtml(section).text;
  }
  const charts = sections.flatMap(({ charts: own = [] }) => own);
  const data: ChartData = { axis: content.axis ?? NO_TIME, charts };
  yield html`</main>
<script type="application/json" id="chart-data">${jsonForScript(data)}</script>
`.text;
  yield `<script>${inlined(assets.script)}</script>\n</body>\n</html>\n`;
}

const NO_TIME: TimeAxis = { labels: [], binUs: 1, length: 1, ticks: [], bands: [] };

function headOf(title: string, { script, digest }: PageAssets): string {
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
<title>${title}</title>
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
