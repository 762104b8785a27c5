import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySubmission, type Submission } from '../../src/traffic/stream.ts';
import { WaitingRequests } from '../../src/traffic/waiting-requests.ts';
import { cases } from '../seed.ts';

/** A request that differs from every other in each of its fields. */
function requestOf(n: number): Submission {
  return {
    index: n,
    attempt: 1,
    media: n % 3 === 0,
    senderPosition: (n % 5) - 1,
    country: (n % 7) - 1,
    wide: n % 2 === 1,
    segments: 1 + (n % 10),
    fault: n % 256,
    offeredAtUs: 1_000_000_000_000 + n,
    recipientKey: 3 * n,
    areaCode: 200 + n,
    carrierLuck: 1 / (n + 2),
    latencyLuck: 1 / (n + 3),
    outcomeLuck: 1 / (n + 4),
    spreadLuck: 1 / (n + 5),
    cancels: n % 4 === 0,
    // Of requests from outside alone, which never wait here.
    sendAtUs: Number.NaN,
    validityUs: Number.NaN,
    mediaFailure: 0,
    linkedSegments: n % 6,
    linkedWide: n % 5 === 0,
  };
}

describe('requests that wait', () => {
  it('come out whole and in the order in which they went in', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (puts) => {
        const waiting = new WaitingRequests();
        const model: Submission[] = [];
        let n = 0;
        for (const put of puts) {
          if (put || model.length === 0) {
            waiting.push(requestOf(n));
            model.push(requestOf(n));
            n += 1;
          } else {
            expect(waiting.firstIndex).toBe(model[0]!.index);
            const submission = emptySubmission();
            waiting.shift(submission);
            expect(submission).toEqual(model.shift());
          }
          expect(waiting.size).toBe(model.length);
        }
      }),
      cases(200),
    );
  });
});
