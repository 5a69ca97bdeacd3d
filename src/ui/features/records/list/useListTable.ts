import { type ColumnSizingState, type ColumnVisibilityState, useTable } from '@tanstack/react-table';
import { useEffect, useMemo, useState } from 'react';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { keepColumnChoice, readColumnChoice } from './columnMemory.ts';
import { columnsOf, type ListColumn } from './columns.ts';
import { type ListColumnDef, type ListItem, listFeatures } from './tableFeatures.ts';

const narrowest = 72;
const widest = 960;

/** Every column that a list of the kind can show: the usual ones first, then all other fields. */
export function offeredColumns(kind: KindName): readonly ListColumn[] {
  const usual = columnsOf(kind);
  const named = new Set(usual.map((column) => column.field));
  const others = Object.entries(fieldsOf(kind))
    .filter(([name, definition]) => !named.has(name) && definition.type !== 'choiceMap' && name !== 'sources')
    .map(([field, definition]): ListColumn => {
      const numeric = ['integer', 'number', 'date'].includes(definition.type);
      const sortable = !['objects', 'texts', 'languageTexts', 'languageTextLists'].includes(definition.type);
      return { field, width: numeric ? 140 : 220, align: numeric ? 'end' : 'start', sortable };
    });
  return [...usual, ...others, { field: 'updatedAt', width: 200, align: 'end', sortable: true }];
}

/** The table of a list: which columns, how wide, as this reader left them. */
export function useListTable(kind: KindName, items: readonly ListItem[]) {
  const offered = useMemo(() => offeredColumns(kind), [kind]);
  const columns = useMemo(
    () =>
      offered.map(
        (column): ListColumnDef => ({
          id: column.field,
          accessorFn: (item) => item[column.field],
          size: column.width,
          minSize: narrowest,
          maxSize: widest,
        }),
      ),
    [offered],
  );
  const usual = useMemo(() => new Set(columnsOf(kind).map((column) => column.field)), [kind]);
  const [widths, setWidths] = useState<ColumnSizingState>(() => ({ ...readColumnChoice(kind).widths }));
  const [visible, setVisible] = useState<ColumnVisibilityState>(() => ({
    ...readColumnChoice(kind).visible,
  }));
  useEffect(() => keepColumnChoice(kind, { visible, widths }), [kind, visible, widths]);

  const shown = useMemo(
    () => Object.fromEntries(offered.map(({ field }) => [field, visible[field] ?? usual.has(field)])),
    [offered, usual, visible],
  );
  const data = useMemo(() => [...items], [items]);
  const table = useTable({
    features: listFeatures,
    columns,
    data,
    getRowId: (item) => item.id,
    columnResizeMode: 'onChange',
    state: { columnSizing: widths, columnVisibility: shown },
    onColumnSizingChange: setWidths,
    onColumnVisibilityChange: setVisible,
  });
  const resetColumns = () => {
    setWidths({});
    setVisible({});
  };
  /** Shows these columns and no others, as a saved view does. */
  const showColumns = (wanted: readonly string[]) =>
    setVisible(Object.fromEntries(offered.map(({ field }) => [field, wanted.includes(field)])));
  return { table, offered, resetColumns, showColumns };
}

export type ListTable = ReturnType<typeof useListTable>['table'];
