import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/EmptyState.tsx';
import { Page } from '../components/Page.tsx';

export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('notFound.title')}>
      <EmptyState
        icon={<IconMapQuestion size={40} stroke={1.4} aria-hidden="true" />}
        title={t('notFound.what')}
        action={
          <Button component={Link} to="/" variant="outline">
            {t('notFound.goHome')}
          </Button>
        }
      >
        {t('notFound.help')}
      </EmptyState>
    </Page>
  );
}
