import type { TestOutcome, TestReport } from '../experiment/test-outcome.ts';
import { detailsOf, judgementDetail, levelOf, placeOf } from './test-details.ts';
import { wallClockOf } from './wall-clock.ts';

/**
 * JUnit XML: a suite a scenario, in it a case an expectation, and one for the lock; a suite for the lock as a whole where
 * something is to be told of it. `failure` is all that fails the test, its type the verdict (`fail`, `no data`,
 * `inconclusive`, `differs`), since the format knows no more than passed and failed; `error` is a scenario that could
 * not be read or run. What is only a warning passes, with its words in `system-out`. No times: a report is the same
 * whenever it is made. The form that is kept to is that of the Jenkins xUnit plugin, `junit-10.xsd` (2014, last changed
 * 2023), which has neither a line nor a file for a case: so each message begins with its place.
 */
export function testJunit(report: TestReport): string {
  const suites = [
    ...report.outcomes.map((outcome) => suiteOf(outcome.scenario, outcome.file, casesOf(outcome, report))),
    ...lockSuite(report),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="mpsim">\n${suites.join('')}</testsuites>\n`;
}

interface Case {
  readonly name: string;
  /** Undefined: passed, with nothing to tell. */
  readonly told?: {
    readonly as: 'failure' | 'error' | 'system-out';
    readonly type: string;
    readonly text: string;
  };
}

function casesOf(outcome: TestOutcome, report: TestReport): readonly Case[] {
  if (outcome.errors.length > 0) return [{ name: 'runs', told: errorOf(outcome, report) }];
  const clock = wallClockOf(outcome.anchor);
  const cases = outcome.expectations.map((judgement): Case => {
    if (judgement.verdict === 'pass') return { name: judgement.text };
    const { level, line, kind, text } = judgementDetail(judgement, clock);
    return { name: judgement.text, told: told(level, kind, `${placeOf(outcome, line)}: ${text}`) };
  });
  const { differences } = outcome;
  if (differences === undefined) return cases.length > 0 ? cases : [{ name: 'runs' }];
  if (differences.length === 0) return [...cases, { name: 'as locked' }];
  const level = report.locked ? 'error' : 'warning';
  return [...cases, { name: 'as locked', told: told(level, 'differs', differences.join('; ')) }];
}

function told(level: 'error' | 'warning', type: string, text: string): NonNullable<Case['told']> {
  return { as: level === 'error' ? 'failure' : 'system-out', type, text };
}

function errorOf(outcome: TestOutcome, report: TestReport): NonNullable<Case['told']> {
  const texts = detailsOf(outcome, report).map(({ line, text }) => `${placeOf(outcome, line)}: ${text}`);
  return { as: 'error', type: outcome.errors[0]!.kind, text: texts.join('\n') };
}

function lockSuite(report: TestReport): readonly string[] {
  const [first] = report.notes;
  if (first === undefined) return [];
  const cases = report.notes.map((note) => ({
    name: note.text,
    told: told(levelOf(note, report), note.kind, `${note.file}: ${note.text}`),
  }));
  return [suiteOf('mpsim.lock', first.file, cases)];
}

function suiteOf(name: string, file: string, cases: readonly Case[]): string {
  const count = (as: string): number => cases.filter((one) => one.told?.as === as).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
  const lines = cases.map((one) => caseOf(name, one)).join('');
  return `  <testsuite name="${xml(name)}" file="${xml(file)}" ${counts}>\n${lines}  </testsuite>\n`;
}

function caseOf(suite: string, { name, told: what }: Case): string {
  const head = `    <testcase classname="${xml(suite)}" name="${xml(name)}"`;
  if (what === undefined) return `${head}/>\n`;
  const { as, type, text } = what;
  const body =
    as === 'system-out'
      ? `<system-out>${xml(text)}</system-out>`
      : `<${as} type="${xml(type)}" message="${xml(text)}"/>`;
  return `${head}>\n      ${body}\n    </testcase>\n`;
}

const XML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** For text and attributes. What XML 1.0 cannot hold at all becomes U+FFFD; lines and tabs are kept by their numbers. */
function xml(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => XML_ENTITIES[sign]!)
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
