import { dirname, join } from 'node:path';
import { RESULT_NAME } from '../report/renderers.ts';
import { readStoredReport, type StoredReport } from '../report/stored/stored-report.ts';
import { EnvironmentError, UsageError } from './failure.ts';
import { nodeFiles } from './node-files.ts';
import { isFolder } from './scenario-files.ts';

/** A larger file is no result of ours, and would fill the memory. */
const RESULT_BYTES_MAX = 500_000_000;
const REMEDY = 'mpsim run --result writes it';

/** The folder in which the result lies that is named by its folder or its file. */
export function folderOfResult(path: string): string {
  return isFolder(path) ? path : dirname(path);
}

/**
 * The stored report of a folder, or of a file.
 *
 * @throws EnvironmentError where it cannot be had, UsageError where it is none.
 */
export function readResult(path: string): StoredReport {
  const file = isFolder(path) ? join(path, RESULT_NAME) : path;
  const reading = nodeFiles.read(file, RESULT_BYTES_MAX);
  if (!reading.ok && reading.problem === 'missing')
    throw new EnvironmentError(`there is no ${file}; ${REMEDY}`);
  if (!reading.ok) throw new EnvironmentError(`${file} cannot be read: ${reading.detail ?? reading.problem}`);
  const stored = readStoredReport(reading.text);
  if (!stored.ok) throw new UsageError(`${file} ${stored.problem}; ${REMEDY} anew`);
  return stored.stored;
}
