import type { Destination } from './destination.ts';
import type { DueCallback } from './due-callback.ts';
import { signatureOf } from './signature.ts';

/** What is posted: the same bytes in each attempt. */
export interface CallbackRequest {
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** The form, signed. Sources: Twilio, Track outbound message status; Webhooks security (2026-07). */
export function callbackRequest(
  { parameters, token }: DueCallback,
  { signedUrl, authority, authorization }: Destination,
  authToken: string,
): CallbackRequest {
  const form = new URLSearchParams();
  for (const [name, value] of parameters) form.append(name, value);
  const body = form.toString();
  return {
    headers: [
      ...['Host', authority],
      ...['Content-Type', 'application/x-www-form-urlencoded'],
      // A form is ASCII: its characters are its bytes.
      ...['Content-Length', String(body.length)],
      ...['X-Twilio-Signature', signatureOf(authToken, signedUrl, parameters)],
      ...['I-Twilio-Idempotency-Token', token],
      ...['User-Agent', 'mpsim', 'Accept', '*/*'],
      ...(authorization === undefined ? [] : ['Authorization', authorization]),
    ],
    body,
  };
}
