import { Alert, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecordChanges } from '../data/useRecordChanges.ts';
import classes from './record.module.css';

/** A removed record can still be read, and brought back. */
export function RemovedNotice({ record }: { readonly record: RecordDetail['record'] }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const changes = useRecordChanges();
  if (!record.deletedAt) return null;
  return (
    <Alert
      className={classes.removed}
      color="yellow"
      icon={<IconTrash aria-hidden="true" />}
      title={t('record.removed', { when: format.instant(record.deletedAt) })}
    >
      <Button size="sm" variant="default" onClick={() => void changes.restore(record.id).catch(reportError)}>
        {t('actions.restore')}
      </Button>
    </Alert>
  );
}
