import { type HostShell, keyFileVault } from '#host/shell.ts';
import { openPrinters } from './openPrinters.ts';
import { type PassphraseSource, readPassphrase } from './readPassphrase.ts';

/**
 * The shell of the command line and of the browser: the key in a file, PDFs by an installed browser. A passphrase is
 * read from a file, or asked for at the terminal; the browser's window asks for its own.
 */
export function createShell(kind: HostShell['kind'], source: PassphraseSource): HostShell {
  return {
    kind,
    keyVault: keyFileVault,
    passphrase: () => readPassphrase(source, kind === 'cli'),
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
