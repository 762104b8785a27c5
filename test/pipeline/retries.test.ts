import { describe, expect, it } from 'vitest';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { NO_FAULT } from '../../src/messaging/request-rules.ts';
import type { PlanService } from '../../src/scenario/plan.ts';
import { ACCEPTANCE, planOf, senderOf, streamOf } from '../plans.ts';
import { runOf } from '../runs.ts';

/** A service whose one sender gets texts through, and no media. */
const TEXTS_ONLY: PlanService = {
  id: 'pool',
  pool: [0],
  noSender: { code: 21703, surface: 'failed' },
  candidates: [[0]],
  mediaCandidates: [[]],
  byAreaCode: undefined,
  spread: 'round-robin',
  sticky: false,
};

describe('a request that is made again', () => {
  it('has media that become links, as they would have the first time', () => {
    const linked = { encoding: 'UCS-2', segments: 2 } as const;
    const content = { encoding: 'GSM-7', segments: 1, linked, fault: NO_FAULT } as const;
    const stream = streamOf('t', [{ kind: 'batch', atUs: 0, count: 2 }], {
      service: 0,
      media: { count: 1, failure: 0 },
      bodies: { kind: 'choice', cumulative: [1], variants: [{ kind: 'content', content }] },
      retry: {
        codes: [20429],
        attempts: 2,
        backoffUs: US_PER_SECOND,
        factor: 1,
        maxBackoffUs: US_PER_SECOND,
        jitter: 'none',
      },
    });
    const { history } = runOf(
      planOf([senderOf('a')], [stream], {
        services: [TEXTS_ONLY],
        acceptance: [{ rule: 'concurrency', code: 20429, throughService: 'refused' }, ...ACCEPTANCE],
        account: {
          concurrency: { limit: 1, requestUs: US_PER_SECOND },
          daily: undefined,
          scheduledAtMost: Infinity,
        },
      }),
    );
    const sent = history.filter(({ kind }) => kind === 'sent');
    expect(sent.map(({ index, attempt, media, segments }) => [index, attempt, media, segments])).toEqual([
      [0, 1, 0, 2],
      [1, 2, 0, 2],
    ]);
  });
});
