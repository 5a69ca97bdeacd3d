import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition, Sort } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { toggled } from '#ui/components/toggled.ts';
import { host } from '#ui/host/client.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { RecordWindow } from '../data/useRecordWindow.ts';
import { GroupHeading } from './GroupHeading.tsx';
import { groupKey, type Line, linesOf, rowsBetween } from './lines.ts';
import classes from './list.module.css';
import { RecordRow, type RowActions } from './RecordRow.tsx';
import { countSelected, isSelected, nothingSelected, type Selection, withSelected } from './selection.ts';
import { TableHead } from './TableHead.tsx';
import type { ListTable } from './useListTable.ts';
import { useShownColumns } from './useShownColumns.ts';

interface RecordTableProps {
  readonly kind: KindName;
  readonly list: RecordWindow;
  readonly table: ListTable;
  readonly where: readonly Condition[];
  readonly sort: Sort | undefined;
  readonly group: string | undefined;
  /** Keys of groups whose records are put away. */
  readonly folded: ReadonlySet<string>;
  /** The record in the side panel. */
  readonly open: string | undefined;
  readonly selected: Selection;
  readonly onSort: (sort: Sort | undefined) => void;
  readonly onFold: (folded: ReadonlySet<string>) => void;
  /** A row was chosen, or left (undefined). */
  readonly onOpen: (id: string | undefined) => void;
  /** The record's own page is wanted. */
  readonly onEnter: (id: string) => void;
  readonly onSelect: (selected: Selection) => void;
}

/** Scripts that stack marks above and below their letters need taller lines. */
const tallScripts = new Set(['th', 'km', 'lo', 'my']);
const headHeight = 44;

/**
 * The list itself: a grid that the arrow keys walk. Only the rows in sight are drawn, and only the pages around them
 * are here; every line is as high as the others, so that nothing moves when a page arrives.
 */
