// biome-ignore-all lint/suspicious/noConsole: it is the example of the README, word for word.
import { compare, compile, filesFromRecord, inThisThread, readScenario, replicate } from '../../src/index.ts';

const text = `
senders: [{ id: codes, number: "+14155550100" }]
traffic:
  - { id: otp, from: codes, to: { US: 100% }, body: Your code is 123456, arrivals: { poisson: 0.8/s, from: 0s, count: 5000 } }
expect:
  - { metric: queue_wait, p95: { at-most: 10s } }
`;

/** The plan of the scenario, changed as by `--set`. */
function planWith(...changes: readonly string[]) {
  const reading = readScenario('otp.yaml', filesFromRecord({ 'otp.yaml': text }), changes);
  if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
  return compile(reading.scenario);
}

const asItIs = planWith();
const { totals, expectations } = await replicate(asItIs, inThisThread(asItIs), { replications: 30 });
const p95 = totals.latencies.queue_wait.p95;
const inSeconds = (us = Number.NaN) => (us / 1_000_000).toFixed(1);
console.log(inSeconds(p95?.value), inSeconds(p95?.low), inSeconds(p95?.high)); // 6.3 6.1 6.6
console.log(expectations[0]?.verdict); // pass

const faster = planWith('senders[0].segments-per-second=2');
const { figures } = compare(asItIs, faster, { replications: 10 });
const mean = figures.find(({ metric, statistic }) => metric === 'queue_wait' && statistic === 'mean');
console.log(inSeconds(mean?.difference?.low), inSeconds(mean?.difference?.high)); // -1.9 -1.7
