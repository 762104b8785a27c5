import { expect, test } from 'vitest';
import { isWebAddress } from '../../src/messaging/request-parts.ts';

test.each([
  ['https://example.com', true],
  ['http://localhost:4010/status?id=1#rc=2', true],
  ['https://me:hush@example.com/status', true],
  ['http://us%40er:p%3Ass@127.0.0.1:80/', true],
  ['http://[::1]:4010/status', true],
  ['https://under_score.example.com/', false],
  ['https://me@you@example.com/', false],
  ['https://me:hush@/', false],
  ['http://[localhost]/', false],
  ['ftp://example.com/', false],
  ['/status', false],
  ['', false],
])('%s is an absolute web address: %s', (text, expected) => {
  expect(isWebAddress(text)).toBe(expected);
});
