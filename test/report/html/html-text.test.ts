import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, html, jsonForScript, raw } from '../../../src/report/html/html-text.ts';

describe('a template of HTML', () => {
  it('escapes what is put in, however deep in lists, and leaves HTML as it is', () => {
    const name = `<b>"Tom" & 'Ann'</b>`;
    expect(
      html`<p title="${name}">${[name, html`<i>${1}</i>`]}${raw('<hr>')}${undefined}${false}</p>`.text,
    ).toBe(
      '<p title="&lt;b&gt;&quot;Tom&quot; &amp; &#39;Ann&#39;&lt;/b&gt;">&lt;b&gt;&quot;Tom&quot; &amp; &#39;Ann&#39;&lt;/b&gt;<i>1</i><hr></p>',
    );
  });

  it('leaves no character of a text that could end its place, nor one that HTML forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
        expect(escaped(text)).not.toMatch(/[<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/);
      }),
    );
    expect(escaped('a\u0000\ud800b')).toBe('a\ufffd\ufffdb');
  });

  it('writes a value for a script so that no text of it can end the script', () => {
    const value = { text: '</script><!--' };
    expect(jsonForScript(value).text).not.toContain('<');
    expect(JSON.parse(jsonForScript(value).text)).toEqual(value);
  });
});
