import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComputedValues } from '#contract/schemas.ts';
import { isComputedField } from '#core/completeness/computedFields.ts';
import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { dayOf } from '#ui/i18n/formatting/dates.ts';
import type { ListItem } from '../data/useRecordWindow.ts';
import { daysUntil } from '../record/attention.ts';
import { CellValue } from '../values/CellValue.tsx';
import { ComputedValue } from '../values/ComputedValue.tsx';
import type { Labels } from '../values/ReferenceValue.tsx';
import classes from './list.module.css';
import { NameCell } from './NameCell.tsx';
import type { ShownColumn } from './useShownColumns.ts';

export interface RowActions {
  choose(id: string, index: number): void;
  focus(index: number): void;
  enter(id: string): void;
  /** @param range from the row that was chosen last to this one */
  toggle(id: string, index: number, range: boolean): void;
}

interface RecordRowProps {
  readonly kind: KindName;
  /** Undefined while it is on its way; the row keeps its place. */
  readonly item: ListItem | undefined;
  readonly labels: Labels | undefined;
  readonly computed: ComputedValues | undefined;
  readonly columns: readonly ShownColumn[];
  readonly index: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly actions: RowActions;
}

const noLabels: Labels = {};

export const RecordRow = memo(function RecordRow(props: RecordRowProps) {
  const { item, columns, index, isActive, isOpen, isSelected, actions } = props;
  return (
    <tr
      className={classes.row}
      data-line={index}
      data-open={isOpen || undefined}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-busy={item === undefined || undefined}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => actions.focus(index)}
      onClick={(event) => {
        if (item && !isControl(event)) actions.choose(item.id, index);
      }}
      onDoubleClick={(event) => {
        if (item && !isControl(event)) actions.enter(item.id);
      }}
    >
      {item ? (
        <Cells {...props} item={item} />
      ) : (
        <>
          <td className={classes.checkCell} />
          {columns.map((column, place) => (
            <td key={column.field} className={classes.cell} data-first={place === 0 || undefined}>
              <span className={classes.coming} />
            </td>
          ))}
        </>
      )}
    </tr>
  );
});

function Cells({
  kind,
  item,
  labels = noLabels,
  computed,
  columns,
  index,
  isSelected,
  actions,
}: RecordRowProps & { readonly item: ListItem }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const fields = fieldsOf(kind);
  const labelField = definitionOf(kind).label;
  const name = format.plain(item[labelField] as Readonly<Record<string, string>> | undefined);
  return (
    <>
      <td className={classes.checkCell}>
        <input
          type="checkbox"
          className={classes.check}
          tabIndex={-1}
          checked={isSelected}
          aria-label={t('list.select', { name })}
          onChange={(event) => actions.toggle(item.id, index, isShifted(event.nativeEvent))}
        />
      </td>
      {columns.map((column, place) => (
        <td
          key={column.field}
          className={classes.cell}
          data-align={column.align}
          data-first={place === 0 || undefined}
        >
          <div className={classes.cellBox}>
            {column.field === labelField ? (
              <a
                href={`#/record/${item.id}`}
                className={classes.nameLink}
                tabIndex={-1}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
                  event.preventDefault();
                  actions.enter(item.id);
                }}
              >
                <NameCell kind={kind} item={item} />
              </a>
            ) : isComputedField(kind, column.field) ? (
              <ComputedValue kind={kind} field={column.field} values={computed} />
            ) : (
              <Cell
                kind={kind}
                item={item}
                field={column.field}
                definition={fields[column.field]}
                labels={labels}
              />
            )}
          </div>
        </td>
      ))}
    </>
  );
}

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
