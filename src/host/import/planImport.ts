import { MusubiError } from '#core/errors/musubiError.ts';
import type { MappedColumn } from '#core/import/importTypes.ts';
import { joinContinuedColumns } from '#core/import/mapping/continuedColumns.ts';
import { type FoundHeader, findHeader, headerAt } from '#core/import/mapping/headerRow.ts';
import { mapColumns } from '#core/import/mapping/mapColumns.ts';
import type { MatchMode, PlanInput, PlannedRow, UnsureMode } from '#core/import/plan/importPlan.ts';
import { planRows } from '#core/import/plan/planRows.ts';
import { type RegistryLookup, Resolver } from '#core/import/plan/resolver.ts';
import { cellText, type SourceRow, type SourceTable } from '#core/import/sourceTable.ts';
import { languageOfColumn, languageOfScript } from '#core/import/values/languageOf.ts';
import type { ReadingContext } from '#core/import/values/readValue.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { nearestName } from '#core/records/validateRecord.ts';
import type { Statements } from '#db/statements.ts';
import { createRecordId } from '../registry/recordId.ts';
import {
  decisionsOf,
  givenColumns,
  givenPlaces,
  type ImportMapping,
  readRememberedColumns,
} from './mapping.ts';
import { createLookup } from './registryLookup.ts';
import type { ImportVocabulary } from './vocabulary.ts';

export interface PlanRequest {
  readonly kind: KindName;
  readonly mapping: ImportMapping;
  readonly onMatch: MatchMode;
  readonly unsure?: UnsureMode | undefined;
  readonly language: string;
}

/** One table of a file with its header found and its columns mapped, before any row is read. */
export interface OpenedSheet {
  readonly table: SourceTable;
  readonly header: FoundHeader;
  /** The rows under the header. */
  readonly rows: readonly SourceRow[];
  readonly columns: readonly MappedColumn[];
  readonly lookup: RegistryLookup;
  readonly resolver: Resolver;
  readonly contextFor: (columnLanguage: string) => ReadingContext;
}

/** One table of a file, where its columns go, and what its rows would do. */
export interface ImportPlan {
  readonly kind: KindName;
  readonly sheet: string;
  readonly headerRow: number;
  readonly columns: readonly MappedColumn[];
  readonly source: readonly SourceRow[];
  readonly rows: readonly PlannedRow[];
}

/**
 * Chooses the table, finds its header and maps its columns.
 * @throws MusubiError IMPORT_NO_HEADER, IMPORT_MAPPING, IMPORT_EMPTY when nothing stands under the header
 */
export function openSheet(
  statements: Statements,
  tables: readonly SourceTable[],
  vocabulary: ImportVocabulary,
  request: Pick<PlanRequest, 'kind' | 'mapping' | 'language'>,
): OpenedSheet {
  const { kind, mapping, language } = request;
  const { table, header } = chooseTable(tables, vocabulary, mapping);
  const under = table.rows.filter((row) => row.number > header.bottom);
  if (under.length === 0) throw new MusubiError('IMPORT_EMPTY', {});
  const { headers, rows } = joinContinuedColumns(header.headers, under);
  const lookup = createLookup(statements);
  const resolver = new Resolver(lookup);
  const contextFor = (columnLanguage: string): ReadingContext => ({
    // JSON says the language of a text, or means the reader's; in a sheet its letters say it.
    languageOf: (text) => (table.headers ? language : (languageOfScript(text) ?? columnLanguage)),
    choice: vocabulary.choice,
    resolve: (text, to, conceptTypes) => resolver.resolve(text, to, conceptTypes),
  });
  const columns = mapColumns({
    kind,
    headers,
    rows,
    names: vocabulary.names,
    context: contextFor(language),
    given: givenColumns(kind, mapping, headers),
    givenAt: givenPlaces(kind, mapping),
    remembered: readRememberedColumns(statements, kind, headers),
  });
  return { table, header, rows, columns, lookup, resolver, contextFor };
}

/**
 * Opens the sheet and plans its rows against the registry. Yields the share that is done.
 * @throws MusubiError IMPORT_NO_HEADER, IMPORT_UNMAPPED, IMPORT_MAPPING, UNKNOWN_FIELD for a key of JSON
 */
