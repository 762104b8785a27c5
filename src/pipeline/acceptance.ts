import { assertNever } from '../kernel/assert.ts';
import { type AcceptanceCheck, RECIPIENT_INVALID, RECIPIENT_MISSING } from '../scenario/plan.ts';

/** The longest body that a request may have, in UTF-16 units. Source: the sending guide, parameter Body. */
export const BODY_LIMIT_UTF16 = 1600;

/** What acceptance looks at in a request. */
export interface Request {
  /** Index of the sender; -1 when From is not ours. */
  readonly sender: number;
  /** Index of the destination country, or a RECIPIENT_ constant. */
  readonly country: number;
  /** Length of the body in UTF-16 units; -1 where only a segment count was given. */
  readonly utf16Length: number;
}

/**
 * Whether a request is accepted: 0, or the code of the first rule, in the provider's order, that it breaks. The
 * rulebook says which rules there are and with which codes; what each rule means stands here.
 */
export function refusalCode(checks: readonly AcceptanceCheck[], request: Request): number {
  for (const check of checks) {
    if (breaks(check, request)) return check.code;
  }
  return 0;
}

function breaks(check: AcceptanceCheck, request: Request): boolean {
  switch (check.rule) {
    case 'to-given':
      return request.country === RECIPIENT_MISSING;
    case 'to-possible':
      return request.country === RECIPIENT_INVALID;
    case 'from-owned':
      return request.sender === -1;
    case 'body-given':
      return request.utf16Length === 0;
    case 'body-length':
      return request.utf16Length > BODY_LIMIT_UTF16;
    default:
      return assertNever(check.rule);
  }
}
