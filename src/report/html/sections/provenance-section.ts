import type { Setting } from '../../../measure/result.ts';
import { rulebookNamed } from '../../../rulebooks/catalogue.ts';
import type { Source } from '../../../rulebooks/sources.ts';
import { counted, grouped } from '../../figures-in-words.ts';
import { rulebookSections } from '../../rulebook-rows.ts';
import { type Html, type HtmlPart, html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';

/** Of a scenario's text, what the page shows. */
const TEXT_MAX = 24_000;
/** Of assumptions. */
const SENTENCES_MAX = 40;

/** What the page is made of, and how to make it again. */
export function provenanceSection(page: Page): Section {
  const { report, style, version } = page;
  const { setting, fingerprint } = report.result;
  return provenanceOf(
    [
      ['seed', setting.seed],
      ...(setting.replication === 0 ? [] : [['replication', String(setting.replication)] as const]),
      [
        'fingerprint',
        html`<data value="${fingerprint}" data-figure="fingerprint"><code>${fingerprint}</code></data>`,
      ],
      ['mpsim', version],
      ['to repeat', html`<code>${style.command}</code>`],
    ],
    setting,
    report.scenarioText,
  );
}

/** Facts about what a page is made of, then what is assumed, the rulebook, and the scenario as it was written. */
export function provenanceOf(
  facts: readonly (readonly [name: string, value: HtmlPart])[],
  setting: Pick<Setting, 'assumptions' | 'rulebook'>,
  text: string | undefined,
): Section {
  return {
    id: 'provenance',
    title: 'Where this is from',
    body: html`<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${assumptions(setting.assumptions)}${rulebook(setting.rulebook)}${scenarioText(text)}`,
  };
}

function assumptions(sentences: readonly string[]): Html | undefined {
  if (sentences.length === 0) return undefined;
  const shown = sentences.slice(0, SENTENCES_MAX);
  const more = sentences.length - shown.length;
  return html`<h3>Assumed, not known</h3><ul>${shown.map((text) => html`<li>${text}</li>`)}</ul>
${more > 0 && html`<p class="note">${counted(more, 'more assumption')} in report.txt.</p>`}`;
}

function rulebook(name: string): Html | undefined {
  const known = rulebookNamed(name);
  if (known === undefined) return html`<p>The rulebook ${name} is a file of the scenario's author.</p>`;
  const sources = new Map<string, Source>();
  const parts = rulebookSections(known)
    .filter(({ rows, title }) => rows.length > 0 && title !== 'Prices')
    .map(
      ({ title, rows }) =>
        html`<h4>${title}</h4><dl class="facts">${rows.map(({ what, says, note, source }) => html`<dt>${what}</dt><dd>${says} <small>[${numberOf(source, sources)}]${note !== undefined && ` ${note}`}</small></dd>\n`)}</dl>`,
    );
  const list = [...sources.values()].map(
    ({ title, date, url }) => html`<li>${title}, ${date}. <small>${url}</small></li>`,
  );
  return html`<details><summary>The rulebook ${name}, with its sources</summary><p>${known.about}</p>${parts}<h4>Sources</h4><ol>${list}</ol></details>`;
}

/** From 1, in the order in which sources turn up. */
function numberOf(source: Source, sources: Map<string, Source>): number {
  const key = `${source.url} ${source.date} ${source.title}`;
  if (!sources.has(key)) sources.set(key, source);
  return [...sources.keys()].indexOf(key) + 1;
}

function scenarioText(text: string | undefined): Html | undefined {
  if (text === undefined) return undefined;
  const cut = text.length - TEXT_MAX;
  const note =
    cut > 0
      ? html`<p class="note">The last ${grouped(cut)} characters of ${grouped(text.length)} are left out here.</p>`
      : undefined;
  return html`<details><summary>The scenario, as it was written</summary><pre tabindex="0">${text.slice(0, TEXT_MAX)}</pre>${note}</details>`;
}
