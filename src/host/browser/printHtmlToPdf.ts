import { MusubiError } from '#core/errors/musubiError.ts';
import { createPdfPrinter, type PdfOptions, type PdfPrinter } from './pdfPrinter.ts';

const printers = new Map<string, PdfPrinter>();

/**
 * Prints a self-contained HTML page to PDF with the browser at `browserPath` (see `findBrowser`). Prints that follow
 * each other share one browser, which is let go after half a minute; a command that is done calls
 * `closePrintingBrowsers` instead of waiting for that.
 *
 * @throws MusubiError `BROWSER_MISSING` when `browserPath` is null or does not start
 */
export async function printHtmlToPdf(
  html: string,
  browserPath: string | null,
  options?: PdfOptions,
): Promise<Uint8Array> {
  if (browserPath === null) {
    throw new MusubiError('BROWSER_MISSING');
  }
  let printer = printers.get(browserPath);
  if (!printer) {
    printer = createPdfPrinter(browserPath);
    printers.set(browserPath, printer);
  }
  return printer.print(html, options);
}

/** Ends every browser that is kept ready for printing. */
export async function closePrintingBrowsers(): Promise<void> {
  await Promise.all([...printers.values()].map((printer) => printer.close()));
}
