import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..');

const program = `
import { extra } from './extra.ts';
process.stdout.write(JSON.stringify({ args: process.argv.slice(2), extra, node: process.versions.node }));
process.exitCode = 3;
`;

/** A checkout with the real scripts, build settings and packages, and a command line of five lines. */
describe('in a checkout', () => {
  let checkout: string;
  beforeAll(async () => {
    checkout = await mkdtemp(join(tmpdir(), 'musubi-checkout-'));
    for (const name of [
      'scripts',
      'package.json',
      'package-lock.json',
      'vite.cli.config.ts',
      'src/host/browser',
    ]) {
      await cp(join(project, name), join(checkout, name), { recursive: true, preserveTimestamps: true });
    }
    await symlink(join(project, 'node_modules'), join(checkout, 'node_modules'));
    await mkdir(join(checkout, 'src', 'cli'));
    await writeFile(join(checkout, 'src', 'cli', 'main.ts'), program);
    await writeFile(join(checkout, 'src', 'cli', 'extra.ts'), 'export const extra = 1;');
  });
  afterAll(() => rm(checkout, { recursive: true }));

  function run(
    script: string,
    ...args: string[]
  ): Promise<{ status: number | null; out: string; err: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(checkout, 'scripts', script), ...args]);
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk) => {
        out += chunk;
      });
      child.stderr.on('data', (chunk) => {
        err += chunk;
      });
      child.once('error', reject);
      child.once('close', (status) => resolve({ status, out, err }));
    });
  }

  test('the command line is built once, also by two calls at the same time', async () => {
    const calls = await Promise.all([run('musubi.mjs', 'list', '--json'), run('musubi.mjs', 'show')]);
    expect(calls.map((call) => call.status)).toEqual([3, 3]);
    expect(calls.flatMap((call) => call.err.match(/Building/g) ?? [])).toHaveLength(1);
    expect(JSON.parse(calls[0]?.out ?? '')).toMatchObject({ args: ['list', '--json'], extra: 1 });
  });

  test('the next call says nothing but its result', async () => {
    expect(await run('musubi.mjs')).toMatchObject({ status: 3, err: '' });
  });

  test('a changed source is built, with all words about it on standard error', async () => {
    await writeFile(join(checkout, 'src', 'cli', 'extra.ts'), 'export const extra = 22;');
    const { out, err } = await run('musubi.mjs');
    expect(JSON.parse(out)).toMatchObject({ extra: 22 });
    expect(err).toContain('Building');
  });

  test('a changed test is no reason to build', async () => {
    await writeFile(join(checkout, 'src', 'cli', 'extra.test.ts'), 'nothing');
    expect((await run('musubi.mjs')).err).toBe('');
  });

  test('a missing output is built', async () => {
    await rm(join(checkout, 'out'), { recursive: true });
    expect(await run('musubi.mjs')).toMatchObject({ status: 3, err: expect.stringContaining('Building') });
  });

  test('a source that does not build is named, and the old output is not run in its place', async () => {
    await writeFile(join(checkout, 'src', 'cli', 'extra.ts'), 'export const other = 1;');
    const { status, out, err } = await run('musubi.mjs');
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/extra/);
    expect(err).toContain('Building the command line failed');
  });

  test.each([
    [['test.mjs', 'nonsense'], 'There is no test step called "nonsense".'],
    [['build.mjs', 'nonsense'], 'There is nothing called "nonsense" to build.'],
    [['build.mjs', 'app'], 'electron.vite.config.ts is missing'],
    [['bench.mjs'], 'test/bench/main.ts'],
    [['run.mjs'], 'Usage:'],
    [['run.mjs', 'no-such-command'], 'is not installed'],
  ])('%j ends with a plain message', async ([script = '', ...args], message) => {
    const { status, err } = await run(script, ...args);
    expect(status).toBe(1);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('a package’s command runs on Node 24 or later, with its own status', async () => {
    const { status, out } = await run('run.mjs', 'tsc', '--version');
    expect({ status, out }).toEqual({ status: 0, out: expect.stringMatching(/^Version \d/) });
    expect((await run('run.mjs', 'tsc', '--no-such-option')).status).toBe(1);
  });
});