export function* planImport(
  statements: Statements,
  tables: readonly SourceTable[],
  vocabulary: ImportVocabulary,
  request: PlanRequest,
): Generator<number, ImportPlan, void> {
  const { kind, mapping, language } = request;
  const opened = openSheet(statements, tables, vocabulary, request);
  const { table, header, rows, columns, lookup, resolver, contextFor } = opened;
  checkMapping(kind, columns, table);
  const contexts = new Map<number, ReadingContext>();
  for (const column of columns) {
    contexts.set(column.index, contextFor(languageOf(column, kind, rows, table, language)));
  }
  const input: PlanInput = {
    kind,
    rows,
    merges: table.merges,
    columns,
    contextOf: (column) => contexts.get(column.index) ?? contextFor(language),
    resolver,
    record: lookup.record,
    wasTakenBack: lookup.wasTakenBack,
    onMatch: request.onMatch,
    unsure: request.unsure,
    lists: mapping.lists ?? 'add',
    language,
    decisions: decisionsOf(mapping),
    newId: () => createRecordId(),
  };
  const planned = yield* planRows(input);
  return { kind, sheet: table.name, headerRow: header.top, columns, source: rows, rows: planned };
}

/** The sheet that a person named, or the one whose header names most columns. */
function chooseTable(
  tables: readonly SourceTable[],
  vocabulary: ImportVocabulary,
  mapping: ImportMapping,
): { table: SourceTable; header: FoundHeader } {
  const offered = mapping.sheet === undefined ? tables : tables.filter(({ name }) => name === mapping.sheet);
  if (offered.length === 0) {
    const names = tables.map(({ name }) => name);
    throw new MusubiError('IMPORT_MAPPING', {
      column: 'sheet',
      target: mapping.sheet,
      nearest: nearestName(mapping.sheet ?? '', names),
    });
  }
  let best: { table: SourceTable; header: FoundHeader } | undefined;
  for (const table of offered) {
    const header =
      mapping.headerRow === undefined
        ? findHeader(table, vocabulary.names)
        : headerAt(table, mapping.headerRow, vocabulary.names);
    if (header && (!best || header.known > best.header.known)) best = { table, header };
  }
  if (!best) throw new MusubiError('IMPORT_NO_HEADER', {});
  return best;
}

function checkMapping(kind: KindName, columns: readonly MappedColumn[], table: SourceTable) {
  // Columns of a sheet may be there for other purposes; a key of JSON means a field.
  const stray = table.headers ? columns.find(({ by }) => by === 'none') : undefined;
  if (stray) {
    const nearest = nearestName(stray.header, Object.keys(fieldsOf(kind)));
    throw new MusubiError('UNKNOWN_FIELD', { kind, field: stray.header, nearest });
  }
  const missing = missingName(kind, columns);
  if (missing === undefined) return;
  throw new MusubiError('IMPORT_UNMAPPED', {
    field: missing,
    columns: columns
      .map(({ header }) => header)
      .filter((header) => header !== '')
      .slice(0, 30)
      .join(', '),
  });
}

/** The field that some column has to fill so that rows can be told apart; undefined when one does. */
export function missingName(kind: KindName, columns: readonly MappedColumn[]): string | undefined {
  const { label } = definitionOf(kind);
  const required = Object.entries(fieldsOf(kind)).find(([, definition]) => definition.required)?.[0] ?? label;
  const telling = new Set(['id', label, required]);
  return columns.some(({ target }) => target && telling.has(target.field)) ? undefined : label;
}

/** In JSON a plain text is in the reader's language; in a sheet a column is in the language of its letters. */
function languageOf(
  column: MappedColumn,
  kind: KindName,
  rows: readonly SourceRow[],
  table: SourceTable,
  language: string,
): string {
  const definition = column.target && fieldsOf(kind)[column.target.field];
  if (!definition || table.headers) return language;
  const texts = rows.map((row) => cellText(row.cells[column.index])).filter((text) => text !== '');
  return languageOfColumn(texts, language);
}
