import { join } from 'node:path';
import exceljs from 'exceljs';
import papaparse from 'papaparse';
import { type ErrorCode, MusubiError } from '#core/errors/musubiError.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { type ImportReport, reportOf } from '#host/import/importReport.ts';
import { parseMapping } from '#host/import/mapping.ts';
import { type ImportOptions, type ImportRequest, runImport } from '#host/import/runImport.ts';
import type { HostServices } from '#host/services.ts';
import { Translator } from '#host/text/translator.ts';

export const localesDirectory = join(import.meta.dirname, '../../locales');
export const translate = new Translator(localesDirectory).in('en');

export type SheetCell = string | number | boolean | Date | null | object;

export async function workbookOf(
  rows: readonly (readonly SheetCell[])[],
  shape: (sheet: exceljs.Worksheet) => void = () => {},
): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('名簿');
  for (const row of rows) sheet.addRow([...row]);
  shape(sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

export function csvOf(rows: readonly (readonly unknown[])[], delimiter = ','): Uint8Array {
  return Buffer.from(
    papaparse.unparse(
      rows.map((row) => [...row]),
      { delimiter },
    ),
  );
}

export type Wanted = Partial<Omit<ImportRequest, 'kind' | 'source' | 'mapping'>> & {
  readonly mapping?: unknown;
  readonly options?: ImportOptions;
};

export function importing(
  services: HostServices,
  kind: KindName,
  bytes: Uint8Array | string,
  wanted: Wanted = {},
) {
  const { options, mapping, ...rest } = wanted;
  const request: ImportRequest = {
    kind,
    source: { bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes },
    dryRun: false,
    onMatch: 'update',
    language: 'ja',
    ...rest,
    mapping: mapping === undefined ? {} : parseMapping(kind, mapping),
  };
  return runImport(services, request, options);
}

export async function reportFor(
  services: HostServices,
  kind: KindName,
  bytes: Uint8Array | string,
  wanted: Wanted = {},
): Promise<ImportReport> {
  return reportOf(await importing(services, kind, bytes, wanted), translate);
}

/** The code of the refusal that work ends in; fails the test when it ends well or in anything else. */
export async function refusalOf(work: Promise<unknown>): Promise<ErrorCode> {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof MusubiError) return cause.code;
    throw cause;
  }
  throw new Error('nothing was refused');
}

export function countRecords(services: HostServices): number {
  const sql = 'SELECT count(*) AS n FROM record WHERE deleted_at IS NULL';
  return services.store.statements.get<{ n: number }>(sql)?.n ?? 0;
}

export function countOperations(services: HostServices): number {
  return services.store.statements.get<{ n: number }>('SELECT count(*) AS n FROM operation')?.n ?? 0;
}
