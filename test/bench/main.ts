import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Result } from '../../src/measure/result.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { startRun } from '../../src/simulate.ts';
import type { FlatMemory } from './flat-memory.ts';
import type { LoadKind } from './load-process.ts';
import { pageRatio } from './page.ts';
import { recursion } from './recursion.ts';
import { benchSegments } from './segments.ts';
import { startUpRatio } from './start-up.ts';
import { scaled, workloadW } from './workload.ts';

const MILLION = 1_000_000;
// The server is loaded where it is measured, and nowhere else: a simulation does not have it in memory.
const SELF = fileURLToPath(import.meta.url);

function simulated(plan: Plan, proof = true): Result {
  const run = startRun(plan, { proof });
  while (run.advance(100_000));
  return run.finish();
}

function secondsOf(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

interface Pair {
  readonly first: number;
  readonly second: number;
  /** Median of second / first, turn by turn: holds when the machine's speed drifts. */
  readonly ratio: number;
}

/** Seconds of two pieces of work, taken in turn; the first turn of each is not counted. */
function inTurn(turns: number, first: () => unknown, second: () => unknown): Pair {
  const pairs = Array.from({ length: turns + 1 }, () => [secondsOf(first), secondsOf(second)] as const).slice(
    1,
  );
  return {
    first: median(pairs.map(([a]) => a)),
    second: median(pairs.map(([, b]) => b)),
    ratio: median(pairs.map(([a, b]) => b / a)),
  };
}

/** The simulator and the recursion must have found the same, or the comparison means nothing. */
function assertSame(plan: Plan): void {
  const result = simulated(plan);
  const plain = recursion(plan);
  for (const { traffic, figures } of result.cohorts.filter(({ sender }) => sender !== -1)) {
    const { queueWait, endToEnd, undelivered } = plain[traffic]!;
    const same =
      figures.latencies.queue_wait.sumUs === queueWait.sumUs &&
      figures.latencies.end_to_end.sumUs === endToEnd.sumUs &&
      figures.latencies.end_to_end.quantileUs(0.99) === endToEnd.quantileUs(0.99) &&
      figures.counts.undelivered === undelivered;
    if (!same) throw new Error(`stream ${traffic}: the simulator and the recursion differ`);
  }
}

/** W scaled to its own size must be W, or what is measured with other sizes is something else. */
function assertScales(plan: Plan): void {
  if (simulated(scaled(plan, MILLION, plan.senders.length)).fingerprint !== simulated(plan).fingerprint)
    throw new Error('scaled to its own size, W is another workload');
}

/** Peak memory of a process that simulates W with so many messages, in megabytes. */
function peakMegabytes(messages: number): number {
  return Number(inProcessOfItsOwn('peak', String(messages)));
}

/** What this program prints in a process of its own when it is given these words. */
function inProcessOfItsOwn(...words: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [SELF, ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function say(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(62)}${figure}\n`);
}

async function main(): Promise<void> {
  // Memory first: on Linux a process starts with the peak of the one that started it.
  const [small, large] = [peakMegabytes(MILLION), peakMegabytes(10 * MILLION)];
  const w = workloadW();
  assertSame(w);
  assertScales(w);
  const plain = inTurn(
    7,
    () => recursion(w),
    () => simulated(w),
  );
  say('W, a million messages: messages a second', Math.round(MILLION / plain.second).toLocaleString('en'));
  say('   the plain recursion', Math.round(MILLION / plain.first).toLocaleString('en'));
  say('   time against the plain recursion (to reach: 4.5)', plain.ratio.toFixed(2));
  sayProof(w, 7);
  const tenfold = inTurn(
    1,
    () => simulated(w),
    () => simulated(scaled(w, 10 * MILLION, 100)),
  );
  say('W10: time a message against W (linear: 1)', (tenfold.ratio / 10).toFixed(2));
  const senders = inTurn(
    3,
    () => simulated(scaled(w, MILLION, 100)),
    () => simulated(scaled(w, MILLION, 10_000)),
  );
  say('10,000 senders against 100, same messages (to reach: 2.5)', senders.ratio.toFixed(2));
  say('peak memory of W and W10 in MB (to reach: 160)', `${small.toFixed(0)} ${large.toFixed(0)}`);
  say('   W10 against W (to reach: 1.2)', (large / small).toFixed(2));
  const segments = benchSegments();
  say(
    'segmentation against sms-segments-calculator (to reach: 100)',
    `${Math.round(segments.ratio)} times as fast`,
  );
  say('ten-message run against node -e 0 (to reach: 4)', startUpRatio(15).toFixed(2));
  sayPage();
  await sayLoad();
}

/** What it costs that a run proves itself. */
function sayProof(w: Plan, turns: number): void {
  const { ratio } = inTurn(
    turns,
    () => simulated(w, false),
    () => simulated(w),
  );
  say('W with its proof against W without (to reach: 1.15)', ratio.toFixed(2));
}

function sayPage(): void {
  say('black-friday with its page against without (to reach: 2)', pageRatio(5).toFixed(2));
}

async function sayLoad(): Promise<void> {
  const { benchCreations } = await import('./load.ts');
  const { bare, mpsim, ratio } = await benchCreations(SELF, 5, 20_000);
  say('served, 64 connections: message creations a second', Math.round(mpsim).toLocaleString('en'));
  say('   a bare node:http handler', Math.round(bare).toLocaleString('en'));
  say('   against the bare handler (to reach: 0.5)', ratio.toFixed(2));
  const { benchCallbacks } = await import('./callback-load.ts');
  const callbacks = await benchCallbacks(SELF, 5);
  say('served: status callbacks a second', Math.round(callbacks.mpsim).toLocaleString('en'));
  say('   a bare client of node:http, as many at once', Math.round(callbacks.bare).toLocaleString('en'));
  say('   against the bare client, none lost (to reach: 0.7)', callbacks.ratio.toFixed(2));
  const { earlyMb, allMb } = JSON.parse(inProcessOfItsOwn('flat-memory')) as FlatMemory;
  say(
    'served: memory after 200,000 and a million messages in MB',
    `${earlyMb.toFixed(0)} ${allMb.toFixed(0)}`,
  );
  say('   a million against 200,000 (to reach: 1.2)', (allMb / earlyMb).toFixed(2));
}

if (process.argv[2] === 'peak') {
  simulated(scaled(workloadW(), Number(process.argv[3]), 100));
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
} else if (process.argv[2] === 'proof') {
  sayProof(workloadW(), Number(process.argv[3] ?? 15));
} else if (process.argv[2] === 'page') {
  sayPage();
} else if (process.argv[2] === 'flat-memory') {
  const { benchFlatMemory } = await import('./flat-memory.ts');
  process.stdout.write(JSON.stringify(benchFlatMemory()));
} else if (process.argv[2] === 'served') {
  await sayLoad();
} else if (process.argv[2] === 'load') {
  const { load } = await import('./loads.ts');
  // What startLoad asks for.
  process.stdout.write(`${await load(process.argv[3] as LoadKind, Number(process.argv[4]))}\n`);
} else {
  await main();
}
