import fc from 'fast-check';
import type { MessageRequest } from '../../src/messaging/request.ts';
import { MESSAGES, serviceSid } from './accounts.ts';

/** What may stand in To: what breaks some rule, and anything at all. */
export const anyTo = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '+14155550199',
    '+14155550112',
    '+447400123456',
    '12345',
    '+19005550100',
    '+4930123456',
  ),
  fc.constantFrom('+15005550001', '+15005550002', '+15005550003', '+15005550004', '+15005550009', '+1,+2'),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^\+?\d{1,17}$/),
);
/** What may stand in From. */
export const anyFrom = fc.oneof(
  fc.constantFrom('+14155550100', '+447400123456', '12345', 'ACME', 'SMS', serviceSid(1), serviceSid(9)),
  anyTo,
);
const anyMedium = fc.record(
  {
    url: fc.oneof(fc.webUrl(), fc.string()),
    type: fc.oneof(fc.constantFrom('image/png', 'application/zip'), fc.string()),
    servedAs: fc.oneof(fc.constantFrom('image/png', 'image/jpeg; q=1'), fc.string()),
    bytes: fc.nat(10_000_000),
  },
  { requiredKeys: [] },
);
/** Any request at all. */
export const anyRequest: fc.Arbitrary<MessageRequest> = fc.record(
  {
    path: fc.oneof(fc.constant(MESSAGES), fc.webPath()),
    isAuthenticated: fc.boolean(),
    to: anyTo,
    toCountry: fc.constantFrom('US', 'GB', 'ZZ'),
    from: anyFrom,
    messagingService: fc.constantFrom('', 'pool', serviceSid(1), serviceSid(2), serviceSid(4), serviceSid(7)),
    body: fc.oneof(fc.string({ maxLength: 50 }), fc.constantFrom('', 'a'.repeat(1600), '😀'.repeat(801))),
    contentSid: fc.constantFrom('', 'HX1'),
    media: fc.array(anyMedium, { maxLength: 12 }),
    statusCallback: fc.oneof(fc.webUrl(), fc.string()),
    validityPeriod: fc.oneof(fc.string(), fc.integer().map(String)),
    scheduleType: fc.constantFrom('', 'fixed', 'optimal'),
    sendAt: fc.oneof(fc.constant('2026-01-01T00:00:00Z'), fc.string()),
    sendInSeconds: fc.double(),
  },
  { requiredKeys: [] },
);
