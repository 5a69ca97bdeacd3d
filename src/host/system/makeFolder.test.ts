import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from './makeFolder.ts';

describe('making a folder', () => {
  let top: string;
  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), 'musubi-folder-'));
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));

  it('makes those above it too, and is content with one that is there', async () => {
    const folder = join(top, 'a', 'ข้อมูล', '資料');
    await makeFolder(folder, 0o700);
    await makeFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('may be asked by many at once', async () => {
    const folder = join(top, 'a', 'b', 'c');
    await Promise.all(Array.from({ length: 8 }, () => makeFolder(folder)));
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  it('says when a file is in the way', async () => {
    writeFileSync(join(top, 'file'), '');
    await expect(makeFolder(join(top, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(top, 'file', 'under'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.runIf(existsSync('/proc/self'))('gives up where a file system takes no folders', async () => {
    await expect(makeFolder('/proc/musubi/registry')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
