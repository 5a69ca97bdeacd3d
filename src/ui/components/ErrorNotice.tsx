import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../i18n/describeError.ts';
import classes from './components.module.css';

interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What happened, that nothing was lost, and what to do. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const { t, i18n } = useTranslation();
  const described = describeError(error, i18n);
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden="true" />}
      className={classes.errorNotice}
    >
      <p className={classes.noticeText}>{described.message}</p>
      {described.problems.length > 0 ? (
        <ul className={classes.noticeList}>
          {described.problems.map((problem) => (
            <li key={`${problem.path} ${problem.text}`}>
              <strong>{problem.fieldName}</strong> {problem.text}
            </li>
          ))}
        </ul>
      ) : null}
      {onRetry ? (
        <Button variant="outline" color="red" size="xs" mt="xs" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      ) : null}
    </Alert>
  );
}
