import { describe, expect, test } from 'vitest';
import { normalNumber } from '../../src/messaging/normal-number.ts';

describe('a number as requests write it', () => {
  test.each([
    ['+14155550100', '+14155550100'],
    ['(415) 555-0100', '+14155550100'],
    ['415.555.0100', '+14155550100'],
    ['1-415-555-0100', '+14155550100'],
    [' +1 (415) 555 0100 ', '+14155550100'],
    ['+44 7400 123456', '+447400123456'],
  ])('%j is %s', (written, e164) => {
    expect(normalNumber(written)).toBe(e164);
  });

  test.each(['12345', '0151234567', '1155550100', '07400123456', 'ACME', '', '+1415555010x', '24155550100'])(
    '%j stays as it is',
    (written) => {
      expect(normalNumber(written)).toBe(written);
    },
  );
});