export function RecordTable(props: RecordTableProps) {
  const { kind, list, table, group, folded, open, selected, onOpen, onEnter, onSelect } = props;
  const { t } = useTranslation('records');
  const format = useFormat();
  const total = list.total ?? 0;
  const { groups } = list;
  const lines = useMemo(() => linesOf(total, groups, folded), [total, groups, folded]);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const focusWanted = useRef(false);
  const anchor = useRef<number>(undefined);
  const rowHeight = tallScripts.has(format.language) ? 60 : 52;
  const current = Math.min(active, Math.max(lines.count - 1, 0));
  const columns = useShownColumns(kind, table);

  const rows = useVirtualizer({
    count: lines.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: headHeight,
    // The row with the focus stays drawn wherever the reader scrolls, so that the keyboard never loses its place.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), current])].sort((a, b) => a - b),
  });
  // Heights are read anew when the script is another one.
  useEffect(() => rows.measure(), [rowHeight, rows]);

  // Another question begins at its top; more of the same, or a change, leaves the reader where they are.
  const shownKey = useRef(list.key);
  useLayoutEffect(() => {
    if (shownKey.current === list.key) return;
    shownKey.current = list.key;
    setActive(0);
    anchor.current = undefined;
    scroller.current?.scrollTo({ top: 0 });
  }, [list.key]);

  const drawn = rows.getVirtualItems().filter((row) => row.index < lines.count);
  const inSight = rows.range
    ? rowsBetween(lines, rows.range.startIndex, Math.min(rows.range.endIndex, lines.count - 1))
    : undefined;
  const { want } = list;
  const firstWanted = inSight?.first;
  const lastWanted = inSight?.last;
  useEffect(() => {
    if (firstWanted !== undefined && lastWanted !== undefined) want(firstWanted, lastWanted);
  }, [want, firstWanted, lastWanted]);

  useEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    rows.scrollToIndex(current);
    scroller.current?.querySelector<HTMLElement>(`[data-line="${current}"]`)?.focus({ preventScroll: true });
  }, [current, rows]);

  const idAt = (index: number) => {
    const line = lines.at(index);
    return line?.type === 'record' ? list.at(line.row)?.item.id : undefined;
  };

  // With the side panel open it follows the focus, also to a row that is still on its way.
  const following = useRef<number>(undefined);
  const followed = following.current === undefined ? undefined : idAt(following.current);
  useEffect(() => {
    if (followed === undefined) return;
    following.current = undefined;
    onOpen(followed);
  }, [followed, onOpen]);

  const moveTo = (index: number) => {
    if (!lines.at(index)) return;
    focusWanted.current = true;
    setActive(index);
    if (open === undefined) return;
    const id = idAt(index);
    following.current = id === undefined ? index : undefined;
    if (id !== undefined) onOpen(id);
  };

  /** With Shift, everything from the row that was chosen last. */
  const toggle = (id: string, index: number, range: boolean) => {
    const from = anchor.current;
    anchor.current = index;
    if (!range || from === undefined) {
      onSelect(withSelected(selected, [id], !isSelected(selected, id)));
      return;
    }
    const stretch = rowsBetween(lines, Math.min(from, index), Math.max(from, index));
    if (!stretch) return;
    host.registry
      .ids({
        kind,
        where: [...props.where],
        sort: props.sort,
        group,
        language: format.language,
        offset: stretch.first,
        limit: stretch.last - stretch.first + 1,
      })
      .then(({ ids }) => onSelect(withSelected(selected, ids, true)), reportError);
  };

  const fold = (key: string) => props.onFold(toggled(folded, key));

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const isRow = event.target instanceof HTMLElement && event.target.dataset.line !== undefined;
    if (!isRow || event.nativeEvent.isComposing) return;
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const inView = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const move = movement(event.key, current, lines.count, inView);
    if (move !== undefined) {
      event.preventDefault();
      moveTo(move);
    } else if (act(event.key, lines.at(current), event.shiftKey)) event.preventDefault();
  };

  const act = (key: string, line: Line | undefined, range: boolean): boolean => {
    if (key === 'Escape') onOpen(undefined);
    else if (line?.type === 'heading') {
      const turns = key === (line.folded ? 'ArrowRight' : 'ArrowLeft');
      if (!turns && key !== 'Enter' && key !== ' ') return false;
      fold(groupKey(line.group));
    } else {
      const id = idAt(current);
      if (id === undefined) return false;
      if (key === 'Enter') onEnter(id);
      else if (key === ' ') onOpen(open === id ? undefined : id);
      else if (key === 'x' || key === 'X') toggle(id, current, range);
      else return false;
    }
    return true;
  };

  // Rows are drawn again only for what is theirs, so what they call keeps its identity.
  const latest = useRef({ setActive, onOpen, onEnter, toggle });
  useLayoutEffect(() => {
    latest.current = { setActive, onOpen, onEnter, toggle };
  });
  const actions = useMemo<RowActions>(
    () => ({
      choose: (id, index) => {
        latest.current.setActive(index);
        latest.current.onOpen(id);
      },
      focus: (index) => latest.current.setActive(index),
      enter: (id) => latest.current.onEnter(id),
      toggle: (id, index, range) => latest.current.toggle(id, index, range),
    }),
    [],
  );

  const height = rows.getTotalSize();
  const isEvery = selected.type === 'matching' && selected.except.size === 0;
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-stale={list.isStale || undefined}
      // Past React, so that not every frame draws the list again.
      onScroll={({ currentTarget }) =>
        currentTarget.toggleAttribute('data-aside', currentTarget.scrollLeft > 0)
      }
    >
      <table
        {...(groups ? treeRole : gridRole)}
        aria-label={format.kindName(kind, true)}
        aria-rowcount={lines.count + 1}
        className={classes.table}
        style={{ minWidth: table.getTotalSize() + 44, ...lineHeight(rowHeight) }}
      >
        <colgroup>
          <col style={{ width: 44 }} />
          {columns.map((column) => (
            <col key={column.field} style={{ width: column.width }} />
          ))}
        </colgroup>
        <TableHead kind={kind} table={table} sort={props.sort} onSort={props.onSort}>
          <input
            type="checkbox"
            className={classes.check}
            aria-label={t('list.selectAll')}
            checked={isEvery}
            ref={(box) => {
              if (box) box.indeterminate = !isEvery && countSelected(selected, total) > 0;
            }}
            onChange={() =>
              onSelect(
                isEvery ? nothingSelected : { type: 'matching', where: props.where, except: new Set() },
              )
            }
          />
        </TableHead>
        <tbody onKeyDown={onKeyDown}>
          {drawn.flatMap((row, position) => {
            const gap = row.start - (drawn[position - 1]?.end ?? 0);
            return [
              gap > 0 ? <Gap key={`gap-${row.index}`} height={gap} /> : null,
              drawLine(lines.at(row.index), row.index),
            ];
          })}
          <Gap height={Math.max(height - (drawn.at(-1)?.end ?? 0), 0)} />
        </tbody>
      </table>
    </div>
  );

  function drawLine(line: Line | undefined, index: number) {
    if (line === undefined) return null;
    if (line.type === 'heading') {
      return (
        <GroupHeading
          key={index}
          kind={kind}
          field={group ?? ''}
          group={line.group}
          folded={line.folded}
          labels={list.labels}
          columns={columns.length + 1}
          index={index}
          isActive={index === current}
          onFocus={() => setActive(index)}
          onFold={() => {
            setActive(index);
            fold(groupKey(line.group));
          }}
        />
      );
    }
    const row = list.at(line.row);
    const id = row?.item.id;
    return (
      <RecordRow
        // By its line, so that a row with the focus keeps it when what stands there arrives.
        key={index}
        kind={kind}
        item={row?.item}
        labels={row?.labels}
        computed={row?.computed}
        columns={columns}
        index={index}
        isActive={index === current}
        isOpen={id !== undefined && open === id}
        isSelected={id !== undefined && isSelected(selected, id)}
        actions={actions}
      />
    );
  }
}

/** A table whose rows the arrow keys walk and which can be selected. */
const gridRole = { role: 'grid', 'aria-multiselectable': true } as const;
/** With headings that open and close. */
const treeRole = { role: 'treegrid', 'aria-multiselectable': true } as const;

/** Pixels of every line, for the style sheet. */
function lineHeight(pixels: number): Record<string, string> {
  return { '--line': `${pixels}px` };
}

/** Where a key leads; undefined for a key that does not move. */
function movement(key: string, current: number, count: number, page: number): number | undefined {
  const to = (index: number) => Math.min(Math.max(index, 0), count - 1);
  switch (key) {
    case 'ArrowDown':
      return to(current + 1);
    case 'ArrowUp':
      return to(current - 1);
    case 'PageDown':
      return to(current + page);
    case 'PageUp':
      return to(current - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(count - 1);
    default:
      return undefined;
  }
}

/** Rows that only keep the place of those not drawn. */
const spacer = { 'aria-hidden': true } as const;

function Gap({ height }: { readonly height: number }) {
  return height > 0 ? <tr {...spacer} className={classes.gap} style={{ height }} /> : null;
}
