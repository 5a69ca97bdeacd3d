import path from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
let script: Promise<string> | null = null;
const prepared = new WeakSet<Page>();

/**
 * The window's own transport, bundled for the page. Its listener stands before those of the window, so that it can take
 * a port for the test without the window's client seeing it: two clients on one port would mix up their answers.
 */
function clientScript(): Promise<string> {
  script ??= build({
    stdin: {
      contents: `
        import { createMessagePortClient } from './src/transport/message-port/client.ts';
        let take = null;
        window.addEventListener('message', (event) => {
          if (take !== null && event.source === window && event.data === 'musubi:port') {
            event.stopImmediatePropagation();
            globalThis.testClient = createMessagePortClient(event.ports[0]);
            take();
            take = null;
          }
        });
        globalThis.testListen = () =>
          new Promise((resolve) => {
            take = resolve;
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

/** Opens a line of the test's own from the page to the host, the way the window does. Loads the page anew once. */
export async function connectFromPage(page: Page): Promise<void> {
  if (!prepared.has(page)) {
    prepared.add(page);
    await page.addInitScript(await clientScript());
    await page.reload();
  }
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
