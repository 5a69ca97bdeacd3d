import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { makeScratchDirectory } from './scratchDirectory.ts';

/** The built command line. */
export const musubi = resolve(import.meta.dirname, '../../out/cli/musubi.cjs');

export async function runMusubi(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [musubi, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaints += text;
  });
  const status = await new Promise((done) => child.on('close', done));
  if (status !== 0) throw new Error(`musubi ${args.join(' ')}: ${complaints || output}`);
  return output;
}

let template: Promise<string> | undefined;

/** A registry with the bundled data that others are copied from; made once per worker, and nobody writes there. */
export function registryTemplate(): Promise<string> {
  template ??= (async () => {
    const directory = makeScratchDirectory('musubi-e2e-template-');
    process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
    await runMusubi('--data', directory, 'init', '--quiet');
    return directory;
  })();
  return template;
}

/** Copies the filled registry to `directory`. */
export async function fillRegistry(directory: string): Promise<void> {
  cpSync(await registryTemplate(), directory, { recursive: true });
}
