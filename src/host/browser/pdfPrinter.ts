import type { Browser, BrowserContext, Route } from 'playwright-core';
import { MusubiError } from '#core/errors/musubiError.ts';
import { quietArguments } from './quietArguments.ts';
import { sandboxArguments } from './sandboxArguments.ts';

export interface PdfOptions {
  /**
   * HTML shown in the bottom margin of every page; elements of class `pageNumber`, `totalPages` and `title` are
   * filled in. Without one the page's own `@page` rules say all there is to say.
   */
  readonly footerTemplate?: string;
}

export interface PdfPrinter {
  /**
   * Prints a self-contained HTML page to PDF: A4 unless its `@page` rule says otherwise, with backgrounds, tagged
   * for screen readers and with an outline from its headings.
   *
   * @throws MusubiError `BROWSER_MISSING` when the browser cannot be started
   */
  print(html: string, options?: PdfOptions): Promise<Uint8Array>;
  /** Ends the browser, if one is running. The printer can be used again afterwards. */
  close(): Promise<void>;
}

/** The browser stays ready for the next page this long: the briefs of one session are made in quick succession. */
const idleSeconds = 30;

const longestPrintSeconds = 60;

/** No server stands behind it: every request to it is answered here. `.invalid` never resolves (RFC 2606). */
const pageAddress = 'http://print.invalid/';

/** A brief is one file: text, styles, pictures and fonts. It runs nothing, fetches nothing and leads nowhere. */
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; sandbox";

/** A file names its maker by the browser's user agent, which would otherwise tell the machine's system and browser. */
const createdWith = '--user-agent=Musubi Desk';

async function launch(browserPath: string): Promise<Browser> {
  // Loaded when first needed: the library takes longer to load than most commands take to run.
  const { chromium } = await import('playwright-core');
  const start = (args: string[]) =>
    chromium.launch({
      executablePath: browserPath,
      args: [...quietArguments, createdWith, '--host-resolver-rules=MAP * ~NOTFOUND', ...args],
      chromiumSandbox: sandboxArguments().length === 0,
      handleSIGINT: false,
    });
  try {
    return await start([]);
  } catch (error) {
    if (!String(error).includes('No usable sandbox')) {
      throw new MusubiError('BROWSER_MISSING', { browser: browserPath }, { cause: error });
    }
  }
  // In many containers Chromium may not build its sandbox. The pages printed here are made by this program and run
  // no script, so they may be printed without.
  return start(['--no-sandbox']);
}

function answerFrom(html: string): (route: Route) => Promise<void> {
  return (route) =>
    route.request().url() === pageAddress
      ? route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': pagePolicy },
          body: html,
        })
      : route.abort('blockedbyclient');
}

async function printIn(context: BrowserContext, html: string, options: PdfOptions): Promise<Uint8Array> {
  const page = await context.newPage();
  page.setDefaultTimeout(longestPrintSeconds * 1_000);
  await page.route('**/*', answerFrom(html));
  await page.goto(pageAddress, { waitUntil: 'load' });
  const { footerTemplate } = options;
  return page.pdf({
    format: 'A4',
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    ...(footerTemplate === undefined
      ? {}
      : { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate }),
  });
}

/** Prints with an installed Chromium, Chrome or Edge: started at the first page, kept for a while, then let go. */
export function createPdfPrinter(browserPath: string): PdfPrinter {
  let running: Promise<Browser> | undefined;
  let printing = 0;
  let idle: NodeJS.Timeout | undefined;

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const browser = running;
    running = undefined;
    await browser?.then(
      (started) => started.close(),
      () => {},
    );
  }

  async function openContext(): Promise<BrowserContext> {
    running ??= launch(browserPath);
    try {
      const browser = await running;
      return await browser.newContext({ javaScriptEnabled: false, acceptDownloads: false });
    } catch (error) {
      // A browser that did not start, or crashed since, must not stand in the way of the next attempt.
      running = undefined;
      throw error;
    }
  }

  return {
    async print(html, options = {}) {
      clearTimeout(idle);
      printing += 1;
      try {
        const context = await openContext();
        try {
          return await printIn(context, html, options);
        } finally {
          await context.close();
        }
      } finally {
        printing -= 1;
        if (printing === 0) {
          idle = setTimeout(stop, idleSeconds * 1_000);
        }
      }
    },
    close: stop,
  };
}
