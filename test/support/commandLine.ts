import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { temporaryDirectory } from './temporaryRegistry.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');

/** What a command answered with --json; its shape is the command's promise. */
export interface Answer {
  readonly [key: string]: Answer;
  readonly [index: number]: Answer;
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Undefined without --json. */
  readonly json: Answer;
}

/** A folder with a filled registry of this test's own. */
export function filledDirectory(): string {
  const directory = temporaryDirectory();
  cpSync(inject('registryTemplate'), directory, { recursive: true });
  return directory;
}

/** Runs `musubi` in English as a process of its own, on a registry of this test's own. */
export function commandLine(directory = filledDirectory()) {
  return async (args: readonly string[], input = ''): Promise<Outcome> => {
    const child = spawn(process.execPath, [main, '--data', directory, '--lang', 'en', ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        output[stream] += text;
      });
    }
    child.stdin.end(input);
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { ...output, status, json: args.includes('--json') ? JSON.parse(output.stdout) : undefined };
  };
}
