import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { compile } from '../../src/scenario/compile.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { cases } from '../seed.ts';

const EXAMPLE = readFileSync(new URL('example.yaml', import.meta.url), 'utf8');

/** Parts of the example and what people may write in their place, sensible or not. */
const SWAPS: readonly (readonly [part: string, others: readonly string[]])[] = [
  ['until: drained', ['for: 6h', 'for: 1s', 'for: 36500d', 'for: 36501d', 'for: 0.0000001s']],
  ['zone: America/New_York', ['zone: Asia/Kathmandu', 'zone: UTC', '']],
  ['start: 2026-11-27T09:00:00-05:00', ['start: 2026-03-08T01:59:59.999Z', '']],
  [
    '"+14155550100", count: 10',
    ['"+14155559995", count: 10', '"+447400123450", count: 1', '"+80012345678", count: 3'],
  ],
  [
    'number: "+447400123456"',
    [
      'number: +18005550100',
      'alphanumeric: ACME',
      'short-code: { code: 12345, country: US }',
      'numbers: ["+14165550100"]',
    ],
  ],
  [
    'id: alerts',
    [
      'id: alerts\n    burst: 7',
      'id: alerts\n    segments-per-second: unlimited',
      'id: alerts\n    segments-per-second: 0.000001',
      'id: alerts\n    segments-per-second: 1000000',
      'id: alerts\n    queue-horizon: 1us',
    ],
  ],
  ['from: promo', ['from: [promo, "promo#10", alerts]', 'from: promo#11', 'from: [alerts]']],
  ['US: 90%, CA: 10%', ['US: 0.9, CA: 0.1', 'US: 0%, CA: 100%', 'US: 99.9999%, CA: 0.0001%']],
  ['{ GB: 100% }', ['["+447400123457", "+14155550123"]', '{ XK: 1 }', '{ AQ: 100% }', '["+870773111632"]']],
  [
    'batch: 50000, at: 09:00',
    [
      'rate: 3/s, until: 1h',
      'rate: 0.000001/d, count: 1',
      'ramp: { from: 0/s, to: 5/s }, until: 10m',
      'profile: { 09:00: 100/h, 17:00: 0/h }',
      'profile: { 22:00: 1/s }, repeat: daily, until: 3d',
      'profile: { 22:00: 1/s }, repeat: daily',
      'batch: 1, at: 23:59:59',
      'batch: 1, at: 2026-11-28T00:00:00Z',
    ],
  ],
  [
    'poisson: 2/s, from: 09:00, until: 12:00',
    ['poisson: 2/s, count: 5', 'poisson: 2/s, from: 1h, until: 1h', 'poisson: 1/d, until: 30d'],
  ],
  [
    '{ text: "Ваш код 123456", weight: 2 }',
    [
      '{ template: "Hi {name} {{x}}", fields: { name: [Ada, Bob] } }',
      '{ text: x, weight: 0.5 }',
      '{ template: "{ name }", fields: { name: [""] } }',
    ],
  ],
  [
    'lognormal: { p50: 4s, p95: 12s }',
    [
      'constant: 0s',
      'uniform: { from: 1s, to: 1s }',
      'exponential: { mean: 1us }',
      'lognormal: { mean: 4s, cv: 0.1 }',
      'weibull: { scale: 3s, shape: 1.5 }',
      'empirical: { 50%: 4s, 0%: 1s, 1: 9s }',
      'lognormal: { p50: 3s, sigma: 0.8 }',
    ],
  ],
  [
    'delivered: 95%, undelivered: { 30003: 2%, 30005: 1%, 30007: 1% }, no-receipt: 1%',
    ['delivered: 1', 'undelivered: { 30003: 100% }', 'no-receipt: 100%'],
  ],
  [
    'at: 10:00, for: 30m, carrier: default, latency: x5',
    [
      'at: 0s, sender: promo, rate: x0.3333',
      'at: 0s, for: 1us, sender: promo#3, down: true',
      'at: 0s, sender: alerts, rate: x0',
      'at: 0s, carrier: default, outcomes: { delivered: 100% }',
      'at: 0s, carrier: default, latency: x0',
    ],
  ],
  [
    'metric: send_latency, of: { traffic: otp }, p95: { at-most: 10s }',
    [
      'metric: drained, at: { at-most: 13:00 }',
      'metric: backlog, of: { sender: promo#1 }, max: { at-most: 5 }',
      'metric: delivered, share: { at-least: 95% }',
      'metric: end_to_end, p99.9: { at-least: 1s, at-most: 1h }',
      'metric: queue_wait, p0.5: { at-most: 0s }',
      'metric: queue_wait, mean: { at-most: 0 }',
      'metric: failed, count: { at-most: "5" }',
    ],
  ],
];

const swap = fc
  .constantFrom(...SWAPS)
  .chain(([part, others]) => fc.constantFrom(...others).map((other) => [part, other] as const));

describe('a scenario that is read without a mistake', () => {
  test('can be compiled', () => {
    let compiled = 0;
    fc.assert(
      fc.property(fc.array(swap, { maxLength: 6 }), (swaps) => {
        const text = swaps.reduce((t, [part, other]) => t.replace(part, () => other), EXAMPLE);
        const reading = readScenarioText('example.yaml', text, filesFromRecord({}));
        if (!reading.ok) return;
        compile(reading.scenario);
        compiled += 1;
      }),
      cases(200),
    );
    expect(compiled).toBeGreaterThan(50);
  });
});
