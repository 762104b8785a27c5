import { attempt } from './attempt.ts';
import type { AttemptFailure } from './attempt-failure.ts';
import { callbackRequest } from './callback-request.ts';
import type { ConnectionOverrides } from './connection-overrides.ts';
import type { Connections } from './connections.ts';
import type { Destination } from './destination.ts';
import type { CallbackOutcome, DueCallback } from './due-callback.ts';

/** What all deliveries of a sender share. */
export interface DeliveryTerms {
  readonly connections: Connections;
  readonly authToken: string;
  readonly responseBytesMax: number;
}

/** Posts a callback until it is answered or given up. Never rejects. */
export async function deliver(
  terms: DeliveryTerms,
  due: DueCallback,
  destination: Destination,
): Promise<CallbackOutcome> {
  const { connections, authToken, responseBytesMax } = terms;
  const { overrides } = destination;
  const request = callbackRequest(due, destination, authToken);
  const startMs = performance.now();
  for (let attempts = 1, stale = 0; ; ) {
    const leftMs = leftOf(overrides, startMs);
    const { status, failure } = await attempt(connections, destination, request, {
      leftMs,
      responseBytesMax,
    });
    const durationMs = performance.now() - startMs;
    if (failure === undefined) return { due, attempts, result: 'answered', status, durationMs };
    if (failure.isStale && stale < STALE_MAX) stale += 1;
    else if (isRetried(failure, overrides, attempts) && durationMs < overrides.totalTimeoutMs) attempts += 1;
    else {
      const { errorCode, why } = failure;
      return { due, attempts, result: 'given up', status, errorCode, why, durationMs };
    }
  }
}

/** How often a request goes out anew because its connection had been closed meanwhile: that is no attempt. */
const STALE_MAX = 3;

function leftOf({ totalTimeoutMs }: ConnectionOverrides, startMs: number): number {
  return Math.max(1, Math.ceil(totalTimeoutMs - (performance.now() - startMs)));
}

function isRetried(
  { cause }: AttemptFailure,
  { retries, retryOn }: ConnectionOverrides,
  attempts: number,
): boolean {
  return attempts <= retries && cause !== undefined && retryOn.includes(cause);
}
