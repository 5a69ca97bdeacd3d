import { Button, Menu } from '@mantine/core';
import { IconEye, IconFileText, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type BulkEdit, briefKinds, mostBriefed } from '#contract/schemas.ts';
import { visibilities } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { BulkEditor } from './BulkEditor.tsx';
import { ExportMenu, type ExportScope, type ListFormat } from './ExportMenu.tsx';
import classes from './list.module.css';
import { countSelected, type Selection } from './selection.ts';

interface BulkBarProps {
  readonly kind: KindName;
  readonly selected: Selection;
  /** How many records match the filters. */
  readonly total: number;
  readonly busy: boolean;
  readonly onExport: (format: ListFormat, scope: ExportScope) => void;
  readonly onEdit: (edit: BulkEdit) => void;
  /** Every record of the list as it is filtered, also what is not on the screen. */
  readonly onSelectAll: () => void;
  readonly onBrief: () => void;
  readonly onRemove: () => void;
  readonly onClear: () => void;
}

/** What can be done with all selected records at once. */
export function BulkBar(props: BulkBarProps) {
  const { kind, selected, busy, total, onExport, onEdit, onSelectAll, onBrief, onRemove, onClear } = props;
  const { t } = useTranslation('records');
  const format = useFormat();
  const count = countSelected(selected, total);
  const canBrief = (briefKinds as readonly string[]).includes(kind);
  return (
    <section className={classes.bulk} aria-label={t('bulk.label')}>
      <span className={classes.bulkCount} role="status">
        {t('bulk.selected', { count, formatted: format.number(count) })}
      </span>
      {count < total ? (
        <Button variant="subtle" size="sm" onClick={onSelectAll}>
          {t('bulk.selectAll', { count: total, formatted: format.number(total) })}
        </Button>
      ) : null}
      <BulkEditor kind={kind} busy={busy} onEdit={onEdit} />
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            disabled={busy}
            leftSection={<IconEye size={18} aria-hidden="true" />}
          >
            {format.fieldName(kind, 'visibility')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {visibilities.map((visibility) => (
            <Menu.Item
              key={visibility}
              onClick={() => onEdit({ type: 'set', field: 'visibility', value: visibility })}
            >
              {format.choice(kind, 'visibility', visibility)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {canBrief ? (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconFileText size={18} aria-hidden="true" />}
          // A brief is read by people: more records than this belong into a table.
          disabled={count > mostBriefed}
          onClick={onBrief}
        >
          {t('actions.exportBrief')}
        </Button>
      ) : null}
      <ExportMenu label={t('bulk.export')} disabled={busy} onExport={onExport} />
      <Button
        variant="default"
        size="sm"
        disabled={busy}
        leftSection={<IconTrash size={18} aria-hidden="true" />}
        onClick={onRemove}
      >
        {t('actions.remove')}
      </Button>
      <Button variant="subtle" size="sm" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
    </section>
  );
}
