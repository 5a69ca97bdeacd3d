import path from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
let script: Promise<string> | null = null;

/** The window's own transport, bundled for the page. */
function clientScript(): Promise<string> {
  script ??= build({
    stdin: {
      contents: `
        import { createMessagePortClient } from './src/transport/message-port/client.ts';
        globalThis.testListen = () =>
          new Promise((resolve) => {
            const listen = (event) => {
              if (event.source === window && event.data === 'musubi:port') {
                // Taken before the window's own client sees it: two clients on one port would mix up their answers.
                event.stopImmediatePropagation();
                window.removeEventListener('message', listen, true);
                globalThis.testClient = createMessagePortClient(event.ports[0]);
                resolve();
              }
            };
            window.addEventListener('message', listen, true);
          });
        globalThis.testConnect = () => {
          const line = globalThis.testListen();
          void window.musubi.connect();
          return line;
        };`,
      resolveDir: root,
    },
    bundle: true,
    format: 'iife',
    write: false,
    platform: 'browser',
  }).then((result) => result.outputFiles[0]?.text ?? '');
  return script;
}

/** Opens a line of the test's own from the page to the host, the way the window does. */
export async function connectFromPage(page: Page): Promise<void> {
  await page.evaluate(await clientScript());
  await page.evaluate('testConnect()');
}

/** Waits for a line that the main process opens by itself, and lets the window have another; call before causing it. */
export async function waitForLine(page: Page): Promise<void> {
  await page.evaluate('testListen().then(() => window.musubi.connect())');
}

/** Calls a procedure of the contract from the page: `callFromPage(page, 'system.information')`. */
export async function callFromPage<Output>(page: Page, procedure: string, input?: unknown): Promise<Output> {
  return await page.evaluate<Output, [string, unknown]>(
    ([name, value]) => {
      const client = (globalThis as unknown as { testClient: object }).testClient;
      const called = name
        .split('.')
        .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], client);
      return (called as (argument: unknown) => Promise<Output>)(value ?? undefined);
    },
    [procedure, input],
  );
}
