import { MusubiError } from '#core/errors/musubiError.ts';
import { type Cell, cellOf, columnsOf, type ExportColumn } from '#core/export/columns.ts';
import { continuationHeader, splitForCells } from '#core/import/mapping/continuedColumns.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { toEntity } from '#core/ngsi-ld/entity.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import type { JobProgress } from '../jobs/runAsJob.ts';
import type { ListRequest } from '../registry/reader.ts';
import type { HostServices } from '../services.ts';
import { localesDirectoryOf } from '../text/localesDirectory.ts';
import { Translator } from '../text/translator.ts';
import { csvTable, workbookTable } from './tables.ts';

export type ExportFormat = 'xlsx' | 'csv' | 'json' | 'ngsi-ld';

export type ExportRequest = Omit<ListRequest, 'limit' | 'offset' | 'facets'> & {
  readonly format: ExportFormat;
};

export interface ExportedFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
  readonly rows: number;
}

const pageSize = 2_000;

const mediaTypes: Record<ExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  'ngsi-ld': 'application/json',
};

/** All records of a filtered list as one file, as the named audience sees them. */
export async function exportRecords(
  services: HostServices,
  request: ExportRequest,
  options: { signal?: AbortSignal | undefined; onProgress?: JobProgress } = {},
): Promise<ExportedFile> {
  const records: RegistryRecord[] = [];
  const names = new Map<string, { kind: RegistryRecord['kind']; label: LanguageMap }>();
  for (let total = Number.POSITIVE_INFINITY; records.length < total; ) {
    if (options.signal?.aborted) throw new MusubiError('CANCELLED');
    const page = services.reader.list({ ...request, limit: pageSize, offset: records.length, facets: [] });
    total = page.total;
    records.push(...(page.items as RegistryRecord[]));
    for (const [id, label] of Object.entries(page.labels)) names.set(id, label);
    options.onProgress?.('read', Math.min(0.8, (records.length / Math.max(1, total)) * 0.8));
    if (page.items.length === 0) break;
    // Let other calls, a cancel among them, have their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const bytes = await render(services, request, records, names);
  options.onProgress?.('written', 1);
  const extension = request.format === 'ngsi-ld' ? 'jsonld.json' : request.format;
  return {
    bytes,
    fileName: `${request.kind}.${extension}`,
    mediaType: mediaTypes[request.format],
    rows: records.length,
  };
}

async function render(
  services: HostServices,
  request: ExportRequest,
  records: readonly RegistryRecord[],
  names: ReadonlyMap<string, { kind: RegistryRecord['kind']; label: LanguageMap }>,
): Promise<Uint8Array> {
  if (request.format === 'json') return jsonBytes(records);
  if (request.format === 'ngsi-ld') {
    return jsonBytes(records.map((record) => toEntity(record, (id) => names.get(id)?.kind)));
  }
  const { language } = request;
  const nameOf = (id: string) => {
    const label = names.get(id)?.label;
    return label ? (label[language] ?? label.en ?? label.ja ?? Object.values(label)[0] ?? '') : '';
  };
  const columns = columnsOf(request.kind, records);
  const headers = columnHeaders(services, request.kind, columns, language);
  const rows = records.map((record) => columns.map((column) => cellOf(column, record, nameOf)));
  if (request.format === 'csv') return csvTable(headers, rows);
  const translate = new Translator(localesDirectoryOf(services.options.resourcesDirectory)).in(language);
  const name = translate(`kinds:${request.kind}.other`, { defaultValue: request.kind });
  // A text too long for a cell goes on in further columns, which an import puts together again.
  const wide = withContinuations(headers, rows);
  return workbookTable(name, wide.headers, wide.rows);
}

function columnHeaders(
  services: HostServices,
  kind: KindName,
  columns: readonly ExportColumn[],
  language: string,
): string[] {
  const translate = new Translator(localesDirectoryOf(services.options.resourcesDirectory)).in(language);
  return columns.map((column) => {
    const common = translate(`fields:common.${column.field}`, { defaultValue: column.field });
    const label = translate(`fields:${kind}.${column.field}`, { defaultValue: common });
    if (column.key) return `${label} (${column.key})`;
    return column.shows === 'names' ? `${label} *` : label;
  });
}

function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function withContinuations(
  headers: readonly string[],
  rows: readonly (readonly Cell[])[],
): { headers: readonly string[]; rows: readonly (readonly Cell[])[] } {
  const pieces = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? splitForCells(cell) : [cell])),
  );
  const widths = headers.map((_header, column) =>
    pieces.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 1), 1),
  );
  if (widths.every((width) => width === 1)) return { headers, rows };
  return {
    headers: headers.flatMap((header, column) =>
      Array.from({ length: widths[column] ?? 1 }, (_none, part) =>
        part === 0 ? header : continuationHeader(header, part + 1),
      ),
    ),
    rows: pieces.map((row) =>
      row.flatMap((cell, column) =>
        Array.from({ length: widths[column] ?? 1 }, (_none, part) => cell[part] ?? null),
      ),
    ),
  };
}
