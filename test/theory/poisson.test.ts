import { describe, expect, it } from 'vitest';
import { namedStream } from '../../src/kernel/random.ts';
import { type Rate, rateOf } from '../../src/kernel/rate.ts';
import { US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import type { PlanArrivals } from '../../src/scenario/plan.ts';
import { instantsOf } from '../../src/traffic/arrivals.ts';
import { estimate, mean } from './runs.ts';

function instants(arrivals: PlanArrivals, name = 'theory'): readonly number[] {
  const next = instantsOf([arrivals], () => namedStream('1', 0, name, 'arrivals 0'));
  const all: number[] = [];
  for (let atUs = next(); atUs !== Infinity; atUs = next()) all.push(atUs);
  return all;
}

/** How many fall in each of `windows` equal windows from 0 on. */
function counts(all: readonly number[], windowUs: number, windows: number): readonly number[] {
  const found: number[] = new Array(windows).fill(0);
  for (const atUs of all) found[Math.floor(atUs / windowUs)]! += 1;
  return found;
}

function poisson(rate: Rate, untilUs: number): PlanArrivals {
  return { kind: 'poisson', rate, fromUs: 0, untilUs, count: Infinity };
}

describe('a Poisson stream', () => {
  const WINDOWS = 20_000;
  const all = instants(poisson(rateOf(2, US_PER_SECOND), WINDOWS * US_PER_SECOND));
  const perWindow = counts(all, US_PER_SECOND, WINDOWS);

  it('has its rate', () => {
    expect(Math.abs(all.length - 2 * WINDOWS)).toBeLessThan(4 * Math.sqrt(2 * WINDOWS));
  });

  it('has counts whose variance is their mean: an index of dispersion of 1', () => {
    const { value, error } = estimate(perWindow);
    const dispersion = (error * error * WINDOWS) / value;
    // The index of n Poisson counts has the standard deviation sqrt(2 / (n - 1)).
    expect(Math.abs(dispersion - 1)).toBeLessThan(4 * Math.sqrt(2 / (WINDOWS - 1)));
  });

  it('has counts of separate windows that know nothing of each other', () => {
    const centred = perWindow.map((count) => count - mean(perWindow));
    const lagged =
      mean(centred.slice(1).map((count, i) => count * centred[i]!)) / mean(centred.map((x) => x * x));
    expect(Math.abs(lagged)).toBeLessThan(4 / Math.sqrt(WINDOWS));
  });

  it('has exponential gaps: a share of exp(-x) is longer than x times the mean', () => {
    const gaps = all.slice(1).map((atUs, i) => (atUs - all[i]!) / (US_PER_SECOND / 2));
    for (const x of [0.1, 0.5, 1, 2, 4]) {
      const share = gaps.filter((gap) => gap > x).length / gaps.length;
      const expected = Math.exp(-x);
      expect(Math.abs(share - expected)).toBeLessThan(
        4 * Math.sqrt((expected * (1 - expected)) / gaps.length),
      );
    }
  });
});

describe('a profile', () => {
  /** Requests a second by hour: a day's shape in small. */
  const HOURLY = [0.5, 0, 3, 1.25];
  const DAYS = 40;
  const profile: PlanArrivals = {
    kind: 'profile',
    pieces: Array.from({ length: DAYS * HOURLY.length }, (_, hour) => ({
      fromUs: hour * US_PER_HOUR,
      untilUs: (hour + 1) * US_PER_HOUR,
      perUs: HOURLY[hour % HOURLY.length]! / US_PER_SECOND,
    })),
  };
  const all = instants(profile);
  const byHour = counts(all, US_PER_HOUR, DAYS * HOURLY.length);

  it.each([0, 1, 2, 3])('has in its hour %i as many as the integral of its rate', (place) => {
    const hours = byHour.filter((_, hour) => hour % HOURLY.length === place);
    const expected = DAYS * 3600 * HOURLY[place]!;
    const found = hours.reduce((sum, count) => sum + count, 0);
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(4 * Math.sqrt(expected));
  });

  it('is Poisson in each hour', () => {
    const scores = byHour
      .map((count, hour) => ({ count, expected: 3600 * HOURLY[hour % HOURLY.length]! }))
      .filter(({ expected }) => expected > 0)
      .map(({ count, expected }) => ((count - expected) * (count - expected)) / expected);
    expect(Math.abs(mean(scores) - 1)).toBeLessThan(4 * Math.sqrt(2 / scores.length));
  });

  it('is spread evenly within an hour of constant rate', () => {
    const inHour = all.filter((atUs) => Math.floor(atUs / US_PER_HOUR) % HOURLY.length === 2);
    const middle = mean(inHour.map((atUs) => (atUs % US_PER_HOUR) / US_PER_HOUR));
    expect(Math.abs(middle - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / inHour.length));
  });

  it('is Poisson over a piece as over a stream of one rate, and equal to it draw by draw', () => {
    const untilUs = 1000 * US_PER_SECOND;
    const one: PlanArrivals = { kind: 'profile', pieces: [{ fromUs: 0, untilUs, perUs: 2 / US_PER_SECOND }] };
    const stream = instants(poisson(rateOf(2, US_PER_SECOND), untilUs));
    const pieces = instants(one);
    expect(pieces).toHaveLength(stream.length);
    // Two ways to add up the same steps: they may round to neighbouring microseconds.
    expect(Math.max(...pieces.map((atUs, i) => Math.abs(atUs - stream[i]!)))).toBeLessThanOrEqual(1);
  });
});
