import { describe, expect, test } from 'vitest';
import { classifyNumber, isAlphanumericId, isShortCode } from '../../src/messaging/senders.ts';

describe('A number as a sender', () => {
  test.each([
    ['+14155550100', 'long-code', 'US'],
    ['+14165550100', 'long-code', 'CA'],
    ['+18765550100', 'long-code', 'JM'],
    ['+18005550100', 'toll-free', 'US'],
    ['+447400123456', 'long-code', 'GB'],
    ['+448001111111', 'toll-free', 'GB'],
    ['+15558675310', 'long-code', 'US'],
    ['+80012345678', 'toll-free', undefined],
    ['+881612345678', 'long-code', undefined],
  ])('%s is a %s of %s', (e164, senderClass, country) => {
    expect(classifyNumber(e164)).toEqual({ class: senderClass, country });
  });

  test.each(['14155550100', '+1415555010', 'ACME', '12345', ''])('%j is none', (text) => {
    expect(classifyNumber(text)).toBeUndefined();
  });
});

describe('An alphanumeric id', () => {
  test.each(['A', 'z', 'ACME', 'My Shop', '4ever', 'ABCDEFGHIJK', '          x'])('may be %j', (text) => {
    expect(isAlphanumericId(text)).toBe(true);
  });

  test.each(['', '12345', ' ', 'ABCDEFGHIJKL', 'A-B', 'Café', 'ACME\n', '+ACME', 'a_b'])(
    'may not be %j',
    (text) => {
      expect(isAlphanumericId(text)).toBe(false);
    },
  );
});

describe('A short code', () => {
  test.each(['611', '12345', '894546', '19123456'])('may be %j', (text) => {
    expect(isShortCode(text)).toBe(true);
  });

  test.each(['', '12', '123456789', '+12345', '12 345', '1234a', '12345\n', '١٢٣٤٥'])(
    'may not be %j',
    (text) => {
      expect(isShortCode(text)).toBe(false);
    },
  );
});
