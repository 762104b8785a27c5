import { describe, expect, test } from 'vitest';
import { PLAIN } from '../../src/report/palette.ts';
import { rulebookChanges, rulebookDiffText } from '../../src/report/rulebook-diff.ts';
import { rulebookSections } from '../../src/report/rulebook-rows.ts';
import { rulebookText } from '../../src/report/rulebook-text.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../../src/rulebooks/catalogue.ts';
import type { Rulebook } from '../../src/rulebooks/rulebook.ts';
import { twilio2022 } from '../../src/rulebooks/twilio-2022.ts';
import { twilio2026 } from '../../src/rulebooks/twilio-2026.ts';
import { twilioGuide } from '../../src/rulebooks/twilio-guide.ts';

/** Whether a line is a web address alone, which nothing can break. */
const isAddress = (line: string): boolean => /^\s+https?:\S+$/.test(line);

describe.each(RULEBOOK_NAMES)('the rulebook %s in words', (name) => {
  const rulebook = rulebookNamed(name) as Rulebook;
  const text = rulebookText(rulebook, PLAIN);

  test('names each row of a section once, so that two rulebooks can be compared row by row', () => {
    for (const { title, rows } of rulebookSections(rulebook)) {
      const names = rows.map(({ what }) => `${title}: ${what}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('fits 80 columns', () => {
    expect(text.split('\n').filter((line) => line.length > 80 && !isAddress(line))).toEqual([]);
  });

  test('names the source of each row and its date', () => {
    const marks = new Set([...text.matchAll(/\[(\d+)\]/g)].map(([, mark]) => Number(mark)));
    const sources = rulebookSections(rulebook).flatMap(({ rows }) => rows.map(({ source }) => source));
    const different = new Set(sources.map(({ url, date, title }) => `${url} ${date} ${title}`));
    expect(marks.size).toBe(different.size);
    const flat = text.replaceAll(/\s+/g, ' ');
    for (const { url, date, title } of sources) {
      expect(flat).toContain(url);
      expect(flat).toContain(`${title}, ${date}`.replaceAll(/\s+/g, ' '));
    }
  });

  test('differs in nothing from itself', () => {
    expect(rulebookChanges(rulebook, rulebook)).toEqual([]);
    expect(rulebookDiffText(rulebook, rulebook, PLAIN)).toBe(`${name} and ${name} say the same.`);
  });
});

describe('a rulebook in words', () => {
  test('gives rates, notes and sources as a table', () => {
    expect(rulebookText(twilio2022, PLAIN)).toContain(`Rates of senders
  short-code                    100 segments a second [1]
                                (Short codes send 100 segments a second;
                                Canadian and British ones of before 2017 sent
                                30.)
  toll-free of US or CA to US or CA
                                3 segments a second [1]
  long-code of US or CA to US or CA
                                1 segment a second [1]
  any sender                    10 segments a second [1]
`);
  });

  test('leaves out sections of which it has nothing', () => {
    expect(rulebookText(twilioGuide, PLAIN)).not.toMatch(/^Campaigns$/m);
    expect(rulebookText(twilio2026, PLAIN)).toMatch(/^Campaigns$/m);
  });

  test('keeps the decimals of a rate', () => {
    const slow: Rulebook = { ...twilio2022, rates: [{ ...twilio2022.rates[0]!, segmentsPerSecond: 1.25 }] };
    expect(rulebookText(slow, PLAIN)).toContain('1.25 segments a second');
  });
});

describe('what changed between two rulebooks', () => {
  test('is told by section and row, what was new, gone and otherwise', () => {
    const changes = rulebookChanges(twilio2022, twilio2026);
    expect(changes).toContainEqual({
      section: 'Queue and validity',
      what: 'queue of a sender',
      from: '4 h of its rate',
      to: '10 h of its rate',
    });
    expect(changes).toContainEqual({
      section: 'Prices',
      what: 'failed message',
      from: undefined,
      to: expect.stringContaining('0.001 USD'),
    });
    const text = rulebookDiffText(twilio2022, twilio2026, PLAIN);
    expect(text).toMatch(/^From twilio-2022 to twilio-2026\n\nRates of senders\n/);
    expect(text).toContain(
      '  changed: queue of a sender\n      was 4 h of its rate\n      is 10 h of its rate\n',
    );
    expect(text).toContain('  gone: trial-sandbox\n      was 21607');
    expect(text).toContain('  new: long code outside a campaign to US\n      failed with 30034\n');
  });

  test('is the other way round when the two are', () => {
    const there = rulebookChanges(twilioGuide, twilio2026);
    const back = rulebookChanges(twilio2026, twilioGuide);
    const turned = back.map(({ from, to, ...rest }) => ({ ...rest, from: to, to: from }));
    const sorted = (changes: typeof there): readonly string[] =>
      changes.map((one) => JSON.stringify(one)).sort();
    expect(sorted(turned.map(({ section, what, from, to }) => ({ section, what, from, to })))).toEqual(
      sorted(there),
    );
  });

  test('includes the order of acceptance', () => {
    const turned: Rulebook = { ...twilio2022, acceptance: twilio2022.acceptance.toReversed() };
    expect(rulebookChanges(twilio2022, turned)).toEqual([
      expect.objectContaining({ section: 'Acceptance, in this order', what: 'the order' }),
    ]);
  });
});
