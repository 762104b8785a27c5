import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { expect } from 'vitest';

/** The root of an XML text. @throws for all that is not well formed. */
export function parseXml(text: string): Element {
  const { documentElement } = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
    text,
    'text/xml',
  );
  if (documentElement === null) throw new Error('the XML has no root');
  return documentElement;
}

/** The elements right below another; between them stand blanks. */
export function elementsIn(parent: Element): readonly Element[] {
  // Nodes of type 1 are elements.
  return [...parent.childNodes].filter((node) => node.nodeType === 1) as Element[];
}

/** An element of the form: its attributes, those that it must have, and what may stand below it. */
interface ElementForm {
  readonly attributes: readonly string[];
  readonly required: readonly string[];
  readonly children: readonly string[];
}

/**
 * What of JUnit's form is used here, as `junit-10.xsd` of the Jenkins xUnit plugin has it (state of 2023); that
 * schema has more that may stand in a report.
 */
const FORM: Readonly<Record<string, ElementForm>> = {
  testsuites: {
    attributes: ['name', 'time', 'tests', 'failures', 'errors'],
    required: [],
    children: ['testsuite'],
  },
  testsuite: {
    attributes: ['name', 'tests', 'failures', 'errors', 'time', 'skipped', 'timestamp', 'hostname', 'file'],
    required: ['name', 'tests', 'failures', 'errors'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {
    attributes: ['name', 'time', 'classname', 'group'],
    required: ['name'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  failure: { attributes: ['type', 'message'], required: [], children: [] },
  error: { attributes: ['type', 'message'], required: [], children: [] },
  'system-out': { attributes: [], required: [], children: [] },
};

/** Holds a report against the form, and the counts of its suites against what stands in them. */
export function checkJunit(root: Element): void {
  expect(root.tagName).toBe('testsuites');
  checkElement(root);
  for (const suite of elementsIn(root)) {
    const cases = elementsIn(suite).filter(({ tagName }) => tagName === 'testcase');
    const having = (child: string): string =>
      String(cases.filter((one) => elementsIn(one).some(({ tagName }) => tagName === child)).length);
    expect(suite.getAttribute('tests')).toBe(String(cases.length));
    expect(suite.getAttribute('failures')).toBe(having('failure'));
    expect(suite.getAttribute('errors')).toBe(having('error'));
  }
}

function checkElement(element: Element): void {
  const form = FORM[element.tagName];
  if (form === undefined) throw new Error(`JUnit knows no element ${element.tagName}`);
  const names = [...element.attributes].map(({ name }) => name);
  expect(names.filter((name) => !form.attributes.includes(name))).toEqual([]);
  expect(form.required.filter((name) => !names.includes(name))).toEqual([]);
  const children = elementsIn(element);
  expect(children.map(({ tagName }) => tagName).filter((name) => !form.children.includes(name))).toEqual([]);
  for (const child of children) checkElement(child);
}
