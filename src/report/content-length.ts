import type { Content } from '../messaging/content.ts';
import { BODY_LIMIT_UTF16 } from '../messaging/request-rules.ts';

/** What the API refuses bodies with that are too long, in every rulebook. Source: Twilio, error dictionary, 2022-11. */
export const TOO_LONG_CODE = 21617;

/** Whether the API refuses the body for its length: the characters as they are written count, not the segments. */
export function isTooLong({ utf16Units }: Content): boolean {
  return utf16Units > BODY_LIMIT_UTF16;
}
