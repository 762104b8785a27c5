import { join } from 'node:path';
import { compareEvents } from '../experiment/divergence.ts';
import { changesOf, type LockBlock, lockBlockOf } from '../experiment/lock.ts';
import { divergenceText } from '../report/divergence-text.ts';
import { readSummary } from '../report/read-summary.ts';
import type { DiffArguments } from './diff-arguments.ts';
import { openEvents } from './event-sources.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { EnvironmentError, UsageError } from './failure.ts';
import { listenForInterruption } from './interruption.ts';
import { nodeFiles } from './node-files.ts';
import { runScenario } from './run-scenario.ts';
import { isFolder, type NamedScenario, readScenarios } from './scenario-files.ts';
import { paletteFor } from './terminal-palette.ts';

/** Tells what differs between two runs: status 0 where they are alike, 5 where they are not. */
export async function diffRuns(request: DiffArguments): Promise<ExitCode> {
  const { a, b } = request;
  const scenarios = scenariosOf([a, b]);
  if (typeof scenarios === 'number') return scenarios;
  const diff = request['first-divergence'] ? diffEvents : diffFigures;
  const { isAlike, words } = await diff(request, scenarios);
  process.stdout.write(`A is ${a}, B is ${b}.\n${words}`);
  return isAlike ? EXIT.fine : EXIT.differs;
}

interface Difference {
  readonly isAlike: boolean;
  /** What differs, or that nothing does; ends with a newline. */
  readonly words: string;
}

type Scenarios = ReadonlyMap<string, NamedScenario>;

/** The scenarios among the two, by path; or the exit status where one of them is wrong. */
function scenariosOf(paths: readonly string[]): Scenarios | ExitCode {
  const files = paths.filter((path) => !isFolder(path) && !/\.(?:nd)?json$/.test(path));
  const scenarios = new Map<string, NamedScenario>();
  // One after the other: two variants of a scenario may well have one name.
  for (const file of new Set(files)) {
    const reading = readScenarios([file]);
    if (reading.code !== EXIT.fine) return reading.code;
    for (const named of reading.scenarios) scenarios.set(file, named);
  }
  return scenarios;
}

async function diffEvents({ a, b }: DiffArguments, scenarios: Scenarios): Promise<Difference> {
  const [one, other] = [openEvents(a, scenarios.get(a)), openEvents(b, scenarios.get(b))];
  const interruption = listenForInterruption();
  try {
    const steps = compareEvents(one, other);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) await interruption.heed(one.nowUs());
    const words = divergenceText(step.value, paletteFor(process.stdout));
    return { isAlike: step.value.parting === undefined, words };
  } finally {
    one.close();
    other.close();
    interruption.release();
  }
}

async function diffFigures({ a, b }: DiffArguments, scenarios: Scenarios): Promise<Difference> {
  const from = await figuresOf(a, scenarios.get(a));
  const to = a === b ? from : await figuresOf(b, scenarios.get(b));
  const lines = changesOf(from, to).map((change) => `  ${change.title}: A ${change.from}, B ${change.to}`);
  const [was, is] = [from.get('fingerprint'), to.get('fingerprint')];
  const isAlike = was === is && lines.length === 0;
  if (isAlike) lines.push(`They are alike: fingerprint ${was}.`);
  else if (lines.length === 0)
    lines.push(`Counts and latencies are alike, but not every event: ${was}, ${is}.`);
  return { isAlike, words: `${lines.join('\n')}\n` };
}

/** A larger file is no summary. */
const SUMMARY_BYTES_MAX = 256_000_000;

/** The key figures of a run: simulated, or read from its summary. */
async function figuresOf(path: string, scenario: NamedScenario | undefined): Promise<LockBlock> {
  if (scenario !== undefined) return lockBlockOf((await runScenario(scenario)).result);
  if (path.endsWith('.ndjson'))
    throw new UsageError(`${path} holds events and no figures; add --first-divergence to compare them`);
  const file = isFolder(path) ? join(path, 'summary.json') : path;
  const reading = nodeFiles.read(file, SUMMARY_BYTES_MAX);
  if (!reading.ok)
    throw new EnvironmentError(
      `${file} cannot be read: ${reading.detail ?? `it is ${reading.problem}`}; mpsim run writes it`,
    );
  const summary = readSummary(reading.text);
  if (!summary.ok) throw new UsageError(`${file} ${summary.problem}; mpsim run writes it anew`);
  return summary.block;
}
