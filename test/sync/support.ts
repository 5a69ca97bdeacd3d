import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject, onTestFinished } from 'vitest';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly json: Answer;
}

// What a command answered; its shape is the command's promise.
export type Answer = Record<string, never> & { [key: string]: Answer } & Answer[];

/** A data folder of its own, filled with a few bundled records of each kind. */
export function dataFolder(): string {
  const directory = temporaryDirectory();
  cpSync(inject('smallRegistryTemplate'), directory, { recursive: true });
  return directory;
}

export function startMusubi(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs one command as a process of its own. */
export async function musubi(directory: string, ...args: readonly string[]): Promise<Outcome> {
  const child = startMusubi(['--data', directory, '--lang', 'en', '--json', ...args]);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout, stderr, json: stdout.trim() ? JSON.parse(stdout) : undefined };
}

/** `musubi urban-os` as a process; it is ended with the test. */
export async function startEndpoint(directory: string, args: readonly string[] = []) {
  const child = startMusubi(['urban-os', '--data', directory, ...args]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  if (!child.stdout) throw new Error('the endpoint says nothing');
  for await (const line of createInterface(child.stdout)) {
    const { url } = JSON.parse(line) as { url: string };
    return { url, child, port: new URL(url).port };
  }
  throw new Error('the endpoint ended');
}

export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly tenant: string;
  readonly text: string;
}

/** Stands between device and endpoint and keeps every byte that leaves the device: line, headers, body. */
export async function startListener(target: string): Promise<{ url: string; passed: Passed[] }> {
  const passed: Passed[] = [];
  const server: Server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const body = Buffer.concat(parts);
      const tenant = String(incoming.headers['ngsild-tenant'] ?? incoming.headers['fiware-service'] ?? '');
      passed.push({
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        tenant,
        text: [incoming.method, incoming.url, JSON.stringify(incoming.rawHeaders), readable(body)].join('\n'),
      });
      const { host: _host, ...headers } = incoming.headers;
      const onward = request(`${target}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, passed };
}

/** A body with its base64url text made readable, so that nothing hides in it. */
function readable(body: Buffer): string {
  const text = body.toString('utf8');
  const decoded = [...text.matchAll(/"value":"([A-Za-z0-9_-]{40,})"/g)].map(([, value]) =>
    Buffer.from(value ?? '', 'base64url').toString('utf8'),
  );
  return [text, text.replaceAll('\\"', '"'), ...decoded].join('\n');
}
