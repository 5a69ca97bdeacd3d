import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import { APP_SCHEME } from './decisions/appOrigin.ts';
import { printWebPreferences } from './webPreferences.ts';

const PRINT_PARTITION = 'musubi-print';
const PRINT_HOST = 'print';

/** A brief is one file: text, styles, pictures and fonts. It runs nothing and fetches nothing. */
const PRINT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

const pages = new Map<string, string>();
let isPrepared = false;

/** The session of hidden pages: in memory, with no way out but the page that is being printed. */
function preparePrintSession(): void {
  if (isPrepared) {
    return;
  }
  isPrepared = true;
  const printing = session.fromPartition(PRINT_PARTITION, { cache: false });
  printing.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  printing.setPermissionCheckHandler(() => false);
  printing.setSpellCheckerEnabled(false);
  printing.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !pages.has(details.url) && !details.url.startsWith('data:') });
  });
  printing.protocol.handle(APP_SCHEME, (request) => {
    const html = pages.get(request.url);
    return new Response(html ?? null, {
      status: html === undefined ? 404 : 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PRINT_POLICY },
    });
  });
}

/**
 * Prints a self-contained HTML page to PDF, A4 unless its own `@page` rule says otherwise.
 *
 * @throws when the page cannot be loaded or printed
 */
export async function renderPdf(html: string): Promise<Uint8Array> {
  preparePrintSession();
  const address = `${APP_SCHEME}://${PRINT_HOST}/${randomUUID()}`;
  pages.set(address, html);
  const window = new BrowserWindow({ show: false, webPreferences: printWebPreferences(PRINT_PARTITION) });
  try {
    await window.loadURL(address);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } finally {
    pages.delete(address);
    window.destroy();
  }
}
