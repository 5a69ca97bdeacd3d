import { type HostShell, keyFileVault } from '#host/shell.ts';
import { openPrinters } from './openPrinters.ts';

/** The shell of the command line and of the browser: the key in a file, PDFs by an installed browser. */
export function createShell(kind: HostShell['kind']): HostShell {
  return {
    kind,
    keyVault: keyFileVault,
    renderPdf: async (html) => {
      const [{ closePrintingBrowsers, printHtmlToPdf }, { findBrowser }] = await Promise.all([
        import('#host/browser/printHtmlToPdf.ts'),
        import('#host/browser/findBrowser.mjs'),
      ]);
      openPrinters.willClose(closePrintingBrowsers);
      return printHtmlToPdf(html, findBrowser());
    },
  };
}
