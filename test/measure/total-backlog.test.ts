import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { US_PER_DAY, US_PER_SECOND } from '../../src/kernel/time.ts';
import { TotalBacklog } from '../../src/measure/total-backlog.ts';
import { cases } from '../seed.ts';

/** A message that joins a queue: after how long, and how long after that each of its segments leaves. */
const message = fc.record({
  gapUs: fc.oneof(fc.constant(0), fc.nat({ max: 300_000 }), fc.nat({ max: 20 * US_PER_SECOND })),
  waitsUs: fc.array(
    fc.oneof(
      fc.constant(0),
      fc.nat({ max: 500_000 }),
      fc.nat({ max: 900 * US_PER_SECOND }),
      fc.nat({ max: 3 * US_PER_DAY }),
    ),
    { minLength: 1, maxLength: 4 },
  ),
  /** Whether it gives up its place a little later, and its segments never leave. */
  givesUp: fc.boolean(),
});

interface Step {
  readonly atUs: number;
  /** Departures come behind what joins at their instant. */
  readonly turn: 0 | 1;
  readonly segments: number;
}

/** The peak by its definition: everything in order, one step after the other. */
function peakOf(steps: readonly Step[]): { readonly peak: number; readonly peakAtUs: number } {
  let [backlog, peak, peakAtUs] = [0, 0, 0];
  for (const { atUs, segments } of [...steps].sort((a, b) => a.atUs - b.atUs || a.turn - b.turn)) {
    backlog += segments;
    if (backlog > peak) [peak, peakAtUs] = [backlog, atUs];
  }
  return { peak, peakAtUs };
}

describe('the backlog of all senders', () => {
  it('has the peak that going through everything in order finds, however far ahead departures are told', () => {
    let farAhead = 0;
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 120 }), (messages) => {
        const total = new TotalBacklog();
        const steps: Step[] = [];
        let nowUs = 0;
        for (const { gapUs, waitsUs, givesUp } of messages) {
          nowUs += gapUs;
          const change = (segments: number): void => {
            total.change(segments, nowUs);
            steps.push({ atUs: nowUs, turn: 0, segments });
          };
          change(waitsUs.length);
          if (givesUp) {
            nowUs += gapUs;
            change(-waitsUs.length);
            continue;
          }
          for (const waitUs of waitsUs) {
            total.segmentLeaves(nowUs + waitUs);
            steps.push({ atUs: nowUs + waitUs, turn: 1, segments: -1 });
            farAhead += waitUs > 600 * US_PER_SECOND ? 1 : 0;
          }
        }
        total.finish();
        expect({ peak: total.peak, peakAtUs: total.peakAtUs }).toEqual(peakOf(steps));
      }),
      cases(300),
    );
    expect(farAhead).toBeGreaterThan(300);
  });

  it('keeps the first instant of a peak that is reached twice', () => {
    const total = new TotalBacklog();
    for (const atUs of [0, 10 * US_PER_SECOND]) {
      total.change(2, atUs);
      for (const waitUs of [1, 2]) total.segmentLeaves(atUs + waitUs);
    }
    total.finish();
    expect([total.peak, total.peakAtUs]).toEqual([2, 0]);
  });

  it('is nothing when nothing ever joined', () => {
    const total = new TotalBacklog();
    total.finish();
    expect(total.peak).toBe(0);
  });
});
