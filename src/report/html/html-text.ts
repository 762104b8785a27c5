/** Text that may stand in a page as it is: made by {@link html} and {@link raw} alone. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may be put into a template: texts and numbers are escaped, nothing stands for nothing. */
export type HtmlPart = Html | string | number | undefined | false | readonly HtmlPart[];

/**
 * A template of HTML in which whatever is put in is escaped, save what is HTML already; so names and texts of a
 * scenario can never become markup.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  let text = strings[0]!;
  for (const [place, part] of parts.entries()) text += textOf(part) + strings[place + 1]!;
  return new Html(text);
}

/** HTML of our own making, as it is. */
export function raw(text: string): Html {
  return new Html(text);
}

function textOf(part: HtmlPart): string {
  if (part instanceof Html) return part.text;
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  return typeof part === 'number' ? String(part) : part.map(textOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for between tags and in quoted attributes; control characters, which HTML forbids, become U+FFFD. */
export function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/\p{Surrogate}/gu, '\uFFFD');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** A value as JSON that can stand in a script element: no `<` is left that could end it. */
export function jsonForScript(value: unknown): Html {
  return raw(JSON.stringify(value).replaceAll('<', '\\u003c'));
}
