import { Button } from '@mantine/core';
import { IconFileText, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { briefKinds } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { ExportMenu, type ListFormat } from './ExportMenu.tsx';
import classes from './list.module.css';

interface BulkBarProps {
  readonly kind: KindName;
  readonly selected: ReadonlySet<string>;
  readonly busy: boolean;
  readonly onExport: (format: ListFormat) => void;
  readonly onRemove: () => void;
  readonly onClear: () => void;
}

/** What can be done with all selected records at once. */
export function BulkBar({ kind, selected, busy, onExport, onRemove, onClear }: BulkBarProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const navigate = useNavigate();
  const count = selected.size;
  const canBrief = (briefKinds as readonly string[]).includes(kind);
  return (
    <section className={classes.bulk} aria-label={t('bulk.label')}>
      <span className={classes.bulkCount} role="status">
        {t('bulk.selected', { count, formatted: format.number(count) })}
      </span>
      {canBrief ? (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconFileText size={18} aria-hidden="true" />}
          onClick={() =>
            void navigate({ to: '/briefs', search: { kind, ids: [...selected].join(',') } as never })
          }
        >
          {t('actions.exportBrief')}
        </Button>
      ) : null}
      <ExportMenu label={t('bulk.export')} disabled={busy} onExport={onExport} />
      <Button
        variant="default"
        size="sm"
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
