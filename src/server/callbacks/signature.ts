import { createHmac } from 'node:crypto';

/**
 * The value of `X-Twilio-Signature`: base64 of HMAC-SHA1 over the address and, by name in the order of code units,
 * each name with its value; of a name that repeats the distinct values in order, each behind the name.
 * Source: the helper library's own validation (twilio-node, 2026-07).
 *
 * @param url as it is requested, with its query and without a fragment.
 */
export function signatureOf(
  authToken: string,
  url: string,
  parameters: readonly (readonly [string, string])[],
): string {
  let signed = url;
  const sorted = parameters.toSorted(byNameAndValue);
  for (const [place, [name, value]] of sorted.entries()) {
    const before = sorted[place - 1];
    if (before === undefined || before[0] !== name || before[1] !== value) signed += name + value;
  }
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}

function byNameAndValue(
  [name, value]: readonly [string, string],
  [otherName, otherValue]: readonly [string, string],
): number {
  if (name !== otherName) return name < otherName ? -1 : 1;
  return value < otherValue ? -1 : value > otherValue ? 1 : 0;
}
