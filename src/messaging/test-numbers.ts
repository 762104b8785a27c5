/**
 * Numbers with magic: what test credentials do with them. Any other From is not theirs, any other To is checked as
 * usual. Source: Twilio, Test credentials (read 2026-11).
 */
export const TEST_FROM = {
  invalid: '+15005550001',
  good: '+15005550006',
  full: '+15005550008',
} as const;

export const TEST_TO = {
  invalid: '+15005550001',
  unroutable: '+15005550002',
  noPermission: '+15005550003',
  optedOut: '+15005550004',
  landline: '+15005550009',
} as const;
