import { readFileSync, readlinkSync } from 'node:fs';
import {
  type BrowserContext,
  chromium,
  type Frame,
  type Page,
  type Request,
  type Route,
} from 'playwright-core';
import { fromChromium } from './addresses.ts';
import { answers, records } from './records.ts';
import type { Session } from './session.ts';
import { inHome, machine } from './settings.ts';

/** What the border needs to know of a window to decide about its requests. */
export interface PageOwner {
  readonly session: Session;
  /** Asks the app's navigation guards; true when none of them objects. */
  mayNavigate(url: string, isMainFrame: boolean): boolean;
  /** An address that the test loads as if all guards had failed. */
  isPastGuards(url: string): boolean;
}

const owners = new Map<Page, PageOwner>();
const profile = inHome('chromium');
let starting: Promise<BrowserContext> | null = null;

const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  media: 'media',
  xhr: 'xhr',
  fetch: 'xhr',
  ping: 'ping',
  websocket: 'webSocket',
};

/** Starts Chromium with the app's switches; later calls give the same one. */
export function theBrowser(switches: readonly string[] = []): Promise<BrowserContext> {
  starting ??= start(switches);
  return starting;
}

async function start(switches: readonly string[]): Promise<BrowserContext> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: machine.browser,
    viewport: null,
    serviceWorkers: 'block',
    // The port lets the test look at the same pages with a Playwright of its own.
    args: [...asRoot, '--enable-unsafe-swiftshader', '--remote-debugging-port=0', ...switches],
  });
  await context.route('**/*', answer);
  context.on('page', (page) => {
    // A page without owner is one that a page opened; its window handler was asked, and said no.
    if (page.opener() !== null) {
      void page.opener().then((opener) => (opener === null ? undefined : page.close()));
    }
  });
  return context;
}

/** Where a second Playwright can connect. */
export function debuggingAddress(): string {
  const [port] = readFileSync(`${profile}/DevToolsActivePort`, 'utf8').split('\n');
  return `http://127.0.0.1:${port}`;
}

/** Number of Chromium's main process: the target of the link that it keeps in its profile while it runs. */
export function browserProcess(): number {
  const [, processId] = /-(\d+)$/.exec(readlinkSync(`${profile}/SingletonLock`)) ?? [];
  return Number(processId);
}

export async function newPage(owner: PageOwner): Promise<Page> {
  const page = await (await theBrowser()).newPage();
  owners.set(page, owner);
  return page;
}

export async function closeBrowser(): Promise<void> {
  await (await starting)?.close();
}

/** The frame that asks; null for the first request of a page that was just opened by another. */
function frameOf(request: Request): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

/** Every request of every page: the app's guards first, then its scheme, then the pretended internet. */
async function answer(route: Route, request: Request): Promise<void> {
  const url = fromChromium(request.url());
  const frame = frameOf(request);
  const owner = frame === null ? undefined : owners.get(frame.page());
  const isMainFrame = frame?.parentFrame() === null;
  if (owner === undefined) {
    await route.abort('blockedbyclient');
    return;
  }
  const site = answers.sites[url];
  if (site !== undefined && owner.isPastGuards(url)) {
    await route.fulfill({ contentType: 'text/html', body: site });
    return;
  }
  if (request.isNavigationRequest() && !owner.mayNavigate(url, isMainFrame)) {
    records.preventedNavigations.push(url);
    await route.abort('aborted');
    return;
  }
  const documentType = isMainFrame ? 'mainFrame' : 'subFrame';
  const type = request.isNavigationRequest()
    ? documentType
    : (RESOURCE_TYPES[request.resourceType()] ?? 'other');
  if (!(await owner.session.mayRequest(url, request.method(), type))) {
    records.cancelledRequests.push(url);
    await route.abort('blockedbyclient');
    return;
  }
  const handler = owner.session.handlers.schemes.get(new URL(url).protocol.slice(0, -1));
  if (handler !== undefined) {
    const response = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
    return;
  }
  if (site !== undefined) {
    await route.fulfill({ contentType: 'text/html', body: site });
    return;
  }
  records.networkRequests.push(url);
  await route.continue();
}
