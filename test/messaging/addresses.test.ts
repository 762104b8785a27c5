import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCountry, numbersFrom, parseE164 } from '../../src/messaging/addresses.ts';
import { cases } from '../seed.ts';

describe('An E.164 number tells its country and kind', () => {
  test.each([
    ['+14155550100', 'US', 'fixed-line-or-mobile'],
    ['+14165550100', 'CA', 'fixed-line-or-mobile'],
    ['+18765550100', 'JM', 'mobile'],
    ['+17875550100', 'PR', 'fixed-line-or-mobile'],
    ['+18005550100', 'US', 'toll-free'],
    ['+18885550100', 'US', 'toll-free'],
    ['+19005550100', 'US', 'premium-rate'],
    ['+447400123456', 'GB', 'mobile'],
    ['+442071838750', 'GB', 'fixed-line'],
    ['+447624123456', 'IM', 'mobile'],
    ['+390612345678', 'IT', 'fixed-line'],
    ['+79161234567', 'RU', 'mobile'],
    ['+77011234567', 'KZ', 'mobile'],
    ['+919876543210', 'IN', 'mobile'],
  ])('%s is of %s and %s', (e164, country, kind) => {
    expect(parseE164(e164)).toEqual({ e164, country, kind });
  });

  test.each(['+80012345678', '+881612345678', '+882161234567'])(
    '%s has a calling code of no country',
    (e164) => {
      expect(parseE164(e164)).toMatchObject({ e164, country: undefined });
    },
  );
});

describe('A number of possible length but in no range in use', () => {
  test('is accepted, of the first country of its calling code and of unknown kind', () => {
    expect(parseE164('+15558675310')).toEqual({ e164: '+15558675310', country: 'US', kind: 'unknown' });
    expect(parseE164('+445555555555')).toMatchObject({ country: 'GB' });
    expect(parseE164('+37011234567')).toEqual({ e164: '+37011234567', country: 'LT', kind: 'unknown' });
  });

  test('follows its area code under +1', () => {
    expect(parseE164('+14161234567')).toMatchObject({ e164: '+14161234567', country: 'CA' });
    expect(parseE164('+18761234567')).toMatchObject({ e164: '+18761234567', country: 'JM' });
    expect(parseE164('+18001234567')).toMatchObject({ e164: '+18001234567', kind: 'toll-free' });
  });

  test('may be any ten digits behind +1', () => {
    for (let areaCode = 0; areaCode < 1000; areaCode += 1) {
      const e164 = `+1${String(areaCode).padStart(3, '0')}1234567`;
      expect(parseE164(e164)).toEqual({
        e164,
        country: expect.stringMatching(/^[A-Z]{2}$/),
        kind: expect.any(String),
      });
    }
  });
});

describe('What is no E.164 number', () => {
  test.each([
    ['without a plus', '14155550100'],
    ['with spaces', '+1 415 555 0100'],
    ['with punctuation', '+1-415-555-0100'],
    ['with letters', '+1415FLOWERS'],
    ['with an extension', '+14155550100;ext=5'],
    ['with a line end', '+14155550100\n'],
    ['with digits of another script', '+١٤١٥٥٥٥٠١٠٠'],
    ['empty', ''],
    ['a plus alone', '+'],
    ['a calling code alone', '+1'],
    ['beginning with 0', '+014155550100'],
    ['too long for its plan', '+141555501000'],
    ['too short for its plan', '+1415555010'],
    ['of sixteen digits', '+4915112345678901'],
    ['of an unassigned calling code', '+99912345678'],
    ['with a trunk prefix behind the calling code', '+4407400123456'],
    ['with a country code twice', '+114155550100'],
  ])('%s', (_, text) => {
    expect(parseE164(text)).toBeUndefined();
  });

  test('is told apart without an error, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+\d{1,17}$/)), (text) => {
        const facts = parseE164(text);
        if (facts !== undefined) expect(facts.e164).toBe(text);
      }),
      cases(500),
    );
  });
});

describe('A country', () => {
  test.each(['US', 'CA', 'GB', 'JM', 'TW', 'XK'])('%s is one', (code) => {
    expect(isCountry(code)).toBe(true);
  });

  test.each(['us', 'UK', 'ZZ', 'USA', '001', '', 'toString', '__proto__'])('%j is none', (code) => {
    expect(isCountry(code)).toBe(false);
  });
});

describe('Consecutive numbers', () => {
  test('ascend from the first', () => {
    expect(numbersFrom('+14155550109', 3)).toEqual(['+14155550109', '+14155550110', '+14155550111']);
  });

  test('may be none', () => {
    expect(numbersFrom('+14155550109', 0)).toEqual([]);
  });

  test('are exact with fifteen digits', () => {
    expect(numbersFrom('+999999999999998', 2)).toEqual(['+999999999999998', '+999999999999999']);
  });

  test('are all different and of one length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000, max: 99_999_999 }), fc.nat({ max: 300 }), (tail, count) => {
        const from = `+4915${tail}`;
        fc.pre(String(tail + count).length === String(tail).length);
        const numbers = numbersFrom(from, count);
        expect(new Set(numbers).size).toBe(count);
        expect(numbers.every((number) => number.length === from.length)).toBe(true);
      }),
      cases(100),
    );
  });

  test('must not run out of digits', () => {
    expect(numbersFrom('+99999998', 2)).toEqual(['+99999998', '+99999999']);
    expect(() => numbersFrom('+99999998', 3)).toThrow(
      new RangeError('3 numbers from +99999998 run out of its 8 digits'),
    );
  });

  test('need a number in E.164 form and a whole count', () => {
    const wrongForm = (text: string) => new RangeError(`expected a number such as +14155550100, not ${text}`);
    expect(() => numbersFrom('14155550100', 1)).toThrow(wrongForm('14155550100'));
    expect(() => numbersFrom('x+14155550100', 1)).toThrow(wrongForm('x+14155550100'));
    expect(() => numbersFrom('+14155550100', 1.5)).toThrow(
      new RangeError('expected a whole count of numbers, not 1.5'),
    );
    expect(() => numbersFrom('+14155550100', -1)).toThrow(RangeError);
    expect(() => numbersFrom('+14155550100', Number.NaN)).toThrow(RangeError);
  });
});
