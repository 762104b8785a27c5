import type {
  AccountFacts,
  MessageRequest,
  RequestLimits,
  SenderFacts,
} from '../../src/messaging/request.ts';

const SENDERS: ReadonlyMap<string, SenderFacts> = new Map<string, SenderFacts>([
  ['+14155550100', { class: 'long-code', country: 'US' }],
  ['+14155550101', { class: 'long-code', country: 'US', text: false }],
  ['+14155550102', { class: 'long-code', country: 'US', media: false }],
  ['+14155550103', { class: 'long-code', country: 'US', receives: false }],
  ['+14155550104', { class: 'long-code', country: 'US', hasAddress: false }],
  ['+447400123456', { class: 'long-code', country: 'GB' }],
  ['12345', { class: 'short-code', country: 'US' }],
  ['ACME', { class: 'alphanumeric', country: undefined }],
]);

/** An account that may do everything; SIDs of services are MG and 32 times one digit. */
export function accountWith(limits: RequestLimits, more: Partial<AccountFacts> = {}): AccountFacts {
  return {
    type: 'full',
    verified: new Set(['+14155550111']),
    senders: SENDERS,
    services: new Map([
      [serviceSid(1), { pool: ['+14155550100'] }],
      [serviceSid(2), { pool: [] }],
      [serviceSid(3), { pool: ['+14155550100'], available: false }],
      [serviceSid(4), { pool: ['ACME'] }],
    ]),
    geoPermissions: undefined,
    optedOut: new Set(['+14155550112']),
    limits,
    ...more,
  };
}

/** Where messages are made. */
export const MESSAGES = `/2010-04-01/Accounts/AC${'0'.repeat(32)}/Messages.json`;

/** A request that breaks nothing. */
export const GOOD_REQUEST: MessageRequest = { to: '+14155550199', from: '+14155550100', body: 'hi' };

export function serviceSid(digit: number): string {
  return `MG${String(digit).repeat(32)}`;
}
