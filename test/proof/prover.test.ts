import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { busyScenarios } from '../../src/laws/scenario-arbitrary.ts';
import { compile } from '../../src/scenario/compile.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { startRun } from '../../src/simulate.ts';
import { networkPlans } from '../plans/network-plans.ts';
import { planOf, plans, segmentsInTurn, senderOf, streamOf } from '../plans.ts';
import { bytesOf, resultOf, runOf } from '../runs.ts';
import { cases } from '../seed.ts';

describe('the proof of a run', () => {
  it('finds nothing broken in a run of any plan, told ahead or in time order', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(resultOf(plan).proof!.breaks).toEqual([]);
        expect(runOf(plan).result.proof).toEqual(resultOf(plan).proof);
      }),
      cases(200),
    );
  });

  it('finds nothing broken in a run of any plan with shared lanes', () => {
    fc.assert(
      fc.property(networkPlans, (plan) => {
        expect(resultOf(plan).proof!.breaks).toEqual([]);
      }),
      cases(200),
    );
  });

  it('finds nothing broken in a run of any scenario over all that a provider offers', () => {
    fc.assert(
      fc.property(busyScenarios, (scenario) => {
        const reading = readScenarioText('random.yaml', JSON.stringify(scenario), filesFromRecord({}));
        if (!reading.ok) throw new Error('the scenario is wrong');
        expect(resultOf(compile(reading.scenario)).proof!.breaks).toEqual([]);
      }),
      cases(60),
    );
  });

  it('changes nothing of the result but itself', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const run = startRun(plan, { proof: false });
        while (run.advance(Infinity));
        const plain = run.finish();
        expect(plain).not.toHaveProperty('proof');
        const { proof, ...others } = resultOf(plan);
        expect(bytesOf(others)).toBe(bytesOf(plain));
      }),
      cases(100),
    );
  });
});

const RATE = rateOf(7, 10 * US_PER_SECOND);

/** Poisson arrivals into one segment a second. */
function poisson(count: number, lengths: readonly number[] = [1]) {
  const arrivals = { kind: 'poisson', rate: RATE, fromUs: 0, untilUs: Infinity, count } as const;
  return planOf([senderOf('a')], [streamOf('t', [arrivals], { bodies: segmentsInTurn(lengths) })]);
}

describe('what the proof covers', () => {
  it('is every departure of a lane with a fixed rate, by recursion, window and sums', () => {
    const { lindley, window, little } = resultOf(poisson(1000)).proof!;
    expect(lindley).toEqual({ messages: 1000, lanes: 1 });
    expect(window).toEqual({ segments: 1000, buckets: 1 });
    expect(little!.messages).toBe(1000);
    expect(little!.integralUs).toBe(little!.waitsUs);
  });

  it('is not the recursion under an incident, but the window still', () => {
    const incident = { atUs: 10, untilUs: 20, numerator: 1, denominator: 2 } as const;
    const plan = {
      ...poisson(1000),
      incidents: [{ kind: 'sender-rate', senders: [0], ...incident } as const],
    };
    const { lindley, window } = resultOf(plan).proof!;
    expect(lindley).toEqual({ messages: 0, lanes: 0 });
    expect(window).toEqual({ segments: 1000, buckets: 1 });
  });

  it('is the mean wait of M/D/1 in a long run, within six standard errors and what the empty start takes off', () => {
    const { closedForms, breaks } = resultOf(poisson(100_000)).proof!;
    expect(breaks).toEqual([]);
    expect(closedForms).toMatchObject([{ form: 'M/D/1', sender: 'a', messages: 100_000 }]);
    const [mean] = closedForms[0]!.figures;
    expect(mean!.predictedUs).toBe(1_166_667);
    expect(mean!.toleranceUs).toBeLessThan(0.12 * mean!.predictedUs);
    expect(Math.abs(mean!.simulatedUs - mean!.predictedUs)).toBeLessThan(mean!.toleranceUs);
  });

  it('is no mean wait of a run that is too short for it', () => {
    expect(resultOf(poisson(500)).proof!.closedForms).toEqual([]);
  });

  it('is no law of sums where messages are still in queues at the end', () => {
    expect(resultOf({ ...poisson(1000, [9]), horizonUs: 1e8 }).proof!.little).toBeUndefined();
  });

  it('is every quantile of a blast, of long messages and from a bucket of several tokens', () => {
    const plan = planOf(
      [senderOf('a', { rate: rateOf(3, US_PER_SECOND), burst: 5 })],
      [streamOf('t', [{ kind: 'batch', atUs: 17, count: 100 }], { bodies: segmentsInTurn([2]) })],
    );
    const { closedForms } = resultOf(plan).proof!;
    expect(closedForms).toMatchObject([{ form: 'blast', senders: 1, sender: 'a', messages: 100 }]);
    // The last one has 198 segments before it, four of which and its own first one the full bucket pays for.
    expect(closedForms[0]!.figures.at(-1)).toEqual({
      statistic: 'max',
      predictedUs: Math.ceil((194 * US_PER_SECOND) / 3),
      simulatedUs: Math.ceil((194 * US_PER_SECOND) / 3),
      toleranceUs: 0,
    });
  });
});
