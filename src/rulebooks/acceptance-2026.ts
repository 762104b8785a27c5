import type { RequestRule } from '../messaging/request-rules.ts';
import { ACCEPTANCE_2022 } from './acceptance-2022.ts';
import { REFUSALS } from './refusals.ts';
import type { AcceptanceRow } from './rulebook.ts';
import { CATALOGUE_2026, pageOf } from './sources.ts';

type Change = Partial<Omit<AcceptanceRow, 'rule'>> & Pick<AcceptanceRow, 'code'>;

/** What was split out of older codes in July 2024, and what was reworded. The texts are own words. */
const CHANGES: Readonly<Partial<Record<RequestRule, Change>>> = {
  'validity-range': {
    code: 90007,
    message: 'ValidityPeriod must be a whole number of 1 to {limit} seconds.',
    note: '30045 is the warning of the same.',
  },
  'to-not-short-code': { code: 21265, message: "The 'To' number {to} is a short code." },
  'to-not-from': { code: 21266, message: "'To' and 'From' are the same number: {to}." },
  'alphanumeric-on-trial': { code: 21267 },
  'to-not-premium': { code: 21268, message: "The 'To' number {to} is a premium-rate number." },
  'from-owned': {
    code: 21659,
    message: "The 'From' number {from} is not a Twilio phone number of your account.",
  },
  'short-code-country': { code: 21659, message: 'The short code {from} does not reach the country of {to}.' },
  'from-can-message': { code: 21661, message: "The 'From' number {from} is not SMS-capable." },
  'body-given': { code: 21619, message: 'A text message body, media or a content SID is required.' },
  mobile: { code: 21635, message: "The 'To' number {to} is a landline." },
};

const GONE: readonly RequestRule[] = ['trial-sandbox', 'old-body-length'];
const SPLIT_CODES: readonly number[] = [21211, 21212, 21606, 21614];

/**
 * What Twilio asks of a request in 2026: in the order of 2022, with a number of another account told apart, and without
 * what is no more: sandbox numbers and the endpoint of before 2013.
 */
export const ACCEPTANCE_2026: readonly AcceptanceRow[] = ACCEPTANCE_2022.flatMap((row) => {
  if (GONE.includes(row.rule)) return [];
  if (row.rule === 'from-owned') return [REFUSALS['from-of-account'], changed(row)];
  return [changed(row)];
});

function changed(row: AcceptanceRow): AcceptanceRow {
  const change = CHANGES[row.rule];
  if (change !== undefined) return { ...row, source: pageOf(CATALOGUE_2026, change.code), ...change };
  const isMagic = row.rule.startsWith('test-') && SPLIT_CODES.includes(row.code);
  return isMagic ? { ...row, note: 'The code of before the split of July 2024.' } : row;
}
