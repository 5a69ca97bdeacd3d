import { Checkbox } from '@mantine/core';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sort } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { Facets, RecordList } from '../data/useRecordList.ts';
import { GroupHeading } from './GroupHeading.tsx';
import { type Line, linesOf, stepTo } from './lines.ts';
import classes from './list.module.css';
import { RecordRow } from './RecordRow.tsx';
import { TableHead } from './TableHead.tsx';
import type { ListTable } from './useListTable.ts';

interface RecordTableProps {
  readonly kind: KindName;
  readonly list: RecordList;
  readonly table: ListTable;
  readonly sort: Sort | undefined;
  readonly group: string | undefined;
  readonly facets: Facets;
  /** The record in the side panel. */
  readonly open: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly onSort: (sort: Sort | undefined) => void;
  /** A row was chosen, or left (undefined). */
  readonly onOpen: (id: string | undefined) => void;
  /** The record's own page is wanted. */
  readonly onEnter: (id: string) => void;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

/** Scripts that stack marks above and below their letters need taller lines. */
const tallScripts = new Set(['th', 'km', 'lo', 'my']);
const headingHeight = 40;
const page = 10;
/** Rows before the end at which the next page is asked for. */
const readAhead = 60;

/** The list itself: a grid that the arrow keys walk, drawing only the rows in sight. */
export function RecordTable(props: RecordTableProps) {
  const { kind, list, table, group, open, selected, onOpen, onEnter, onSelect } = props;
  const { t } = useTranslation('records');
  const format = useFormat();
  const lines = useMemo(() => linesOf(list.items, group), [list.items, group]);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const focusWanted = useRef(false);
  const anchor = useRef<number>(undefined);
  const rowHeight = tallScripts.has(format.language) ? 60 : 52;
  const heightOf = useCallback(
    (index: number) => (lines[index]?.type === 'heading' ? headingHeight : rowHeight),
    [lines, rowHeight],
  );
  // A new key for every line whenever lines or heights change makes the virtualizer place all of them anew.
  const keyAt = useCallback(
    (index: number) => `${rowHeight} ${keyOf(lines[index], index)}`,
    [lines, rowHeight],
  );
  const current = Math.min(active, Math.max(lines.length - 1, 0));

  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: keyAt,
    overscan: 8,
    scrollPaddingStart: 48,
    // The row with the focus stays drawn wherever the reader scrolls, so that the keyboard never loses its place.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), current])].sort((a, b) => a - b),
  });
  const drawn = rows.getVirtualItems().filter((row) => row.index < lines.length);
  const lastDrawn = drawn.at(-1)?.index ?? 0;

  const { hasMore, loadMore } = list;
  useEffect(() => {
    if (hasMore && lastDrawn > lines.length - readAhead) loadMore();
  }, [hasMore, lastDrawn, lines.length, loadMore]);

  useEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    rows.scrollToIndex(current);
    scroller.current?.querySelector<HTMLElement>(`[data-line="${current}"]`)?.focus({ preventScroll: true });
  }, [current, rows]);

  const moveTo = (index: number) => {
    const line = lines[index];
    if (line?.type !== 'record') return;
    focusWanted.current = true;
    setActive(index);
    if (open !== undefined) onOpen(line.item.id);
  };

  /** With Shift, everything from the row that was chosen last. */
  const toggle = (id: string, index: number, range: boolean) => {
    const next = new Set(selected);
    const from = anchor.current;
    anchor.current = index;
    if (range && from !== undefined) {
      const chosen = lines.slice(Math.min(from, index), Math.max(from, index) + 1);
      for (const line of chosen) if (line.type === 'record') next.add(line.item.id);
    } else if (!next.delete(id)) next.add(id);
    onSelect(next);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const line = lines[current];
    const isRow = event.target instanceof HTMLElement && event.target.dataset.line !== undefined;
    if (!isRow || line?.type !== 'record' || event.nativeEvent.isComposing) return;
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const act = keyActions(event.key, lines, current);
    if (act === undefined) return;
    event.preventDefault();
    if (typeof act === 'number') moveTo(act);
    else if (act === 'enter') onEnter(line.item.id);
    else if (act === 'open') onOpen(open === line.item.id ? undefined : line.item.id);
    else if (act === 'select') toggle(line.item.id, current, event.shiftKey);
    else onOpen(undefined);
  };

  const total = rows.getTotalSize();
  const columnCount = table.getVisibleLeafColumns().length + 1;
  const allSelected = list.items.length > 0 && list.items.every((item) => selected.has(item.id));
  return (
    <div ref={scroller} className={classes.scroller} data-stale={list.isStale || undefined}>
      <table
        {...gridRole}
        aria-label={format.kindName(kind, true)}
        aria-rowcount={(list.total ?? lines.length) + 1}
        className={classes.table}
        style={{ minWidth: table.getTotalSize() + 44 }}
      >
        <colgroup>
          <col style={{ width: 44 }} />
          {table.getVisibleLeafColumns().map((column) => (
            <col key={column.id} style={{ width: column.getSize() }} />
          ))}
        </colgroup>
        <TableHead kind={kind} table={table} sort={props.sort} onSort={props.onSort}>
          <Checkbox
            size="xs"
            aria-label={t('list.selectAll')}
            checked={allSelected}
            indeterminate={!allSelected && selected.size > 0}
            onChange={() => onSelect(allSelected ? new Set() : new Set(list.items.map((item) => item.id)))}
          />
        </TableHead>
        <tbody onKeyDown={onKeyDown}>
          {drawn.flatMap((row, position) => {
            const gap = row.start - (drawn[position - 1]?.end ?? 0);
            return [
              gap > 0 ? <Gap key={`gap-${row.index}`} height={gap} /> : null,
              drawLine(lines[row.index], row.index, row.size),
            ];
          })}
          <Gap height={Math.max(total - (drawn.at(-1)?.end ?? 0), 0)} />
        </tbody>
      </table>
    </div>
  );

  function drawLine(line: Line | undefined, index: number, height: number) {
    if (line === undefined) return null;
    if (line.type === 'heading') {
      return (
        <GroupHeading
          key={`heading-${line.value ?? ''}`}
          kind={kind}
          field={group ?? ''}
          value={line.value}
          facets={props.facets}
          labels={list.labels}
          columns={columnCount}
          height={height}
        />
      );
    }
    return (
      <RecordRow
        key={line.item.id}
        kind={kind}
        item={line.item}
        labels={list.labels}
        table={table}
        index={index}
        height={height}
        measure={rows.measureElement}
        isActive={index === current}
        isOpen={open === line.item.id}
        isSelected={selected.has(line.item.id)}
        onChoose={() => {
          setActive(index);
          onOpen(line.item.id);
        }}
        onFocus={() => setActive(index)}
        onEnter={() => onEnter(line.item.id)}
        onToggle={(range) => toggle(line.item.id, index, range)}
      />
    );
  }
}

