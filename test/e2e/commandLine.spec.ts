import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { fillRegistry, musubi } from '../support/filledRegistry.ts';
import { makeScratchDirectory } from '../support/scratchDirectory.ts';

const run = promisify(execFile);

/** Writes down at the end what a process has loaded: its own files, and parts of Node. */
const noteWhatIsLoaded = `
const { writeFileSync } = require('node:fs');
process.on('exit', () => {
  const files = Object.keys(require.cache);
  const ofNode = process.moduleLoadList.filter((name) => name.startsWith('NativeModule ')).map((name) => name.slice(13));
  writeFileSync(process.env.LOADED, JSON.stringify({ files, ofNode }));
});
`;

test('a list and a record are shown from one part, without what Node takes long to load', async () => {
  const directory = makeScratchDirectory('musubi-command-line-');
  try {
    await fillRegistry(path.join(directory, 'data'));
    const note = path.join(directory, 'note.cjs');
    writeFileSync(note, noteWhatIsLoaded);
    const LOADED = path.join(directory, 'loaded.json');
    for (const command of [
      ['list', 'city'],
      ['show', 'city', 'jakarta'],
    ]) {
      const args = ['--require', note, musubi, '--data', path.join(directory, 'data'), ...command];
      const { stdout } = await run(process.execPath, args, { env: { ...process.env, LOADED } });
      expect(stdout).toContain('Jakarta');
      const loaded = JSON.parse(readFileSync(LOADED, 'utf8')) as Loaded;
      const parts = loaded.files.filter((file) => file.includes(`${path.sep}parts${path.sep}`));
      expect(parts.map((file) => path.basename(file).replace(/-.*/, '')).sort(), command.join(' ')).toEqual([
        'registry',
        'rolldown',
      ]);
      const late = ['child_process', 'crypto', 'dgram', 'http', 'tls'];
      expect(late.filter((name) => loaded.ofNode.includes(name))).toEqual([]);
      expect(loaded.ofNode).toContain('fs');
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

interface Loaded {
  readonly files: readonly string[];
  /** Names of Node's own modules. */
  readonly ofNode: readonly string[];
}
