import type { ComputedValues } from '#contract/schemas.ts';
import { computedFieldsOf } from '#core/completeness/computedFields.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { type Cell, cellOf, columnsOf, type ExportColumn, exportableFields } from '#core/export/columns.ts';
import { headerSeparator } from '#core/import/mapping/columnNames.ts';
import { continuationHeader, splitForCells } from '#core/import/mapping/continuedColumns.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { toEntity } from '#core/ngsi-ld/entity.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { nearestName } from '#core/records/validateRecord.ts';
import { refreshStaleSearchFor } from '#db/searchVersion.ts';
import type { JobProgress } from '../jobs/runAsJob.ts';
import type { ListRequest } from '../registry/reader.ts';
import type { HostServices } from '../services.ts';
import { localesDirectoryOf } from '../text/localesDirectory.ts';
import { Translator } from '../text/translator.ts';
import { csvTable, type SheetCell, workbookTable } from './tables.ts';

export type ExportFormat = 'xlsx' | 'csv' | 'json' | 'ngsi-ld';

export type ExportRequest = Omit<ListRequest, 'limit' | 'offset' | 'facets'> & {
  readonly format: ExportFormat;
  /** The fields wanted, in their order; all when absent. NGSI-LD entities are always whole. */
  readonly columns?: readonly string[] | undefined;
  /** Headers of XLSX and CSV in Japanese and English at once, for a file that both read. */
  readonly bothLanguages?: boolean | undefined;
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

/**
 * All records of a filtered list as one file, as the named audience sees them.
 * @throws MusubiError UNKNOWN_FIELD for a column that the kind does not have, CANCELLED
 */
export async function exportRecords(
  services: HostServices,
  request: ExportRequest,
  options: { signal?: AbortSignal | undefined; onProgress?: JobProgress } = {},
): Promise<ExportedFile> {
  checkColumns(request);
  refreshStaleSearchFor(services.store, request.where);
  const { kind, columns = [] } = request;
  const computed = computedFieldsOf(kind).filter((field) => columns.includes(field));
  const records: RegistryRecord[] = [];
  const names = new Map<string, { kind: RegistryRecord['kind']; label: LanguageMap }>();
  // Under headings a record may stand several times; in a file it stands where it comes first.
  const seen = new Set<string>();
  for (let offset = 0, total = Number.POSITIVE_INFINITY; records.length < total; ) {
    if (options.signal?.aborted) throw new MusubiError('CANCELLED');
    const page = services.reader.list({
      ...request,
      groups: false,
      limit: pageSize,
      offset,
      facets: [],
      computed,
    });
    total = page.total;
    offset += page.items.length;
    for (const record of page.items as RegistryRecord[]) {
      if (!seen.has(record.id)) records.push(withComputed(record, page.computed[record.id]));
      seen.add(record.id);
    }
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

/** What a list shows of a record beside its fields, as values of columns that an import passes over. */
function withComputed(record: RegistryRecord, values: ComputedValues | undefined): RegistryRecord {
  if (!values) return record;
  const { completeness, review } = values;
  return {
    ...record,
    ...(completeness === undefined ? {} : { completeness }),
    ...(review ? { review: review.band } : {}),
  };
}

function checkColumns({ kind, columns = [] }: ExportRequest) {
  const known = ['id', ...exportableFields(kind), ...computedFieldsOf(kind)];
  const unknown = columns.find((column) => !known.includes(column));
  if (unknown === undefined) return;
  throw new MusubiError('UNKNOWN_FIELD', { kind, field: unknown, nearest: nearestName(unknown, known) });
}

async function render(
  services: HostServices,
  request: ExportRequest,
  records: readonly RegistryRecord[],
  names: ReadonlyMap<string, { kind: RegistryRecord['kind']; label: LanguageMap }>,
): Promise<Uint8Array> {
  if (request.format === 'json') return jsonBytes(records.map((record) => chosenFields(record, request)));
  if (request.format === 'ngsi-ld') {
    return jsonBytes(records.map((record) => toEntity(record, (id) => names.get(id)?.kind)));
  }
  const { language } = request;
  const nameOf = (id: string) => {
    const label = names.get(id)?.label;
    return label ? (label[language] ?? label.en ?? label.ja ?? Object.values(label)[0] ?? '') : '';
  };
  const columns = columnsOf(request.kind, records, request.columns);
  const headers = columnHeaders(services, request, columns);
  const translate = new Translator(localesDirectoryOf(services.options.resourcesDirectory)).in(language);
  const rows = records.map((record) =>
    columns.map((column) =>
      // A band in a sheet is for people: in their words.
      column.field === 'review'
        ? translate(`choices:review.${record.review}`)
        : cellOf(column, record, nameOf),
    ),
  );
  if (request.format === 'csv') return csvTable(headers, rows);
  const name = translate(`kinds:${request.kind}.other`, { defaultValue: request.kind });
  const days = new Set(columns.flatMap(({ type }, index) => (type === 'date' ? index : [])));
  const typed = rows.map((row) => row.map((cell, index) => (days.has(index) ? dayCell(cell) : cell)));
  // A text too long for a cell goes on in further columns, which an import puts together again.
  const wide = withContinuations(headers, typed);
  return workbookTable(name, wide.headers, wide.rows);
}

function chosenFields(record: RegistryRecord, { columns }: ExportRequest): Partial<RegistryRecord> {
  if (!columns) return record;
  const wanted = new Set(['id', 'kind', ...columns]);
  return Object.fromEntries(
    Object.entries(record).filter(([field]) => wanted.has(field)),
  ) as Partial<RegistryRecord>;
}

function columnHeaders(
  services: HostServices,
  { kind, language, bothLanguages }: ExportRequest,
  columns: readonly ExportColumn[],
): string[] {
  const translator = new Translator(localesDirectoryOf(services.options.resourcesDirectory));
  const inLanguages = [...new Set(bothLanguages ? [language, 'ja', 'en'] : [language])]
    .slice(0, bothLanguages ? 2 : 1)
    .map((code) => translator.in(code));
  return columns.map(({ field, key, shows }) => {
    const labels = inLanguages.map((translate) => {
      const common = translate(`fields:common.${field}`, { defaultValue: field });
      const label = translate(`fields:${kind}.${field}`, { defaultValue: common });
      return key ? `${label} (${key})` : label;
    });
    const header = [...new Set(labels)].join(headerSeparator);
    return shows === 'names' ? `${header} *` : header;
  });
}

function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** From here on every spreadsheet agrees which day a number is; before it, 1900 has a day that never was. */
const firstSafeDay = '1900-03-01';

/** A whole day as a date; a year or a month alone stays the text that it is. */
function dayCell(cell: Cell): SheetCell {
  return typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell) && cell >= firstSafeDay
    ? new Date(`${cell}T00:00:00Z`)
    : cell;
}

function withContinuations(
  headers: readonly string[],
  rows: readonly (readonly SheetCell[])[],
): { headers: readonly string[]; rows: readonly (readonly SheetCell[])[] } {
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
