import { type TestOutcome, type TestReport, testVerdict } from '../experiment/test-outcome.ts';
import { grouped } from './figures-in-words.ts';
import { PLAIN } from './palette.ts';
import { table } from './table.ts';

/** What `--reporter` may name. */
export type ReporterName = 'table' | 'junit' | 'markdown' | 'github';

/** Each makes a text, ended by a newline where there is anything to tell, of what was found. */
export const REPORTERS: Readonly<Record<ReporterName, (report: TestReport) => string>> = {
  table: testTable,
  junit,
  markdown,
  github,
};

const HEADS = ['Scenario', '<verdict', 'requests', 'expectations', '<lock'];

function testTable(report: TestReport): string {
  const rows = report.outcomes.map((outcome) => cellsOf(outcome, report));
  const details = report.outcomes.flatMap((outcome) =>
    detailsOf(outcome).map(({ line, text }) => `${placeOf(outcome, line)}  ${text}`),
  );
  return [table(HEADS, rows, PLAIN), ...details, ...report.notes].map((line) => `${line}\n`).join('');
}

function markdown(report: TestReport): string {
  const rows = report.outcomes.map((outcome) => rowOf(cellsOf(outcome, report).map(markdownText)));
  const details = report.outcomes.flatMap((outcome) =>
    detailsOf(outcome).map(({ line, text }) => `- ${markdownText(`${placeOf(outcome, line)}: ${text}`)}`),
  );
  const notes = report.notes.map((note) => `- ${markdownText(note)}`);
  const head = [
    rowOf(HEADS.map((name) => name.replace('<', ''))),
    rowOf(['---', '---', '---:', '---:', '---']),
  ];
  const list = [...details, ...notes];
  return `${['### mpsim test', '', ...head, ...rows, ...(list.length > 0 ? ['', ...list] : [])].join('\n')}\n`;
}

/** Workflow commands, which a CI service shows at the line of the expectation. */
function github(report: TestReport): string {
  const commands = report.outcomes.flatMap((outcome) =>
    detailsOf(outcome).map(({ line, text, kind }) => {
      const level = kind === 'fail' || (kind === 'differs' && report.locked) ? 'error' : 'warning';
      const at = `file=${property(outcome.file)},line=${Math.max(1, line)}`;
      return `::${level} ${at},title=${property(`${outcome.scenario}: ${kind}`)}::${data(text)}`;
    }),
  );
  const notes = report.notes.map((note) => `::${report.locked ? 'error' : 'warning'}::${data(note)}`);
  return [...commands, ...notes].map((line) => `${line}\n`).join('');
}

/** A suite a scenario, a case an expectation, and one for the lock. */
function junit(report: TestReport): string {
  const suites = report.outcomes.map((outcome) => {
    const cases = casesOf(outcome, report.locked);
    const failures = cases.filter(({ failure }) => failure !== undefined).length;
    const lines = cases.map(({ name, failure, kind }) => {
      const head = `    <testcase classname="${xml(outcome.scenario)}" name="${xml(name)}"`;
      return failure === undefined
        ? `${head}/>\n`
        : `${head}>\n      <failure type="${kind}" message="${xml(failure)}"/>\n    </testcase>\n`;
    });
    const facts = `name="${xml(outcome.scenario)}" file="${xml(outcome.file)}" tests="${cases.length}"`;
    return `  <testsuite ${facts} failures="${failures}">\n${lines.join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="mpsim">\n${suites.join('')}</testsuites>\n`;
}

function casesOf(
  outcome: TestOutcome,
  locked: boolean,
): readonly { name: string; failure?: string; kind?: string }[] {
  const cases = outcome.expectations.map(({ text, line, verdict }) => ({
    name: text,
    ...(verdict === 'pass' ? {} : { failure: `${placeOf(outcome, line)}: ${verdict}`, kind: verdict }),
  }));
  const { differences } = outcome;
  if (differences === undefined) return cases.length > 0 ? cases : [{ name: 'runs' }];
  const differs = locked && differences.length > 0;
  return [
    ...cases,
    { name: 'as locked', ...(differs ? { failure: differences.join('; '), kind: 'differs' } : {}) },
  ];
}

function cellsOf(outcome: TestOutcome, { locked }: TestReport): readonly string[] {
  const { scenario, submitted, expectations, differences } = outcome;
  const passed = expectations.filter(({ verdict }) => verdict === 'pass').length;
  const lock = differences === undefined ? '-' : differences.length === 0 ? 'same' : 'differs';
  const judged = expectations.length === 0 ? '-' : `${passed} of ${expectations.length}`;
  return [scenario, testVerdict(outcome, locked), grouped(submitted), judged, lock];
}

interface Detail {
  readonly line: number;
  readonly text: string;
  readonly kind: string;
}

/** All that is not as it should be. */
function detailsOf({ expectations, differences }: TestOutcome): readonly Detail[] {
  const broken = expectations.filter(({ verdict }) => verdict !== 'pass');
  return [
    ...broken.map(({ line, text, verdict }) => ({ line, text: `${verdict}: ${text}`, kind: verdict })),
    ...(differences ?? []).map((text) => ({ line: 0, text: `differs: ${text}`, kind: 'differs' })),
  ];
}

function placeOf({ file }: TestOutcome, line: number): string {
  return line === 0 ? file : `${file}:${line}`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What Markdown or HTML would take for more than text, and an @ that would call somebody, are written as entities. */
function markdownText(text: string): string {
  return text.replace(/[&<>|`*_[\]\\~#@!]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\r\n]+/g, ' ');
}

const XML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** For an attribute. What XML 1.0 cannot hold at all becomes U+FFFD; lines and tabs are kept by their numbers. */
function xml(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => XML_ENTITIES[sign]!)
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
