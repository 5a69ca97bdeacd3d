import { useMemo } from 'react';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { offeredColumns } from './columns.ts';
import type { ListTable } from './useListTable.ts';

/** A column as a row draws it. */
export interface ShownColumn {
  readonly field: string;
  /** Pixels. */
  readonly width: number;
  readonly align: 'start' | 'end';
}

/** The columns of the rows; the same object for as long as nobody moves or widens one, so that rows stay as drawn. */
export function useShownColumns(kind: KindName, table: ListTable): readonly ShownColumn[] {
  const aligned = useMemo(
    () => new Map(offeredColumns(kind).map(({ field, align }) => [field, align])),
    [kind],
  );
  const arranged = JSON.stringify(
    table.getVisibleLeafColumns().map((column) => [column.id, column.getSize()]),
  );
  return useMemo(
    () =>
      (JSON.parse(arranged) as [string, number][]).map(([field, width]) => ({
        field,
        width,
        align: aligned.get(field) ?? 'start',
      })),
    [arranged, aligned],
  );
}
