import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiError } from './api-error.ts';
import type { Credentials } from './session.ts';

/** Lets a request pass whose Basic credentials are these, or those of an API key; compared in constant time. */
export function authenticate(header: string | undefined, { accountSid, authToken, keys }: Credentials): void {
  const [scheme = '', encoded = ''] = (header ?? '').split(' ');
  const given = scheme.toLowerCase() === 'basic' ? Buffer.from(encoded, 'base64').toString('utf8') : '';
  const digest = digestOf(given);
  const known = [`${accountSid}:${authToken}`, ...keys.map(({ sid, secret }) => `${sid}:${secret}`)];
  // All are compared, whichever fits.
  const fitting = known.filter((one) => timingSafeEqual(digest, digestOf(one)));
  if (fitting.length > 0) return;
  const detail = 'Your AccountSid or AuthToken was incorrect.';
  throw new ApiError(401, 20003, 'Authenticate', detail);
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
