import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { test as base, type Page, expect as plainExpect } from '@playwright/test';
import { fillRegistry, musubi, registryTemplate, runMusubi } from '../support/filledRegistry.ts';
import { makeScratchDirectory } from '../support/scratchDirectory.ts';

/** Nothing here measures speed: a busy machine gets the time that it needs. */
export const expect = plainExpect.configure({ timeout: 20_000 });
const patience = 180_000;

/** A running browser shell over a registry of its own. */
export interface App {
  readonly dataDirectory: string;
  /** The filled registry that others are copied from; nobody writes there. */
  readonly template: string;
  readonly origin: string;
  /** The address with its one-time secret; opens once. */
  readonly address: string;
  /** Runs the command line on the same registry, as a colleague at another window would. */
  command(...args: string[]): Promise<string>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** What the window did that it should never do; empty at the end of every test. */
export interface Misdeeds {
  readonly foreignRequests: string[];
  readonly policyViolations: string[];
  readonly pageErrors: string[];
}

/** Serves a registry, a new filled one when none is named; on a free port when none is named. */
export async function startApp(dataDirectory?: string, port?: string): Promise<App> {
  if (!existsSync(musubi)) throw new Error('the app is not built: node scripts/build.mjs');
  const directory = dataDirectory ?? makeScratchDirectory('musubi-e2e-');
  if (dataDirectory === undefined) await fillRegistry(directory);
  const serve = ['serve', '--quiet', ...(port === undefined ? [] : ['--port', port])];
  const child: ChildProcess = spawn(process.execPath, [musubi, '--data', directory, ...serve], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((done, failed) => {
    child.once('exit', (code) => failed(new Error(`serve ended with ${code}`)));
    child.stdout?.setEncoding('utf8').once('data', (line: string) => done(JSON.parse(line).url));
  });
  return {
    dataDirectory: directory,
    template: await registryTemplate(),
    origin: new URL(address).origin,
    address,
    command: (...args) => runMusubi('--data', directory, ...args),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.removeAllListeners('exit');
      const ended = new Promise((done) => child.once('exit', done));
      child.kill(signal);
      await ended;
    },
  };
}

/** The bundled endpoint as a process of its own, over a folder of its own. */
export async function startEndpoint(): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = makeScratchDirectory('musubi-e2e-endpoint-');
  const child = spawn(process.execPath, [musubi, 'urban-os', '--data', directory], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const url = await new Promise<string>((done, failed) => {
    child.once('exit', (code) => failed(new Error(`urban-os ended with ${code}`)));
    child.stdout.setEncoding('utf8').once('data', (line: string) => done(JSON.parse(line).url));
  });
  return {
    url,
    stop: async () => {
      child.removeAllListeners('exit');
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function watch(page: Page, origin: string): Misdeeds {
  const misdeeds: Misdeeds = { foreignRequests: [], policyViolations: [], pageErrors: [] };
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) misdeeds.foreignRequests.push(url);
  });
  page.on('pageerror', (error) => misdeeds.pageErrors.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text()))
      misdeeds.policyViolations.push(message.text());
  });
  return misdeeds;
}

interface Fixtures {
  app: App;
  /** A page inside the app, in the test's language, with everything that it does watched. */
  desk: Page;
  misdeeds: Misdeeds;
  uiLanguage: string;
  /** `system`: as the page is told by `emulateMedia`, light to begin with. */
  theme: 'light' | 'dark' | 'system';
}

export const test = base.extend<Fixtures>({
  uiLanguage: ['en', { option: true }],
  theme: ['light', { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the fixture's needs from the pattern
  app: async ({}, use, testInfo) => {
    testInfo.setTimeout(Math.max(testInfo.timeout, patience));
    const app = await startApp();
    await use(app);
    await app.stop();
    rmSync(app.dataDirectory, { recursive: true, force: true });
  },
  misdeeds: async ({ page, app }, use) => {
    const misdeeds = watch(page, app.origin);
    await use(misdeeds);
    expect(misdeeds).toEqual({ foreignRequests: [], policyViolations: [], pageErrors: [] });
  },
  desk: async ({ page, app, misdeeds, uiLanguage, theme }, use) => {
    expect(misdeeds.pageErrors).toEqual([]);
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme === 'system' ? 'light' : theme });
    // The one-time secret is spent here, so that the page opens once, in the test's language.
    const send = async (path: string, data: unknown) => {
      const headers = { origin: app.origin };
      const answer = await page.context().request.post(`${app.origin}${path}`, { headers, data });
      expect(answer.ok()).toBe(true);
    };
    await send('/session', { secret: new URL(app.address).hash.slice(1) });
    await send('/rpc/settings/set', { json: { language: uiLanguage, theme } });
    await page.goto(app.origin);
    await page.getByRole('main').waitFor();
    await expect(page.locator('html')).toHaveAttribute('lang', uiLanguage);
    await use(page);
  },
});

/** Goes to a view by its address inside the app and waits until it has settled. */
export async function visit(page: Page, route: string) {
  await page.evaluate(async (to) => {
    const wanted = new URL(`#${to}`, location.href);
    if (wanted.href === location.href) return;
    const heard = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    location.hash = wanted.hash;
    await heard;
    // Two frames: the first draws that something is on its way.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, route);
  // Pages that are on their way, and the skeletons of lists and records, are marked busy until their data are there.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

const accessRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const colourRules = ['color-contrast', 'link-in-text-block'];

/** WCAG 2.2 AA and good practice as axe knows them. `where` names the view in the message. */
export async function expectAccessible(page: Page, where = '') {
  await expectNoViolation(page, where, { type: 'tag', values: accessRules });
}

/** What depends on colours, of the same rules: for a view that passed the others and has only changed its colours. */
export async function expectReadableColours(page: Page, where = '') {
  await expectNoViolation(page, where, { type: 'rule', values: colourRules });
}

/** A menu or dialog over a view that was read before. A menu is drawn beside the page's landmarks, not in one. */
export async function expectOverlayAccessible(page: Page, where = '') {
  await expectNoViolation(page, where, { type: 'tag', values: accessRules }, overlay, ['region']);
}

export async function expectOverlayColoursReadable(page: Page, where = '') {
  await expectNoViolation(page, where, { type: 'rule', values: colourRules }, overlay);
}

const overlay = '[role="menu"], [role="dialog"]';

async function expectNoViolation(
  page: Page,
  where: string,
  runOnly: { type: 'tag' | 'rule'; values: string[] },
  within: string | null = null,
  exempt: readonly string[] = [],
) {
  const axe = new AxeBuilder({ page }).options({
    runOnly,
    // What passed is not described, which is most of the work on a long list.
    resultTypes: ['violations'],
    rules: Object.fromEntries(exempt.map((rule) => [rule, { enabled: false }])),
  });
  if (within !== null) axe.include(within);
  // "Legacy" runs in the page itself, without opening a second one for every check. No view has a foreign frame.
  const results = await axe.setLegacyMode().analyze();
  const found = results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html)
        .join(' | ')}`,
  );
  expect.soft(found, where).toEqual([]);
}
