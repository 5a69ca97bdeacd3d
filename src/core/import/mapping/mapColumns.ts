import type { KindName } from '../../kinds/fieldTypes.ts';
import { type ColumnTarget, formatTarget, type MappedBy, type MappedColumn } from '../importTypes.ts';
import { type CellValue, cellText, isEmptyCell, type SourceRow } from '../sourceTable.ts';
import type { ReadingContext } from '../values/readValue.ts';
import type { ColumnNames } from './columnNames.ts';
import { targetOfContent } from './contentTarget.ts';

export interface MappingInput {
  readonly kind: KindName;
  readonly headers: readonly string[];
  readonly rows: readonly SourceRow[];
  readonly names: ColumnNames;
  readonly context: ReadingContext;
  /** By header; null leaves the column out. What a person said this time, or said before of such a file. */
  readonly given?: ReadonlyMap<string, ColumnTarget | null>;
  /** By place, from 0: also for columns whose header is empty or stands twice. Goes before `given`. */
  readonly givenAt?: ReadonlyMap<number, ColumnTarget | null>;
  readonly remembered?: ReadonlyMap<string, ColumnTarget | null>;
}

const sampledRows = 200;

/**
 * Where every column of a table goes. A target is filled by one column only: one that a person named, else the first
 * that names it.
 */
export function mapColumns(input: MappingInput): MappedColumn[] {
  const taken = new Set<string>();
  const given = new Map<number, MappedColumn>();
  const meanings = input.headers.map((header, index) => meaningAt(input, header, index));
  for (const [index, { target, by }] of meanings.entries()) {
    const header = input.headers[index] ?? '';
    if (by !== 'given' || !target) continue;
    const name = formatTarget(target);
    given.set(
      index,
      taken.has(name) ? { index, header, target: null, by: 'duplicate' } : { index, header, target, by },
    );
    taken.add(name);
  }
  const columns = input.headers.map((header, index): MappedColumn => {
    const decided = given.get(index);
    if (decided) return decided;
    const { target, by } = meanings[index] ?? { target: null, by: 'none' };
    if (target && target.field === 'id' && by === 'name' && !holdsIds(input.rows, index)) {
      return { index, header, target: null, by: 'none' } as const;
    }
    if (!target) return { index, header, target, by };
    const name = formatTarget(target);
    if (taken.has(name)) return { index, header, target: null, by: 'duplicate' } as const;
    taken.add(name);
    return { index, header, target, by };
  });
  return columns.map((column) => {
    if (column.by !== 'none' || column.header === '') return column;
    const texts = sampleOf(input.rows, column.index);
    const target = targetOfContent(input.kind, texts, taken, input.context);
    if (!target) return column;
    taken.add(formatTarget(target));
    return { ...column, target, by: 'content' as const };
  });
}

function meaningAt(
  input: MappingInput,
  header: string,
  index: number,
): { target: ColumnTarget | null; by: MappedBy } {
  const givenHere = input.givenAt?.get(index);
  const given = givenHere === undefined ? input.given?.get(header) : givenHere;
  if (given !== undefined) return { target: given, by: 'given' };
  const remembered = input.remembered?.get(header);
  if (remembered !== undefined) return { target: remembered, by: 'remembered' };
  const meaning = header === '' ? undefined : input.names.meaningOf(header, input.headers);
  if (!meaning) return { target: null, by: 'none' };
  return 'target' in meaning ? { target: meaning.target, by: 'name' } : { target: null, by: 'readOnly' };
}

/** Running numbers under "ID" are the file's own and say nothing about records. */
function holdsIds(rows: readonly SourceRow[], index: number): boolean {
  const cells = rows.map((row) => row.cells[index] ?? null).filter((cell) => !isEmptyCell(cell));
  return cells.some((cell) => !/^\d{1,6}$/.test(cellText(cell).trim()));
}

function sampleOf(rows: readonly SourceRow[], index: number): CellValue[] {
  return rows
    .slice(0, sampledRows)
    .map((row) => row.cells[index] ?? null)
    .filter((cell) => !isEmptyCell(cell));
}
