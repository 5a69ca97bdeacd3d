import { open } from 'node:fs/promises';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { SourceTable } from '#core/import/sourceTable.ts';
import type { TextEncoding } from '#core/import/textEncodings.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { ImportLimits } from './limits.ts';
import type { Delimiter } from './text/readCsv.ts';

/** The bytes of a file, or the way to it. */
export type ImportSource = { readonly path: string } | { readonly bytes: Uint8Array };

/** What a person says about a file of text; what is left out is found by looking. */
export interface Reading {
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: Delimiter | undefined;
}

/** The tables of a file, and what it turned out to be. */
export interface ReadFile {
  readonly format: 'workbook' | 'text' | 'json';
  readonly tables: readonly SourceTable[];
  readonly encoding?: TextEncoding;
  readonly delimiter?: Delimiter;
}

/**
 * Reads a file. What it is, is told by its content; its name says nothing.
 * @param kind that the records of JSON have to be of; undefined takes any
 * @throws MusubiError IMPORT_EMPTY, IMPORT_FORMAT, IMPORT_PROTECTED, IMPORT_DAMAGED, IMPORT_ENCODING,
 *   IMPORT_TOO_LARGE, IMPORT_OTHER_KIND, INPUT_UNREADABLE
 */
export async function readSource(
  source: ImportSource,
  kind: KindName | undefined,
  limits: ImportLimits,
  checkCancelled: () => void,
  reading: Reading = {},
): Promise<ReadFile> {
  const file = 'path' in source ? await readBytes(source.path, limits) : Buffer.from(source.bytes);
  if (file.length > limits.fileBytes) throw tooLarge(file.length, limits);
  const read = await readBuffer(file, kind, limits, checkCancelled, reading);
  const tables = read.tables.filter((table) => table.rows.length > 0);
  if (tables.length === 0) throw new MusubiError('IMPORT_EMPTY', {});
  return { ...read, tables };
}

async function readBuffer(
  file: Buffer,
  kind: KindName | undefined,
  limits: ImportLimits,
  checkCancelled: () => void,
  reading: Reading,
): Promise<ReadFile> {
  const format = formatOf(file);
  if (format === 'zip') {
    const { readWorkbook } = await import('./xlsx/readWorkbook.ts');
    return { format: 'workbook', tables: await readWorkbook(file, limits, checkCancelled) };
  }
  if (format === 'ole') throw oldOrProtected(file);
  if (format !== 'text') throw new MusubiError('IMPORT_FORMAT', { found: format });
  const { decodeText } = await import('./text/decodeText.ts');
  const { text, encoding } = decodeText(file, reading.encoding);
  const start = /\S/.exec(text.slice(0, 10_000))?.[0];
  if (start === undefined && text.trim() === '') throw new MusubiError('IMPORT_EMPTY', {});
  checkCancelled();
  if (start === '[' || start === '{') {
    const { readJsonTable } = await import('./text/readJson.ts');
    return { format: 'json', tables: [readJsonTable(text, kind, limits)], encoding };
  }
  if (/^\s*<(?:!doctype|html|\?xml|table|meta)/i.test(text.slice(0, 1_000))) {
    throw new MusubiError('IMPORT_FORMAT', { found: 'html' });
  }
  const { delimiterOf, readCsv } = await import('./text/readCsv.ts');
  const delimiter = reading.delimiter ?? delimiterOf(text);
  return { format: 'text', tables: [readCsv(text, delimiter, limits)], encoding, delimiter };
}

async function readBytes(path: string, limits: ImportLimits): Promise<Buffer> {
  let file: Awaited<ReturnType<typeof open>> | undefined;
  try {
    file = await open(path, 'r');
    const { size } = await file.stat();
    if (size > limits.fileBytes) throw tooLarge(size, limits);
    return await file.readFile();
  } catch (cause) {
    if (cause instanceof MusubiError) throw cause;
    throw new MusubiError('INPUT_UNREADABLE', { file: path }, { cause });
  } finally {
    await file?.close();
  }
}

function formatOf(file: Buffer): 'zip' | 'ole' | 'pdf' | 'image' | 'gzip' | 'text' {
  const start = file.toString('latin1', 0, 8);
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return 'zip';
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'ole';
  if (start.startsWith('%PDF')) return 'pdf';
  if (/^(?:\u0089PNG|\u00ff\u00d8\u00ff|GIF8)/.test(start)) return 'image';
  return start.startsWith('\u001f\u008b') ? 'gzip' : 'text';
}

/** A compound file is a workbook of before 2007, or one that a password protects ([MS-OFFCRYPTO] 2.3). */
function oldOrProtected(file: Buffer): MusubiError {
  return file.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? new MusubiError('IMPORT_PROTECTED', {})
    : new MusubiError('IMPORT_FORMAT', { found: 'xls' });
}

function tooLarge(found: number, limits: ImportLimits): MusubiError {
  return new MusubiError('IMPORT_TOO_LARGE', { what: 'bytes', found, limit: limits.fileBytes });
}
