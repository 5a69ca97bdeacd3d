import { ActionIcon, Progress } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './attachments.module.css';
import type { Uploads } from './useUploads.ts';

/** Files on their way, how far they are, and what was refused. */
export function UploadList({ uploads }: { readonly uploads: Uploads }) {
  const { t } = useTranslation(['attachments', 'common']);
  const format = useFormat();
  if (uploads.running.length === 0) return null;
  return (
    <ul className={classes.uploads} aria-label={t('attachments:underWay')}>
      {uploads.running.map(({ key, fileName, fraction, error }) => (
        <li key={key} className={classes.upload}>
          {error === undefined ? (
            <div className={classes.uploadWords}>
              <span className={classes.uploadName}>{fileName}</span>
              <Progress
                value={fraction * 100}
                aria-label={t('attachments:progressOf', { name: fileName })}
                size="sm"
              />
              <span className={classes.quiet}>{format.number(fraction, { style: 'percent' })}</span>
            </div>
          ) : (
            <ErrorNotice error={error} />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={
              error === undefined
                ? t('attachments:cancelOf', { name: fileName })
                : t('attachments:closeOf', { name: fileName })
            }
            onClick={() => uploads.dismiss(key)}
          >
            <IconX size={18} aria-hidden="true" />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
