import { Alert, Button } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Moment, RecordDetail } from '#contract/schemas.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { ChangedValue } from './ChangeEntry.tsx';
import classes from './record.module.css';

interface PastStateProps {
  readonly detail: RecordDetail;
  readonly moment: Moment;
  /** The moment in words. */
  readonly when: string;
  readonly onClose: () => void;
}

/** What a record said at a moment where it says something else now, with the way back for one field or for all. */
export function PastState({ detail, moment, when, onClose }: PastStateProps) {
  const { t } = useTranslation(['records', 'common']);
  const format = useFormat();
  const { id, kind } = detail.record;
  const { data, error } = useQuery(orpc.registry.at.queryOptions({ input: { id, moment } }));
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Loading rows={4} />;
  const labels = { ...detail.labels, ...data.labels };
  const restore = (fields?: string[]) =>
    void host.registry.restoreState({ id, moment, fields }).catch(reportError);
  return (
    <Alert
      title={t('past.title', { when })}
      withCloseButton
      closeButtonLabel={t('common:action.close')}
      onClose={onClose}
    >
      {data.record === undefined ? <p>{t('past.none')}</p> : null}
      {data.record !== undefined && data.differences.length === 0 ? <p>{t('past.same')}</p> : null}
      {data.differences.length > 0 ? (
        <>
          <ul className={classes.changeEntries}>
            {data.differences.map(({ field, was, now }) => (
              <li key={field}>
                <div className={classes.entry}>
                  <span className={classes.entryName}>{format.fieldName(kind, field)}</span>
                  <span>
                    <span className="musubi-hidden">{t('past.was')}</span>
                    <ChangedValue kind={kind} field={field} keyed={false} value={was} labels={labels} />
                  </span>
                  <span aria-hidden="true">→</span>
                  <span className={classes.quiet}>
                    <span className="musubi-hidden">{t('past.now')}</span>
                    <ChangedValue kind={kind} field={field} keyed={false} value={now} labels={labels} />
                  </span>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={t('past.restoreNamed', { name: format.fieldName(kind, field) })}
                    onClick={() => restore([field])}
                  >
                    {t('past.restore')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconRestore size={18} aria-hidden="true" />}
            onClick={() => restore()}
          >
            {t('past.restoreAll')}
          </Button>
          <p className={classes.quiet}>{t('past.visibilityStays')}</p>
        </>
      ) : null}
    </Alert>
  );
}
