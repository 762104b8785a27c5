import { filesFromRecord } from '../../src/document/files.ts';
import { compileLive } from '../../src/scenario/compile.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { Live } from '../../src/server/live.ts';

/** A scenario from its text and the files that it names. */
export function scenarioFrom(text: string, files: Readonly<Record<string, string>> = {}): Scenario {
  const reading = readScenarioText('live.yaml', text, filesFromRecord(files));
  if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
  return reading.scenario;
}

/** A live session of a scenario. */
export function liveFrom(text: string): Live {
  return liveOf(scenarioFrom(text));
}

/** The same of a scenario that is read. */
export function liveOf(scenario: Scenario): Live {
  const plan = compileLive(scenario);
  const services = (scenario['messaging-services'] ?? []).map((entry, index) => ({
    entry,
    pool: plan.ownPools[index]!,
  }));
  return new Live(plan, services);
}

/** Lets time pass in a live session. */
export function advanceBy(live: Live, us: number): void {
  live.standAt(live.nowUs + us);
}

/** Lets the whole instant pass at which something happens next. */
export function advanceToNextEvent(live: Live): void {
  live.standAt(live.nextEventUs + 1);
}

/** Lets time pass until every message is at its end, or nothing more happens. */
export function advanceToIdle(live: Live): void {
  while (live.open > 0 && live.step(Infinity));
}

/** One Canadian number, at one segment a second, whose messages are all delivered after two seconds. */
export const TORONTO = `senders:
  - { id: toronto, number: "+14165550100" }
carriers:
  default: { latency: { constant: 2s }, outcomes: { delivered: 100% } }
`;
