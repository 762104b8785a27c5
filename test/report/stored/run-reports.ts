import { adviseOn } from '../../../src/experiment/advice.ts';
import { costOf } from '../../../src/experiment/cost.ts';
import { judge } from '../../../src/experiment/judge.ts';
import type { RunReport } from '../../../src/experiment/report-input.ts';
import { inOneStep } from '../../../src/measure/select.ts';
import { REPORT_FILES } from '../../../src/report/renderers.ts';
import {
  readStoredReport,
  resultPieces,
  type StoredReport,
} from '../../../src/report/stored/stored-report.ts';
import type { Plan } from '../../../src/scenario/plan.ts';
import { resultOf } from '../../runs.ts';
import { PLAIN_STYLE } from '../results.ts';

/** The report of a plan's run. */
export function reportOfRun(plan: Plan): RunReport {
  const result = resultOf(plan);
  const expectations = judge(result, plan.expectations);
  const advice = inOneStep(adviseOn(plan, result, expectations));
  return { result, expectations, advice, cost: costOf(plan, result) };
}

/** All files of a report, by name. */
export function filesOf(report: RunReport): Readonly<Record<string, string>> {
  const files = Object.entries(REPORT_FILES).map(([name, render]) => [
    name,
    [...render(report, PLAIN_STYLE)].join(''),
  ]);
  return Object.fromEntries(files);
}

/** The text of a stored report. */
export function storedText(report: RunReport): string {
  return [...resultPieces(report, PLAIN_STYLE)].join('');
}

/** What was stored; an error where it is not read. */
export function readBack(text: string): StoredReport {
  const reading = readStoredReport(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.stored;
}
