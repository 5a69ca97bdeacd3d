import { MusubiError } from '#core/errors/musubiError.ts';
import type { SourceTable } from '#core/import/sourceTable.ts';
import type { ImportLimits } from '../limits.ts';
import { elements, prefixOf, textOfRuns } from './markup.ts';
import { type CellCount, SheetReader } from './sheetReader.ts';
import { Unpacker } from './unpack.ts';
import { readDayStyles, readWorkbookParts } from './workbookParts.ts';
import { damaged, readZipDirectory, type ZipEntry } from './zipDirectory.ts';

/**
 * The sheets of an Excel workbook with their values. Formulas give the value that was last worked out; macros,
 * pictures, links to other files and everything else that is no cell is never unpacked.
 * @throws MusubiError IMPORT_FORMAT for another zip file, IMPORT_PROTECTED, IMPORT_DAMAGED, IMPORT_TOO_LARGE
 */
export async function readWorkbook(
  file: Buffer,
  limits: ImportLimits,
  checkCancelled: () => void,
): Promise<SourceTable[]> {
  const entries = readZipDirectory(file, limits);
  const part = (path: string | undefined): ZipEntry | undefined =>
    path === undefined ? undefined : entries.get(path);
  const workbook = part('xl/workbook.xml');
  if (!workbook) throw new MusubiError('IMPORT_FORMAT', { found: formatOf(entries) });
  const unpacker = new Unpacker(file, limits);
  const relations = part('xl/_rels/workbook.xml.rels');
  if (!relations) throw damaged('xl/_rels/workbook.xml.rels');
  const parts = readWorkbookParts(
    await unpacker.wholeText(workbook),
    await unpacker.wholeText(relations),
    'xl/',
  );
  const styles = part(parts.stylesPath);
  const strings = part(parts.stringsPath);
  const context = {
    strings: strings ? await readStrings(unpacker, strings, limits, checkCancelled) : [],
    dayStyles: styles ? readDayStyles(await unpacker.wholeText(styles)) : [],
    countsFrom1904: parts.countsFrom1904,
  };
  const shown = parts.sheets.filter((sheet) => !sheet.hidden);
  const count: CellCount = { rows: 0, cells: 0 };
  const tables: SourceTable[] = [];
  for (const sheet of shown.length > 0 ? shown : parts.sheets) {
    const entry = part(sheet.path);
    if (!entry) throw damaged(sheet.path);
    const reader = new SheetReader(context, limits, count);
    for await (const piece of unpacker.text(entry)) {
      checkCancelled();
      reader.feed(piece);
    }
    tables.push({ name: sheet.name, ...reader.finish() });
  }
  return tables;
}

async function readStrings(
  unpacker: Unpacker,
  entry: ZipEntry,
  limits: ImportLimits,
  checkCancelled: () => void,
): Promise<string[]> {
  const strings: string[] = [];
  let carry = '';
  let prefix: string | undefined;
  for await (const piece of unpacker.text(entry)) {
    checkCancelled();
    carry += piece;
    prefix ??= prefixOf(carry, 'sst');
    const close = `</${prefix}si>`;
    const end = carry.lastIndexOf(close);
    if (carry.length > limits.rowCharacters && end < 0) {
      throw new MusubiError('IMPORT_TOO_LARGE', {
        what: 'rowCharacters',
        found: carry.length,
        limit: limits.rowCharacters,
      });
    }
    if (end < 0) continue;
    for (const { inside } of elements(carry.slice(0, end + close.length), `${prefix}si`)) {
      strings.push(textOfRuns(inside, prefix));
    }
    if (strings.length > limits.cells) {
      throw new MusubiError('IMPORT_TOO_LARGE', {
        what: 'cells',
        found: strings.length,
        limit: limits.cells,
      });
    }
    carry = carry.slice(end + close.length);
  }
  return strings;
}

/** Names of what else comes as a zip file, for the message. */
function formatOf(entries: ReadonlyMap<string, ZipEntry>): string {
  if (entries.has('word/document.xml')) return 'docx';
  if (entries.has('ppt/presentation.xml')) return 'pptx';
  if (entries.has('xl/workbook.bin')) return 'xlsb';
  return entries.has('content.xml') ? 'ods' : 'zip';
}
