// biome-ignore-all lint/suspicious/noConsole: it is the example of the README, word for word.
import {
  compile,
  filesFromRecord,
  formatDiagnostic,
  judge,
  readScenario,
  simulate,
  totalsOf,
} from '../../src/index.ts';

const text = `
senders:
  - { id: toronto, number: "+14165550100" }
traffic:
  - { id: blast, from: toronto, to: { CA: 100% }, body: Hello, arrivals: { batch: 14401, at: 0s } }
expect:
  - { metric: failed, of: { code: 30001 }, count: { at-most: 0 } }
`;
const reading = readScenario('blast.yaml', filesFromRecord({ 'blast.yaml': text }));
if (!reading.ok) throw new Error(reading.diagnostics.map((mistake) => formatDiagnostic(mistake)).join('\n'));

const result = simulate(reading.scenario);
const { counts, latencies } = totalsOf(result);
console.log(counts.submitted, counts.failed); // 14401 1
console.log(latencies.queue_wait.quantileUs(0.95)); // 13679000000

const [expectation] = judge(result, compile(reading.scenario).expectations);
console.log(expectation?.verdict, expectation?.value); // fail 1
