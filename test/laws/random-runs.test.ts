import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { breachesOf } from '../../src/laws/laws.ts';
import { lindleyBreaches } from '../../src/laws/lindley.ts';
import { littleBreaches } from '../../src/laws/little.ts';
import { totalsOf } from '../../src/measure/select.ts';
import type { MessageView } from '../../src/pipeline/facts.ts';
import { messageRows } from '../../src/report/message-rows.ts';
import type { Recorder } from '../../src/report/recorder.ts';
import { traceLines } from '../../src/report/trace-lines.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { startRun } from '../../src/simulate.ts';
import { planOf, plans, senderOf, streamOf } from '../plans.ts';
import { bytesOf, resultOf, runOf, termsOf } from '../runs.ts';
import { cases } from '../seed.ts';
import { RarePaths } from './rare-paths.ts';

/** Once idle at the end of an outage: a sender that is down from the start has a full bucket when it is up. */
const fullAndDown = planOf(
  [senderOf('a', { rate: rateOf(999_983, 7 * US_PER_SECOND) })],
  [streamOf('t', [{ kind: 'batch', atUs: 0, count: 1 }])],
  {
    incidents: [
      { kind: 'sender-rate', senders: [0], atUs: 0, untilUs: US_PER_SECOND, numerator: 0, denominator: 1 },
    ],
  },
);

/** Senders that are plain queues for a single server: one token, one rate up to a segment a microsecond, no limit. */
function undisturbed(plan: Plan): readonly number[] {
  return [...plan.senders.keys()].filter((place) => {
    const { rate, burst, queueLimitSegments } = plan.senders[place]!;
    const disturbed = plan.incidents.some(
      (incident) => incident.kind === 'sender-rate' && incident.senders.includes(place),
    );
    const plain = burst === 1 && queueLimitSegments === Infinity && plan.horizonUs === Infinity;
    return plain && !disturbed && rate !== undefined && rate.units <= rate.perUs;
  });
}

describe('a run of any plan', () => {
  it('keeps every law, and the batch has taken every rare path', () => {
    const rare = new RarePaths();
    fc.assert(
      fc.property(plans, (plan) => {
        const { history, result } = runOf(plan);
        expect(breachesOf(history, termsOf(plan), plan.horizonUs)).toEqual([]);
        const open = result.cohorts.some(({ figures }) => figures.counts.open > 0);
        if (!open) expect(littleBreaches(history, plan.senders.length)).toEqual([]);
        for (const sender of undisturbed(plan))
          expect(lindleyBreaches(history, sender, plan.senders[sender]!.rate!)).toEqual([]);
        rare.see(plan, history);
      }),
      { ...cases(500), examples: [[fullAndDown]] },
    );
    expect(rare.missing).toEqual([]);
  });

  it('gives the same bytes from the same seed, watched or not, whole or in slices', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(1, 7, 1000), (plan, slice) => {
        const { result } = runOf(plan);
        expect(bytesOf(runOf(plan, slice).result)).toBe(bytesOf(result));
        expect(bytesOf(resultOf(plan))).toBe(bytesOf(result));
        expect(bytesOf(resultOf(plan, slice))).toBe(bytesOf(result));
      }),
      cases(60),
    );
  });

  it('gives the same bytes whether or not its trace and its list of messages are written', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const expected = resultOf(plan);
        for (const writers of [[traceLines], [messageRows, traceLines]]) {
          const recorders: Recorder[] = [];
          let written = '';
          const observers = writers.map((writer) => (view: MessageView) => {
            const recorder = writer(plan, view, (text) => {
              written += text;
            });
            recorders.push(recorder);
            return recorder;
          });
          const run = startRun(plan, { observers });
          while (run.advance(Infinity));
          expect(bytesOf(run.finish())).toBe(bytesOf(expected));
          for (const recorder of recorders) recorder.end();
          expect(written.split('\n').length).toBeGreaterThan(totalsOf(expected).counts.submitted);
        }
      }),
      cases(40),
    );
  });
});
