import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sort } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { offeredColumns } from './columns.ts';
import classes from './list.module.css';
import type { ListTable } from './useListTable.ts';

interface TableHeadProps {
  readonly kind: KindName;
  readonly table: ListTable;
  readonly sort: Sort | undefined;
  readonly onSort: (sort: Sort | undefined) => void;
  /** The cell above the rows' checkboxes. */
  readonly children: ReactNode;
}

const keyStep = 16;

/** Column names that sort when pressed, with handles that make columns wider or narrower. */
export function TableHead({ kind, table, sort, onSort, children }: TableHeadProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const offered = new Map(offeredColumns(kind).map((column) => [column.field, column]));
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return (
    <thead className={classes.head}>
      <tr>
        <th scope="col" className={classes.checkCell}>
          {children}
        </th>
        {headers.map((header, index) => {
          const column = offered.get(header.column.id);
          const name = format.fieldName(kind, header.column.id);
          const direction = sort?.field === header.column.id ? sort.direction : undefined;
          return (
            <th
              key={header.id}
              scope="col"
              aria-sort={direction ?? 'none'}
              className={classes.headCell}
              data-align={column?.align}
              data-first={index === 0 || undefined}
              // The handle is for the pointer; from the keyboard the column itself is widened.
              onKeyDown={(event) => resizeByKey(event, header.column.id, header.column.getSize())}
            >
              {column?.sortable ? (
                <UnstyledButton
                  className={classes.sortButton}
                  onClick={() => onSort(nextSort(header.column.id, direction, column.align === 'end'))}
                >
                  <span>{name}</span>
                  {direction === 'ascending' ? <IconArrowUp size={16} aria-hidden="true" /> : null}
                  {direction === 'descending' ? <IconArrowDown size={16} aria-hidden="true" /> : null}
                </UnstyledButton>
              ) : (
                <span className={classes.sortButton}>{name}</span>
              )}
              <button
                type="button"
                tabIndex={-1}
                aria-label={t('list.resize', { name })}
                className={classes.resizer}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                onDoubleClick={() => header.column.resetSize()}
              />
            </th>
          );
        })}
      </tr>
    </thead>
  );

  function resizeByKey(event: KeyboardEvent, id: string, width: number) {
    const step = event.key === 'ArrowRight' ? keyStep : event.key === 'ArrowLeft' ? -keyStep : 0;
    if (step === 0 || !event.altKey) return;
    event.preventDefault();
    table.setColumnSizing((before) => ({ ...before, [id]: Math.min(Math.max(width + step, 72), 960) }));
  }
}

/** Pressing again turns the order round, a third time gives the usual one back. Numbers and dates begin with the latest. */
function nextSort(field: string, now: Sort['direction'] | undefined, latestFirst: boolean): Sort | undefined {
  const first = latestFirst ? 'descending' : 'ascending';
  const second = latestFirst ? 'ascending' : 'descending';
  if (now === undefined) return { field, direction: first };
  return now === first ? { field, direction: second } : undefined;
}
