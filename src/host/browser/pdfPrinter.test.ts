import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from './findBrowser.mjs';
import { createPdfPrinter, type PdfPrinter } from './pdfPrinter.ts';
import { printHtmlToPdf } from './printHtmlToPdf.ts';

async function read(pdf: Uint8Array) {
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  const first = await document.getPage(1);
  const { info } = await document.getMetadata();
  const result = {
    pages,
    info: info as Record<string, unknown>,
    view: first.view,
    outline: await document.getOutline(),
    tags: JSON.stringify(await first.getStructTree()),
  };
  await loading.destroy();
  return result;
}

/** 210 mm by 297 mm in points, to the pixel that the browser rounds to. */
function isA4([left, top, width = 0, height = 0]: readonly (number | undefined)[]): boolean {
  return left === 0 && top === 0 && Math.abs(width - 595.28) < 1.5 && Math.abs(height - 841.89) < 1.5;
}

describe('a printed page', () => {
  let printer: PdfPrinter;
  let server: Server;
  let asked: string[];
  let elsewhere: string;

  beforeAll(async () => {
    const browser = findBrowser();
    if (!browser) {
      throw new Error('These tests need a Chromium, Chrome or Edge.');
    }
    printer = createPdfPrinter(browser);
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await printer.close();
    server.close();
  });

  test('is A4, tagged, with outline and title, and names this program', async () => {
    const html =
      '<!doctype html><html lang="ja"><title>都市の概要</title><h1>Phnom Penh</h1><h2>Needs</h2><p>text</p>';
    const { pages, info, view, outline, tags } = await read(await printer.print(html));
    expect(pages[0]).toContain('Phnom Penh');
    expect(info).toMatchObject({ Title: '都市の概要', Creator: 'Musubi Desk', Language: 'ja' });
    expect(isA4(view)).toBe(true);
    expect(outline[0]).toMatchObject({ title: 'Phnom Penh', items: [{ title: 'Needs' }] });
    expect(tags).toMatch(/"H1".*"H2".*"P"/);
  });

  test('follows its own @page rule, page numbers in the margin included', async () => {
    const html = `<!doctype html><title>t</title><style>
      @page { size: A4 landscape; margin: 20mm; @bottom-center { content: 'page ' counter(page) ' of ' counter(pages); } }
      section { break-after: page; }</style><section>one</section><section>two</section>`;
    const { pages, view } = await read(await printer.print(html));
    expect(isA4([0, 0, view[3], view[2]])).toBe(true);
    expect(pages.map((page) => page.replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^page 1 of 2 one$/),
      expect.stringMatching(/^page 2 of 2 two$/),
    ]);
  });

  test('shows a footer when one is given', async () => {
    const html = '<!doctype html><title>t</title><style>@page { margin: 20mm }</style>text';
    const footerTemplate = '<span style="font-size:9px">No. <span class="pageNumber"></span></span>';
    const { pages } = await read(await printer.print(html, { footerTemplate }));
    expect(pages[0]?.replaceAll(/\s+/g, ' ')).toContain('No. 1');
  });

  test('asks nothing of any address and runs no script', async () => {
    const html = `<!doctype html><title>t</title>
      <meta http-equiv="refresh" content="0;url=${elsewhere}/refresh">
      <link rel="stylesheet" href="${elsewhere}/style.css"><link rel="preload" as="image" href="${elsewhere}/preload.png">
      <link rel="dns-prefetch" href="${elsewhere}"><link rel="prefetch" href="${elsewhere}/prefetch">
      <style>@import '${elsewhere}/import.css'; @font-face { font-family: f; src: url('${elsewhere}/font.woff2') }
      body { font-family: f; background: url('${elsewhere}/background.png') }</style>
      <img src="${elsewhere}/image.png"><iframe src="${elsewhere}/frame"></iframe><object data="${elsewhere}/object"></object>
      <video src="${elsewhere}/video.mp4" poster="${elsewhere}/poster.png"></video><svg><image href="${elsewhere}/svg.png"/></svg>
      <p id="p">printed text</p>
      <script>fetch('${elsewhere}/script'); document.getElementById('p').textContent = 'a script ran';</script>
      <img src="file:///etc/passwd"><iframe src="file:///etc/passwd"></iframe>`;
    const { pages } = await read(await printer.print(html));
    expect(pages.join(' ')).toContain('printed text');
    expect(pages.join(' ')).not.toMatch(/a script ran|root:/);
    expect(asked).toEqual([]);
  });

  test('is printed with the same browser as the one before, also two at a time', async () => {
    const prints = await Promise.all(['one', 'two'].map((text) => printer.print(`<!doctype html>${text}`)));
    const texts = await Promise.all(prints.map(async (pdf) => (await read(pdf)).pages[0]));
    expect(texts).toEqual(['one', 'two']);
  });

  test('can be printed after the browser was let go', async () => {
    await printer.close();
    expect((await read(await printer.print('<!doctype html>again'))).pages[0]).toBe('again');
  });
});

test.each([null, '/nowhere/chromium', process.execPath])(
  'without a browser (%s) the refusal says so',
  async (path) => {
    await expect(printHtmlToPdf('<p>', path)).rejects.toMatchObject({ code: 'BROWSER_MISSING' });
  },
);
