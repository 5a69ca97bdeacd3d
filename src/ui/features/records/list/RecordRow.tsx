import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { dayOf } from '#ui/i18n/formatting/dates.ts';
import { daysUntil } from '../record/attention.ts';
import { CellValue } from '../values/CellValue.tsx';
import type { Labels } from '../values/ReferenceValue.tsx';
import classes from './list.module.css';
import { NameCell } from './NameCell.tsx';
import type { ListItem } from './tableFeatures.ts';
import type { ListTable } from './useListTable.ts';

interface RecordRowProps {
  readonly kind: KindName;
  readonly item: ListItem;
  readonly labels: Labels;
  readonly table: ListTable;
  readonly index: number;
  /** Pixels, unless the words need more. */
  readonly height: number;
  readonly measure: (row: HTMLTableRowElement | null) => void;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly onChoose: () => void;
  readonly onFocus: () => void;
  readonly onEnter: () => void;
  /** @param range from the row that was chosen last to this one */
  readonly onToggle: (range: boolean) => void;
}

const endAligned = new Set(['integer', 'number', 'date']);
const endAlignedFields = new Set(['population', 'years', 'updatedAt']);

export const RecordRow = memo(function RecordRow(props: RecordRowProps) {
  const { kind, item, labels, table, index, isActive, isOpen, isSelected } = props;
  const { t } = useTranslation('records');
  const format = useFormat();
  const fields = fieldsOf(kind);
  const labelField = definitionOf(kind).label;
  const name = format.plain(item[labelField] as Readonly<Record<string, string>> | undefined);
  return (
    <tr
      className={classes.row}
      style={{ height: props.height }}
      ref={props.measure}
      data-index={index}
      data-line={index}
      data-open={isOpen || undefined}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      onFocus={props.onFocus}
      onClick={(event) => {
        if (!isControl(event)) props.onChoose();
      }}
      onDoubleClick={(event) => {
        if (!isControl(event)) props.onEnter();
      }}
    >
      <td className={classes.checkCell}>
        <Checkbox
          size="xs"
          tabIndex={-1}
          checked={isSelected}
          aria-label={t('list.select', { name })}
          onChange={(event) => props.onToggle(isShifted(event.nativeEvent))}
        />
      </td>
      {table.getVisibleLeafColumns().map((column) => {
        const definition = fields[column.id];
        const align =
          endAligned.has(definition?.type ?? '') || endAlignedFields.has(column.id) ? 'end' : 'start';
        return (
          <td
            key={column.id}
            className={classes.cell}
            data-align={align}
            data-first={column.id === labelField || undefined}
          >
            {column.id === labelField ? (
              <Link to="/record/$id" params={{ id: item.id }} className={classes.nameLink} tabIndex={-1}>
                <NameCell kind={kind} item={item} />
              </Link>
            ) : (
              <Cell kind={kind} item={item} field={column.id} definition={definition} labels={labels} />
            )}
          </td>
        );
      })}
    </tr>
  );
});

/** A checkbox is changed by a click, which knows whether Shift was held. */
function isShifted(event: Event): boolean {
  return 'shiftKey' in event && event.shiftKey === true;
}

/** Links and checkboxes inside a row do their own work. */
function isControl(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('a, button, input, label') !== null;
}

interface CellProps {
  readonly kind: KindName;
  readonly item: ListItem;
  readonly field: string;
  readonly definition: FieldDefinition | undefined;
  readonly labels: Labels;
}

function Cell({ kind, item, field, definition, labels }: CellProps) {
  const format = useFormat();
  if (field === 'updatedAt') return <>{format.instant(item.updatedAt)}</>;
  if (!definition) return null;
  const late =
    field === 'due' &&
    typeof item.due === 'string' &&
    item.status !== 'done' &&
    item.status !== 'dropped' &&
    daysUntil(item.due, dayOf(new Date())) < 0;
  return (
    <CellValue
      kind={kind}
      field={field}
      definition={definition}
      value={item[field]}
      labels={labels}
      late={late}
    />
  );
}
