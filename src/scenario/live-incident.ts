import { filesFromRecord } from '../document/files.ts';
import { compile } from './compile.ts';
import type { PlanIncident } from './plan.ts';
import { readScenarioText } from './read.ts';
import type { Scenario } from './scenario.ts';

/**
 * Makes a disturbance of a scenario that is being served ready: an entry of `incidents`, as JSON has it. It is read as
 * a part of the scenario, which is YAML when written as JSON, so it is held to the same rules.
 *
 * @throws RangeError that tells everything that is wrong with it.
 */
export function compileLiveIncident(
  { files, traffic: _, expect: __, ...scenario }: Scenario,
  entry: object,
): readonly PlanIncident[] {
  const written = { ...scenario, run: { until: 'drained' }, incidents: [entry] };
  const reading = readScenarioText('incident', JSON.stringify(written), filesFromRecord(files));
  if (!reading.ok) {
    const problems = reading.diagnostics.filter(({ severity }) => severity === 'error');
    throw new RangeError(problems.map(({ path, message }) => `${path}: ${message}`).join(' '));
  }
  return compile(reading.scenario).incidents;
}
