import { basename, dirname } from 'node:path';
import { openOutputFolder } from './output-folder.ts';

/** Writes a file whole or not at all, and the folder that it is in where that is missing. */
export function writeWhole(path: string, text: string): void {
  const folder = openOutputFolder(dirname(path));
  try {
    folder.open(basename(path))(text);
    folder.commit();
  } finally {
    folder.discard();
  }
}
