import { createHash } from 'node:crypto';
import { MusubiError } from '#core/errors/musubiError.ts';
import { type ColumnTarget, formatTarget, type MappedColumn } from '#core/import/importTypes.ts';
import { headerKey } from '#core/import/mapping/columnNames.ts';
import { parseTarget } from '#core/import/mapping/parseTarget.ts';
import type { ListMode } from '#core/import/plan/diffRecord.ts';
import type { RowDecision } from '#core/import/plan/importPlan.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { nearestName } from '#core/records/validateRecord.ts';
import type { Statements } from '#db/statements.ts';

/** What a person says about how a file is to be read. Everything may be left out. */
export interface ImportMapping {
  /** Column header → `id`, a field, `name.ja`, `period.start`; null leaves the column out. */
  readonly columns?: Readonly<Record<string, string | null>> | undefined;
  /** The same by place, from 0: for a window, where columns need no telling header. Goes before `columns`. */
  readonly columnsAt?: Readonly<Record<string, string | null>> | undefined;
  /** Row number of the header. */
  readonly headerRow?: number | undefined;
  /** Name of the sheet. */
  readonly sheet?: string | undefined;
  /** `add` (default) keeps members of lists that the file does not name, `replace` takes the file's list. */
  readonly lists?: ListMode | undefined;
  /** Row number → `skip`, `create`, or the id of the record that the row is about. */
  readonly decisions?: Readonly<Record<string, string>> | undefined;
}

/**
 * Checks a mapping as a person wrote it: either an `ImportMapping`, or just its columns.
 * @throws MusubiError IMPORT_MAPPING
 */
export function parseMapping(kind: KindName, input: unknown): ImportMapping {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) throw unreadable('', '');
  const known = ['columns', 'headerRow', 'sheet', 'lists', 'decisions'];
  const isWhole = Object.entries(input).some(
    ([key, value]) => known.includes(key) && (key !== 'columns' || typeof value === 'object'),
  );
  const mapping = (isWhole ? input : { columns: input }) as Record<string, unknown>;
  for (const key of Object.keys(mapping)) if (!known.includes(key)) throw unreadable(key, '', known);
  const { columns, headerRow, sheet, lists, decisions } = mapping;
  if (columns !== undefined) checkColumns(kind, columns);
  if (headerRow !== undefined && !Number.isSafeInteger(headerRow)) throw unreadable('headerRow', headerRow);
  if (sheet !== undefined && typeof sheet !== 'string') throw unreadable('sheet', sheet);
  if (lists !== undefined && lists !== 'add' && lists !== 'replace') {
    throw unreadable('lists', lists, ['add', 'replace']);
  }
  if (decisions !== undefined && (decisions === null || typeof decisions !== 'object')) {
    throw unreadable('decisions', '');
  }
  return mapping as ImportMapping;
}

function checkColumns(kind: KindName, columns: unknown) {
  if (columns === null || typeof columns !== 'object' || Array.isArray(columns)) {
    throw unreadable('columns', '');
  }
  for (const [header, target] of Object.entries(columns)) {
    if (target === null || target === '') continue;
    if (typeof target !== 'string' || !parseTarget(kind, target)) {
      throw unreadable(header, target, ['id', ...Object.keys(fieldsOf(kind))]);
    }
  }
}

/**
 * The columns of a mapping by the headers of this file, which may be written a little differently there.
 * @throws MusubiError IMPORT_MAPPING for a column that the file does not have
 */
export function givenColumns(
  kind: KindName,
  mapping: ImportMapping,
  headers: readonly string[],
): Map<string, ColumnTarget | null> {
  const given = new Map<string, ColumnTarget | null>();
  for (const [wanted, target] of Object.entries(mapping.columns ?? {})) {
    const header =
      headers.find((candidate) => candidate === wanted) ??
      headers.find((candidate) => candidate !== '' && headerKey(candidate) === headerKey(wanted));
    if (header === undefined)
      throw unreadable(
        wanted,
        target ?? '',
        headers.filter((each) => each !== ''),
      );
    given.set(header, target ? (parseTarget(kind, target) ?? null) : null);
  }
  return given;
}

/**
 * What a person said of single columns by their place.
 * @throws MusubiError IMPORT_MAPPING for a field that the kind does not have
 */
export function givenPlaces(kind: KindName, mapping: ImportMapping): Map<number, ColumnTarget | null> {
  const given = Object.entries(mapping.columnsAt ?? {}).map(([place, text]) => {
    const target = text === null ? null : parseTarget(kind, text);
    if (target === undefined) throw unreadable(place, text, ['id', ...Object.keys(fieldsOf(kind))]);
    return [Number(place), target] as const;
  });
  return new Map(given);
}

export function decisionsOf(mapping: ImportMapping): Map<number, RowDecision> {
  return new Map(
    Object.entries(mapping.decisions ?? {}).map(([row, decision]) => [
      Number(row),
      decision === 'skip' || decision === 'create' ? decision : { id: decision },
    ]),
  );
}

function unreadable(column: string, target: unknown, known: readonly string[] = []): MusubiError {
  const nearest = nearestName(typeof target === 'string' && target !== '' ? target : column, known);
  return new MusubiError('IMPORT_MAPPING', {
    column,
    target: typeof target === 'string' ? target : JSON.stringify(target),
    ...(nearest === undefined ? {} : { nearest }),
  });
}

/** What a person decided for files with these headers stays in this device's settings. */
export function readRememberedColumns(
  statements: Statements,
  kind: KindName,
  headers: readonly string[],
): Map<string, ColumnTarget | null> {
  const row = statements.get<{ value: string }>(
    'SELECT value FROM setting WHERE key = ?',
    memoryKey(kind, headers),
  );
  const stored = (row ? JSON.parse(row.value) : {}) as Record<string, string | null>;
  const remembered = new Map<string, ColumnTarget | null>();
  for (const [header, text] of Object.entries(stored)) {
    const target = text === null ? null : parseTarget(kind, text);
    // A field that an older version knew and this one does not.
    if (target !== undefined) remembered.set(header, target);
  }
  return remembered;
}

export function rememberColumns(statements: Statements, kind: KindName, columns: readonly MappedColumn[]) {
  const timesUsed = Map.groupBy(columns, ({ header }) => header);
  // What has no header, or shares it with another column, would not be told apart next time.
  const decided = columns.filter(
    ({ by, header }) =>
      (by === 'given' || by === 'remembered') && header !== '' && timesUsed.get(header)?.length === 1,
  );
  if (decided.length === 0) return;
  statements.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    memoryKey(
      kind,
      columns.map(({ header }) => header),
    ),
    JSON.stringify(
      Object.fromEntries(decided.map(({ header, target }) => [header, target && formatTarget(target)])),
    ),
  );
}

function memoryKey(kind: KindName, headers: readonly string[]): string {
  const signature = createHash('sha256').update(headers.map(headerKey).join('\n')).digest('hex');
  return `import.mapping.${kind}.${signature.slice(0, 16)}`;
}
