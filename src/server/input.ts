import type { CallbackFaults } from './callbacks/callback-faults.ts';
import type { LiveRequest } from './judge.ts';
import type { ServiceTerms } from './service-book.ts';

/**
 * Something from outside that bears on what becomes of a session's messages. A session is a pure function of its
 * scenario and its inputs: what is done again in the same order comes out the same.
 */
export type Input =
  /** A request to make a message, refused or not. */
  | { readonly kind: 'request'; readonly request: LiveRequest }
  /** A message, by number, is taken back, loses its text, or is deleted. */
  | { readonly kind: 'cancel' | 'redact' | 'delete'; readonly message: number }
  /** A medium of a message, by place among its media, is deleted. */
  | { readonly kind: 'delete-medium'; readonly message: number; readonly medium: number }
  /** A messaging service, by place in the plan, is made or changed; without terms: it is there no more. */
  | { readonly kind: 'service'; readonly service: number; readonly terms?: ServiceTerms | undefined }
  /** The clock stands somewhere, and somebody has seen it. */
  | { readonly kind: 'clock' }
  /** So many simulated seconds pass in a second from now on; 0: none. */
  | { readonly kind: 'speed'; readonly speed: number }
  /** A disturbance begins now: as a scenario has it, without its beginning. */
  | { readonly kind: 'incident'; readonly incident: Readonly<Record<string, unknown>> }
  /** From now on this goes wrong with callbacks. */
  | { readonly kind: 'faults'; readonly faults: CallbackFaults }
  /** A callback need not be delivered any more: it was answered, or given up. */
  | { readonly kind: 'callback'; readonly message: number; readonly status: string }
  /** Everything begins anew; simulated time, too. */
  | { readonly kind: 'reset' };

/** An input, and when it came: where the clock stood, in whole microseconds of simulated time. */
export type TimedInput = Input & { readonly atUs: number };
