import type JSZip from 'jszip';

let areWhole = false;

/**
 * To be called before a library writes a zip (exceljs, pptxgenjs). jszip 3 encodes a text in pieces of 16,384 UTF-16 units,
 * each by itself, so that a character of two units on the border (an emoji, 𠮷) comes out as two replacement characters.
 * From here on it gets every text as bytes.
 */
export async function keepZipTextsWhole(): Promise<void> {
  const { default: Zip } = await import('jszip');
  if (areWhole) return;
  areWhole = true;
  const file = Zip.prototype.file as (this: JSZip, ...given: readonly unknown[]) => unknown;
  Zip.prototype.file = function (this: JSZip, ...given: readonly unknown[]) {
    const [name, content, options] = given as [unknown, unknown, JSZip.JSZipFileOptions | undefined];
    const isText = typeof content === 'string' && !options?.base64 && !options?.binary;
    return isText ? file.call(this, name, Buffer.from(content), options) : file.apply(this, [...given]);
  } as JSZip['file'];
}
