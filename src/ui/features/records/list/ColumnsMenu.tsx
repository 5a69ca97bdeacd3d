import { Button, Menu } from '@mantine/core';
import { IconCheck, IconColumns3, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { useFormat } from '#ui/i18n/format.ts';
import filterClasses from '../filters/filters.module.css';
import { moveField } from './columnOrder.ts';
import classes from './list.module.css';
import type { ListTable } from './useListTable.ts';

interface ColumnsMenuProps {
  readonly kind: KindName;
  readonly table: ListTable;
  /** Every column that there is, in its order. */
  readonly ordered: readonly string[];
  readonly onOrder: (order: string[]) => void;
  readonly onReset: () => void;
}

/** Which columns the list shows, and in which order: dragged, or moved with Alt and the arrow keys. */
export function ColumnsMenu({ kind, table, ordered, onOrder, onReset }: ColumnsMenuProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const [dragged, setDragged] = useState<string>();
  const [said, setSaid] = useState('');
  const label = definitionOf(kind).label;
  const movable = ordered.filter((field) => field !== label);

  const moveTo = (field: string, place: number) => {
    const next = moveField(movable, field, place - movable.indexOf(field));
    onOrder([...next]);
    setSaid(
      t('list.columnMoved', {
        name: format.fieldName(kind, field),
        place: format.number(next.indexOf(field) + 1),
        all: format.number(next.length),
      }),
    );
  };
  const moveByKey = (event: KeyboardEvent, field: string) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || by === 0) return;
    // The menu would take the arrow for a step to the next entry.
    event.preventDefault();
    event.stopPropagation();
    moveTo(field, movable.indexOf(field) + by);
  };

  return (
    <Menu
      position="bottom-end"
      closeOnItemClick={false}
      menuItemTabIndex={0}
      checkIcon={<IconCheck size={16} aria-hidden="true" />}
    >
      <Menu.Target>
        <Button variant="subtle" size="sm" leftSection={<IconColumns3 size={18} aria-hidden="true" />}>
          {t('list.columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={filterClasses.menu}>
        <Menu.Label>{t('list.columnsHelp')}</Menu.Label>
        {movable.map((field, place) => {
          const column = table.getColumn(field);
          const shown = column?.getIsVisible() ?? false;
          return (
            <Menu.CheckboxItem
              key={field}
              value={field}
              checked={shown}
              className={classes.columnItem}
              data-dragged={dragged === field || undefined}
              rightSection={<IconGripVertical size={16} aria-hidden="true" />}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              draggable
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', field);
                setDragged(field);
              }}
              onDragOver={(event) => {
                if (dragged === undefined) return;
                event.preventDefault();
                if (dragged !== field) moveTo(dragged, place);
              }}
              onDrop={(event) => event.preventDefault()}
              onDragEnd={() => setDragged(undefined)}
              onKeyDownCapture={(event) => moveByKey(event, field)}
              onChange={() => column?.toggleVisibility(!shown)}
            >
              {format.fieldName(kind, field)}
            </Menu.CheckboxItem>
          );
        })}
        <Menu.Divider />
        <Menu.Item onClick={onReset}>{t('list.resetColumns')}</Menu.Item>
      </Menu.Dropdown>
      <span className="musubi-hidden" role="status">
        {said}
      </span>
    </Menu>
  );
}
