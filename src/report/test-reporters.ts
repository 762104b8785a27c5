import type { TestReport } from '../experiment/test-outcome.ts';
import { testAnnotations } from './test-annotations.ts';
import { testJunit } from './test-junit.ts';
import { testMarkdown } from './test-markdown.ts';
import { testTable } from './test-table.ts';

/** What `--reporter` may name. */
export type ReporterName = 'table' | 'junit' | 'markdown' | 'github';

/** Each makes a text, ended by a newline where there is anything to tell, of what was found. */
export const REPORTERS: Readonly<Record<ReporterName, (report: TestReport) => string>> = {
  table: testTable,
  junit: testJunit,
  markdown: testMarkdown,
  github: testAnnotations,
};
