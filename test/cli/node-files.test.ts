import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/cli/node-files.ts';

const root = mkdtempSync(join(tmpdir(), 'mpsim-'));
afterAll(() => rmSync(root, { recursive: true }));

function written(name: string, content: string | Uint8Array): string {
  const path = join(root, name);
  writeFileSync(path, content);
  return path;
}

describe('reading a file', () => {
  it('gives its text without a byte order mark', () => {
    expect(nodeFiles.read(written('a', '\u{feff}süß'), 100)).toEqual({ ok: true, text: 'süß' });
  });

  it('tells a missing file, a folder and a file in place of a folder apart', () => {
    expect(nodeFiles.read(join(root, 'none'), 100)).toEqual({ ok: false, problem: 'missing' });
    expect(nodeFiles.read(root, 100)).toEqual({ ok: false, problem: 'directory' });
    expect(nodeFiles.read(join(written('b', ''), 'c'), 100)).toMatchObject({ problem: 'unreadable' });
  });

  it('takes as many bytes as allowed and refuses one more', () => {
    expect(nodeFiles.read(written('c', 'x'.repeat(100)), 100).ok).toBe(true);
    expect(nodeFiles.read(written('d', 'x'.repeat(101)), 100)).toMatchObject({
      ok: false,
      problem: 'too-large',
    });
  });

  it('refuses bytes that are no text', () => {
    expect(nodeFiles.read(written('e', Uint8Array.of(0xff, 0xfe, 0x00)), 100)).toMatchObject({
      problem: 'not-text',
    });
  });

  it('stops reading a device that never ends', () => {
    expect(nodeFiles.read('/dev/zero', 100_000)).toEqual({
      ok: false,
      problem: 'too-large',
      detail: 'it has more than 0.1 MB',
    });
  });
});
