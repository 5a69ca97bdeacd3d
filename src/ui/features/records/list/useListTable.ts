import {
  type ColumnOrderState,
  type ColumnSizingState,
  type ColumnVisibilityState,
  useTable,
} from '@tanstack/react-table';
import { useEffect, useMemo, useState } from 'react';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import type { ListItem } from '../data/useRecordWindow.ts';
import { keepColumnChoice, readColumnChoice } from './columnMemory.ts';
import { orderedFields } from './columnOrder.ts';
import { columnsOf, offeredColumns } from './columns.ts';
import { type ListColumnDef, listFeatures } from './tableFeatures.ts';

const narrowest = 72;
const widest = 960;
/** The rows are the host's; the table is asked about its columns only. */
const noRows: ListItem[] = [];

/** How a list's columns are arranged, as a saved view keeps it. */
export interface ColumnArrangement {
  /** The columns that are shown, in their order. */
  readonly shown: readonly string[];
  /** Pixels, where somebody changed them. */
  readonly widths: Readonly<Record<string, number>>;
}

/** The table of a list: which columns, in which order, how wide, as this reader left them. */
export function useListTable(kind: KindName) {
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
  const [kept] = useState(() => readColumnChoice(kind));
  const [widths, setWidths] = useState<ColumnSizingState>(() => ({ ...kept.widths }));
  const [visible, setVisible] = useState<ColumnVisibilityState>(() => ({ ...kept.visible }));
  const [order, setOrder] = useState<ColumnOrderState>(() => [...kept.order]);
  useEffect(() => keepColumnChoice(kind, { visible, widths, order }), [kind, visible, widths, order]);

  const shown = useMemo(
    () => Object.fromEntries(offered.map(({ field }) => [field, visible[field] ?? usual.has(field)])),
    [offered, usual, visible],
  );
  // The name leads whatever the order: it stays in sight when the others are scrolled.
  const ordered = useMemo(
    () =>
      orderedFields(
        offered.map(({ field }) => field),
        order,
        definitionOf(kind).label,
      ),
    [offered, order, kind],
  );
  const table = useTable({
    features: listFeatures,
    columns,
    data: noRows,
    columnResizeMode: 'onChange',
    state: { columnSizing: widths, columnVisibility: shown, columnOrder: [...ordered] },
    onColumnSizingChange: setWidths,
    onColumnVisibilityChange: setVisible,
    onColumnOrderChange: setOrder,
  });
  const resetColumns = () => {
    setWidths({});
    setVisible({});
    setOrder([]);
  };
  /** Shows these columns and no others, in their order, as a saved view does. */
  const arrangeColumns = ({ shown: wanted, widths: wide }: ColumnArrangement) => {
    setVisible(Object.fromEntries(offered.map(({ field }) => [field, wanted.includes(field)])));
    setOrder([...wanted]);
    setWidths({ ...wide });
  };
  const arrangement: ColumnArrangement = {
    shown: table.getVisibleLeafColumns().map((column) => column.id),
    widths,
  };
  return { table, ordered, setOrder, resetColumns, arrangeColumns, arrangement };
}

export type ListTable = ReturnType<typeof useListTable>['table'];
