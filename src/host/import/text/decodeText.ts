import { MusubiError } from '#core/errors/musubiError.ts';
import type { TextEncoding } from '#core/import/textEncodings.ts';

/**
 * A text file as text: by its byte-order mark; else as UTF-8 when every byte fits; else as Shift_JIS with the
 * characters that Windows adds (CP932).
 * @param named what a person says that it is
 * @throws MusubiError IMPORT_ENCODING naming the line that fits neither, IMPORT_FORMAT for a binary file
 */
export function decodeText(file: Buffer, named?: TextEncoding): { text: string; encoding: TextEncoding } {
  if (named) return { text: decode(file, named) ?? refuse(file, named), encoding: named };
  const marked = markedEncoding(file);
  if (marked) return { text: decode(file, marked) ?? refuse(file, marked), encoding: marked };
  if (file.includes(0)) throw new MusubiError('IMPORT_FORMAT', { found: 'binary' });
  const plain = decode(file, 'utf-8');
  if (plain !== undefined) return { text: plain, encoding: 'utf-8' };
  // A few bad bytes in a text that is UTF-8 everywhere else make it no Shift_JIS text, though they may fit.
  const japanese = isMostlyUtf8(file) ? undefined : decode(file, 'shift_jis');
  if (japanese === undefined) return { text: refuse(file, 'utf-8'), encoding: 'utf-8' };
  return { text: japanese, encoding: 'shift_jis' };
}

function markedEncoding(file: Buffer): TextEncoding | undefined {
  if (file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf) return 'utf-8';
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le';
  return file[0] === 0xfe && file[1] === 0xff ? 'utf-16be' : undefined;
}

function decode(file: Buffer, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}

function isMostlyUtf8(file: Buffer): boolean {
  const text = new TextDecoder('utf-8').decode(file);
  const broken = text.split('\ufffd').length - 1;
  const beyondAscii = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return beyondAscii > broken * 4;
}

function refuse(file: Buffer, encoding: TextEncoding): never {
  const lines = new TextDecoder(encoding).decode(file).split('\n');
  const line = lines.findIndex((text) => text.includes('\ufffd')) + 1;
  throw new MusubiError('IMPORT_ENCODING', { line, encoding });
}
