import { grouped } from '../figures-in-words.ts';
import { type Html, type HtmlPart, html, raw } from './html-text.ts';

/** A column of a table: numbers stand right-aligned. */
export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

/** A cell, and the value that it is sorted by. */
export interface Cell {
  readonly shows: HtmlPart;
  readonly sortsBy?: number | string;
}

/** A table with a caption; of a sortable one the script makes the heads buttons. */
export function tableOf(
  caption: HtmlPart,
  columns: readonly Column[],
  rows: readonly (readonly (Cell | HtmlPart)[])[],
  { isSortable = false, hidesCaption = false }: { isSortable?: boolean; hidesCaption?: boolean } = {},
): Html {
  const heads = columns.map(
    ({ title, isNumber }) =>
      html`<th scope="col"${isNumber === true && raw(' class="number"')}>${title}</th>`,
  );
  const body = rows.map(
    (cells) => html`<tr>${cells.map((cell, place) => cellOf(cell, columns[place], place))}</tr>\n`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table${isSortable && raw(' data-sortable=""')}><caption${hidesCaption && raw(' class="unseen"')}>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>
${body}</tbody></table></div>`;
}

function cellOf(cell: Cell | HtmlPart, column: Column | undefined, place: number): Html {
  const { shows, sortsBy } = isCell(cell) ? cell : { shows: cell, sortsBy: undefined };
  const attributes = html`${column?.isNumber === true && raw(' class="number"')}${sortsBy !== undefined && html` data-sort="${sortsBy}"`}`;
  return place === 0
    ? html`<th scope="row"${attributes}>${shows}</th>`
    : html`<td${attributes}>${shows}</td>`;
}

function isCell(cell: Cell | HtmlPart): cell is Cell {
  return typeof cell === 'object' && 'shows' in cell;
}

/** A figure of `summary.json`, by its path there, in words. */
export function figure(path: string, value: number | undefined, words: string): Html {
  return value === undefined
    ? html`${words}`
    : html`<data value="${value}" data-figure="${path}">${words}</data>`;
}

/** A count of `summary.json`. */
export function count(path: string, value: number): Html {
  return figure(path, value, grouped(value));
}

/** A chart: the drawing that needs no script, room for the live one, a caption, and its figures as a table. */
export function chartFigure(
  id: string,
  caption: HtmlPart,
  drawing: Html,
  size: string,
  data: Html,
  legend?: Html,
): Html {
  return html`<figure class="chart" id="${id}">
<figcaption id="${id}-caption">${caption}</figcaption>
${legend}<div class="scroll still-room">${drawing}</div>
<div class="live ${size}" data-chart="${id}"></div>
<details class="data"><summary>The figures of this chart</summary>${data}</details>
</figure>`;
}

/** A chart that stands still: its drawing, a caption, and its figures as a table. */
export function stillFigure(id: string, caption: HtmlPart, drawing: Html, data: Html, legend?: Html): Html {
  return html`<figure class="chart" id="${id}">
<figcaption id="${id}-caption">${caption}</figcaption>
${legend}<div class="scroll" tabindex="0" role="group" aria-label="${caption}">${drawing}</div>
<details class="data"><summary>The figures of this chart</summary>${data}</details>
</figure>`;
}

/** What the colours of a chart's lines mean. */
export function legendOf(entries: readonly (readonly [kind: string, words: string])[]): Html {
  return html`<p class="legend">${entries.map(([kind, words]) => html`<span><i class="key ${kind}"></i>${words}</span> `)}</p>`;
}