/** A table whose rows the arrow keys walk and which can be selected. */
const gridRole = { role: 'grid', 'aria-multiselectable': true } as const;

function keyOf(line: Line | undefined, index: number): string {
  if (line === undefined) return `none-${index}`;
  return line.type === 'heading' ? `heading-${line.value ?? ''}` : line.item.id;
}

type Act = number | 'enter' | 'open' | 'select' | 'close';

function keyActions(key: string, lines: readonly Line[], current: number): Act | undefined {
  switch (key) {
    case 'ArrowDown':
      return stepTo(lines, current, 1);
    case 'ArrowUp':
      return stepTo(lines, current, -1);
    case 'PageDown':
      return stepTo(lines, current, page);
    case 'PageUp':
      return stepTo(lines, current, -page);
    case 'Home':
      return stepTo(lines, current, -lines.length);
    case 'End':
      return stepTo(lines, current, lines.length);
    case 'Enter':
      return 'enter';
    case ' ':
      return 'open';
    case 'x':
    case 'X':
      return 'select';
    case 'Escape':
      return 'close';
    default:
      return undefined;
  }
}

/** Rows that only keep the place of those not drawn. */
const spacer = { 'aria-hidden': true } as const;

function Gap({ height }: { readonly height: number }) {
  return height > 0 ? <tr {...spacer} style={{ height }} /> : null;
}
