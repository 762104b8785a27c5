import { filesFromRecord } from '../../../src/document/files.ts';
import { compile } from '../../../src/scenario/compile.ts';
import type { Plan } from '../../../src/scenario/plan.ts';
import { readScenario } from '../../../src/scenario/read.ts';

/** The plan of a scenario. */
export function planOfText(text: string, changes: readonly string[] = []): Plan {
  const reading = readScenario('s.yaml', filesFromRecord({ 's.yaml': text }), changes);
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return compile(reading.scenario);
}

/** One-time codes on a number that a promotion may share. */
export const CODES = `name: codes
senders: [{ id: promo, numbers: { from: "+14155550100", count: 1 } }]
traffic:
  - { id: otp, from: promo, to: { US: 100% }, body: code, arrivals: { rate: 6/m, from: 0s, until: 20m } }
  - { id: blast, from: promo, to: { US: 100% }, body: sale, arrivals: { batch: 600, at: 5m } }
carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }
`;

/** The same with chance in arrivals and at the carrier. */
export const RANDOM_CODES = `${CODES.replace('{ rate: 6/m,', '{ poisson: 6/m,').replace(/carriers:.*\n/, '')}`;
