import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettingsFile } from './settingsFile.ts';

const nothing = { language: null, onlineMap: false, window: null };

describe('what the shell remembers', () => {
  let directory: string;
  let file: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'musubi-shell-'));
    file = join(directory, 'shell.json');
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const open = () =>
    openSettingsFile(file, (error) => {
      throw error;
    });

  it('is there at the next start, in a file of its owner alone', () => {
    const window = { bounds: { x: -5, y: 7, width: 1100, height: 740 }, isMaximized: true };
    open().change({ window });
    open().change({ language: 'th' });
    expect(open().read()).toEqual({ language: 'th', onlineMap: false, window });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['is not there', undefined],
    ['is empty', ''],
    ['is cut off', '{"window":{"bounds":'],
    ['is not an object', '[1,2,3]'],
    ['is null', 'null'],
    ['is no text', '\u0000\ufffd\u0001'],
  ])('is nothing when the file %s', (_name, content) => {
    if (content !== undefined) writeFileSync(file, content);
    expect(open().read()).toEqual(nothing);
  });

  it('is kept field by field when some of it is of other types', () => {
    const bounds = { x: 'a', y: null, width: -1, height: 1e99 };
    writeFileSync(file, JSON.stringify({ window: { bounds }, language: 7, onlineMap: true, strange: 1 }));
    expect(open().read()).toEqual({ ...nothing, onlineMap: true });
  });

  it('is still known in this session when it cannot be written, and the failure is told', () => {
    const failures: unknown[] = [];
    const settings = openSettingsFile(join(directory, 'missing', 'shell.json'), (error) =>
      failures.push(error),
    );
    settings.change({ language: 'vi' });
    expect(settings.read().language).toBe('vi');
    expect(failures).toHaveLength(1);
    expect(() => readFileSync(join(directory, 'missing', 'shell.json'))).toThrow();
  });
});
