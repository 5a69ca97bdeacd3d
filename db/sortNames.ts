import { type KindName, kindNames } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { fold } from '#core/search/fold.ts';
import { READING_ORDER_VERSION, readingOrder } from '#core/search/readingOrder.ts';
import { tableOf } from './columns.ts';
import { readMeta, writeMeta } from './meta.ts';
import type { Statements } from './statements.ts';

/** What a record stands in order by, in lists in Japanese and in those in any other language. */
export interface SortNames {
  readonly japanese: string;
  readonly latin: string;
}

/**
 * @param label the record's names by language
 * @param reading its よみ, where it has one
 */
export function sortNamesOf(
  label: Readonly<Record<string, string | undefined>>,
  reading?: string | null,
): SortNames {
  const any = Object.values(label)[0] ?? '';
  return {
    japanese: readingOrder(reading ?? label.ja ?? label.en ?? any),
    latin: fold(label.en ?? label.ja ?? any),
  };
}

const madeByKey = 'lists.names';
const madeBy = String(READING_ORDER_VERSION);

/** Whether the names of a file stand in the order that this version gives. */
export function areSortNamesCurrent(statements: Statements): boolean {
  return readMeta(statements, madeByKey) === madeBy;
}

interface NamedRow {
  readonly row: number;
  readonly label: string;
  readonly reading: string | null;
  readonly japanese: string;
  readonly latin: string;
}

function rowsOf(statements: Statements, kind: KindName): NamedRow[] {
  const { reading } = definitionOf(kind);
  const { table, columns } = tableOf(kind);
  const column = columns.find(({ field }) => field === reading)?.column;
  return statements.all<NamedRow>(
    `SELECT record.row, record.label, ${column ? `kind."${column}"` : 'NULL'} AS reading,
       record.sort_japanese AS japanese, record.sort_latin AS latin
     FROM record ${column ? `JOIN ${table} AS kind ON kind.id = record.id` : ''} WHERE record.kind = ?`,
    kind,
  );
}

/** The names that a row should stand in order by, where they are not those that it has. */
function mended({ label, reading, japanese, latin }: NamedRow): SortNames | undefined {
  const names = sortNamesOf(JSON.parse(label) as Record<string, string>, reading);
  return names.japanese === japanese && names.latin === latin ? undefined : names;
}

/** Records between two steps: some 40 ms. */
const step = 500;

/**
 * Writes the names of all records anew, once per file and order. The caller holds the transaction. Yields now and then
 * the share that is done, 0 … 1.
 */
export function* rebuildingSortNames(statements: Statements): Generator<number, void, void> {
  const all = statements.get<{ n: number }>('SELECT count(*) AS n FROM record')?.n ?? 0;
  let done = 0;
  for (const kind of kindNames) {
    for (const row of rowsOf(statements, kind)) {
      const names = mended(row);
      if (names)
        statements.run(
          'UPDATE record SET sort_japanese = ?, sort_latin = ? WHERE row = ?',
          names.japanese,
          names.latin,
          row.row,
        );
      done += 1;
      if (done % step === 0) yield done / all;
    }
  }
  writeMeta(statements, madeByKey, madeBy);
  yield 1;
}

/** How many records stand in order by another name than they have; for the check of a whole registry. */
export function countWrongSortNames(statements: Statements): number {
  return kindNames.reduce(
    (sum, kind) => sum + rowsOf(statements, kind).filter((row) => mended(row) !== undefined).length,
    0,
  );
}
