import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkplace, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
});
afterEach(() => here.remove());

/** What `mpsim segments --json` prints, read. */
function figures(words: readonly string[], input = ''): unknown {
  const { code, stdout, stderr } = here.mpsim(['segments', '--json', ...words], { input });
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

describe('mpsim segments', () => {
  it('prints for scripts exactly what a body takes', () => {
    expect(figures(['a'.repeat(161)])).toEqual([
      { encoding: 'GSM-7', segments: 2, units: 161, unitsBySegment: [153, 8], forcedBy: [] },
    ]);
  });

  it('tells what forces UCS-2 and what smart encoding and a replacement would save', () => {
    const body = `It’s ${'ç'.repeat(70)}`;
    const words = ['--replace', '’=', '--replace', 'ç=c', '--price-per-segment', '0.0083'];
    expect(figures([body, ...words, '--segments-per-second', '0.5'])).toMatchObject([
      {
        segments: 2,
        cost: 0.0166,
        forcedBy: [
          { character: '’', codePoint: 'U+2019', index: 2, line: 1, column: 3, count: 1 },
          { character: 'ç', codePoint: 'U+00E7', index: 5, line: 1, column: 6, count: 70 },
        ],
        smartEncoding: { encoding: 'UCS-2', savedSegments: 0, savedSeconds: 0, savedCost: 0 },
        replacement: { encoding: 'GSM-7', units: 74, savedSegments: 1, savedSeconds: 2, savedCost: 0.0083 },
      },
    ]);
  });

  it('takes a body byte for byte, less one final line feed', () => {
    expect(figures([], 'ab\n\n')).toMatchObject([{ units: 3 }]);
    expect(figures(['-'], '\u{feff}a\u0000\r\n')).toMatchObject([
      { units: 4, forcedBy: [{ codePoint: 'U+FEFF', index: 0 }, { codePoint: 'U+0000' }] },
    ]);
    here.write('body.txt', 'x\n');
    expect(figures(['--file', 'body.txt'])).toMatchObject([{ units: 1 }]);
    expect(figures([], '')).toMatchObject([{ units: 0, segments: 1 }]);
    expect(figures([''])).toMatchObject([{ units: 0, segments: 1 }]);
    expect(figures(['a\n'])).toMatchObject([{ units: 2 }]);
  });

  it('makes each line a body, and tells the line of the text', () => {
    expect(figures(['--lines'], 'one\r\n\nzw’ei\nlast')).toMatchObject([
      { units: 3 },
      { units: 0 },
      { units: 5, forcedBy: [{ index: 2, line: 3, column: 3 }] },
      { units: 4 },
    ]);
    expect(figures(['--lines'], '')).toEqual([]);
  });

  it('makes each row of a CSV column a body', () => {
    here.write('sent.csv', 'to,body\n1,"two\nlines, ’"\n2,x\n');
    expect(figures(['--csv', 'sent.csv', '--column', 'body'])).toMatchObject([
      { units: 12, forcedBy: [{ line: 2, column: 8 }] },
      { units: 1 },
    ]);
  });

  it('encodes smartly only when asked', () => {
    expect(figures(['“a”'])).toMatchObject([{ encoding: 'UCS-2' }]);
    expect(figures(['“a”', '--smart-encoding'])).toMatchObject([{ encoding: 'GSM-7', forcedBy: [] }]);
  });

  it('keeps clusters whole only when asked', () => {
    const body = `${'Á'.repeat(64)}🇨🇦${'Á'.repeat(10)}`;
    expect(figures([body])).toMatchObject([{ unitsBySegment: [66, 12] }]);
    expect(figures([body, '--keep-clusters'])).toMatchObject([{ unitsBySegment: [64, 14] }]);
  });

  it('prints a total of several bodies for people', () => {
    const words = ['segments', '--lines', '--price-per-segment', '0.0075', '--replace', "’='"];
    expect(here.mpsim(words, { input: `${'’'.repeat(71)}\nhi\n` })).toEqual({
      code: 0,
      stdout: [
        'Line 1: UCS-2, 2 segments (67 + 4 units), 0.015 USD',
        '  ’ U+2019 right single quotation mark forces UCS-2 at 1:1 (index 0), 71 times',
        '  Smart encoding: GSM-7, 1 segment (71 units); saves 1 segment, 1.00 s at 1',
        '    segment/s, 0.0075 USD',
        '  Replacement: GSM-7, 1 segment (71 units); saves 1 segment, 1.00 s at 1',
        '    segment/s, 0.0075 USD',
        'Line 2: GSM-7, 1 segment (2 units), 0.0075 USD',
        'Total: 2 bodies, 1 in UCS-2, 3 segments, 3.00 s at 1 segment/s, 0.0225 USD',
        '  Smart encoding: changes 1 body; saves 1 segment, 1.00 s at 1 segment/s, 0.0075',
        '    USD',
        '  Replacement: changes 1 body; saves 1 segment, 1.00 s at 1 segment/s, 0.0075',
        '    USD',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('takes the price of a rulebook, and says where it is from', () => {
    const { stdout } = here.mpsim(['segments', 'hi', '--to', 'CA', '--sender-class', 'short-code']);
    expect(stdout).toBe(
      [
        'GSM-7, 1 segment (2 units), 0.03 USD',
        '0.03 USD a segment to CA (short-code), carrier fees aside: prices of 2022 in',
        '  twilio-guide, from Twilio, short code pricing, between 2020 and 2022.',
        '',
      ].join('\n'),
    );
    expect(figures(['hi', '--rulebook', 'twilio-2026'])).toMatchObject([{ cost: 0.0083 }]);
    expect(figures(['hi', '--to', 'GB'])).toMatchObject([{ cost: 0.04 }]);
  });

  it('takes the price of a rulebook of your own, and says when it has none', () => {
    const source = 'source: { title: Our contract, url: "https://acme.example", date: 2026-03 }';
    const card = 'prices: { segments: [{ to: [DE], price: 0.071234567 }] }';
    here.write('acme.yaml', `extends: twilio-2026\nname: acme\n${source}\n${card}\n`);
    expect(figures(['hi', '--rulebook', './acme.yaml', '--to', 'DE'])).toMatchObject([{ cost: 0.071235 }]);
    const { stdout } = here.mpsim(['segments', 'hi', '--rulebook', './acme.yaml']);
    expect(stdout).toBe('GSM-7, 1 segment (2 units)\nacme has no price of a segment to US (long-code).\n');
    here.write('bad.yaml', 'extends: twilio-2026\nnam: acme\n');
    expect(here.mpsim(['segments', 'hi', '--rulebook', './bad.yaml'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('tells what is saved in money without being asked, and what is spent when it is', () => {
    const [saved] = figures(['’'.repeat(71)]) as readonly object[];
    expect(saved).toMatchObject({ smartEncoding: { savedSegments: 1, savedCost: 0.0075 } });
    expect(saved).not.toHaveProperty('cost');
  });

  it('takes a text that begins with a dash', () => {
    expect(figures(['-20% today'])).toMatchObject([{ units: 10 }]);
    expect(figures(['--', '-20%'])).toMatchObject([{ units: 4 }]);
  });

  it.each([
    [['--file', 'none'], 1, 'none cannot be read: it does not exist'],
    [['--file', '.'], 1, '. cannot be read: it is a folder'],
    [['--file', 'latin1.txt'], 2, 'latin1.txt is no text: it is not UTF-8'],
    [['--file', '/dev/zero'], 2, '/dev/zero is too large: 64 MB are read at most'],
    [['--csv', 'a.csv', '--column', 'c'], 2, 'a.csv: the file has no column "c"; its header names a,b'],
    [['--csv', 'a.csv'], 2, '--csv needs --column, the one to read'],
    [['hi', '--column', 'a'], 2, '--column needs --csv, the file to read'],
    [['hi', '--file', 'a.csv'], 2, 'a text and --file both name what to look at; name one'],
    [['--lines', '--csv', 'a.csv', '--column', 'a'], 2, '--lines is for texts; each row of --csv is a body'],
    [['hi', '--replace', 'x'], 2, 'takes FROM=TO such as "’=\'", not "x"'],
    [['hi', '--segments-per-second', '0'], 2, 'takes a number above 0 such as 10 or 0.25, not "0"'],
    [['hi', '--price-per-segment', '$1'], 2, 'takes dollars such as 0.0083, six decimals at most, not "$1"'],
    [['hi', '--to', 'usa'], 2, '--to takes a country such as US or GB, not "usa"'],
    [['hi', '--rulebook', 'twilio-2062'], 2, 'there is no rulebook "twilio-2062"; did you mean twilio-2022?'],
    [['hi', '--rulebook', '-'], 2, '--rulebook takes a name or a file, not standard input'],
    [['hi', '--rulebook', 'twilio-2022', '--price-per-segment', '1'], 2, 'both name a price; name one'],
    [['hi', '--sender-class', 'fax'], 2, 'long-code, toll-free, short-code, alphanumeric, not "fax"'],
    [['hi', 'there'], 2, 'segments does not take there; see mpsim segments --help'],
    [['hi', '--jsn'], 2, 'unknown option --jsn; did you mean --json?'],
  ])('says in one line what is wrong with %j', (words, status, message) => {
    here.write('latin1.txt', Uint8Array.of(0x61, 0xe9));
    here.write('a.csv', 'a,b\n1,2\n');
    const { code, stdout, stderr } = here.mpsim(['segments', ...words]);
    expect([code, stdout]).toEqual([status, '']);
    expect(stderr).toMatch(/^mpsim: [^\n]*\n$/);
    expect(stderr).toContain(message);
  });

  it('takes a closed pipe for no error', () => {
    here.write('many.txt', 'hi\n'.repeat(100_000));
    const { stdout, stderr } = here.shell(
      '{ mpsim segments --lines --file many.txt; echo $? >&2; } | head -1',
    );
    expect([stdout, stderr]).toEqual(['Line 1: GSM-7, 1 segment (2 units), 0.0075 USD\n', '0\n']);
  });

  it('completes its options', () => {
    const { stdout } = here.mpsim(['--get-yargs-completions', 'mpsim', 'segments', '--']);
    expect(stdout).toContain('--smart-encoding');
  });
});
