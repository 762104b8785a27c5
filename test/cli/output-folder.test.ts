import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutputFolder } from '../../src/cli/output-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mpsim-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('the folder of a report', () => {
  it('shows no file under its name before all are whole', () => {
    const folder = openOutputFolder(join(root, 'a/b'));
    const write = folder.open('x.csv');
    write('one\n');
    write('two\n');
    expect(readdirSync(folder.path).filter((name) => !name.startsWith('.'))).toEqual([]);
    folder.commit();
    expect(readdirSync(folder.path)).toEqual(['x.csv']);
    expect(readFileSync(join(folder.path, 'x.csv'), 'utf8')).toBe('one\ntwo\n');
  });

  it('is gone after a failure, with the folders that were made for it', () => {
    mkdirSync(join(root, 'mine'));
    const folder = openOutputFolder(join(root, 'mine/a/b'));
    folder.open('x.csv')('half');
    folder.discard();
    expect(readdirSync(root)).toEqual(['mine']);
    expect(readdirSync(join(root, 'mine'))).toEqual([]);
  });

  it('keeps the files of an earlier report when a later one fails', () => {
    writeFileSync(join(root, 'x.csv'), 'earlier');
    const folder = openOutputFolder(root);
    folder.open('x.csv')('half');
    folder.discard();
    expect(readdirSync(root)).toEqual(['x.csv']);
    expect(readFileSync(join(root, 'x.csv'), 'utf8')).toBe('earlier');
  });

  it('says so before anything gets its name when a folder stands in the place of a file', () => {
    mkdirSync(join(root, 'x.csv'));
    const folder = openOutputFolder(root);
    folder.open('a.csv')('whole');
    expect(() => folder.open('x.csv')).toThrow(/x\.csv cannot be written: it is a folder/);
    folder.discard();
    expect(readdirSync(root)).toEqual(['x.csv']);
  });

  it('leaves nothing half-written behind when a file cannot get its name', () => {
    const folder = openOutputFolder(root);
    folder.open('x.csv')('whole');
    mkdirSync(join(root, 'x.csv'));
    expect(() => folder.commit()).toThrow(/x\.csv cannot be written/);
    folder.discard();
    expect(readdirSync(root)).toEqual(['x.csv']);
  });

  it('says so at once when it cannot be made', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => openOutputFolder(join(root, 'file'))).toThrow(
      /cannot be made: there is a file of that name/,
    );
    expect(() => openOutputFolder(join(root, 'file/deeper'))).toThrow(/a part of the path is a file/);
  });

  it('says so where the system never lets one be made', () => {
    expect(() => openOutputFolder('/proc/mpsim/report')).toThrow(
      /folder \/proc\/mpsim\/report cannot be made/,
    );
  });
});
