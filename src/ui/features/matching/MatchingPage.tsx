import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '#ui/components/Page.tsx';
import { StartFromRecord } from './StartFromRecord.tsx';
import { Weights } from './settings/Weights.tsx';
import { TextQuestion } from './text/TextQuestion.tsx';

/** `/matching`: ask with a text, or start from a record. */
export function MatchingPage() {
  const { t } = useTranslation(['match', 'matchRuns']);
  return (
    <Page
      wide
      title={t('match:title')}
      lead={t('match:lead')}
      actions={
        <Button
          variant="default"
          leftSection={<IconHistory size={18} aria-hidden="true" />}
          renderRoot={(props) => <Link to="/matching/runs" {...props} />}
        >
          {t('matchRuns:open')}
        </Button>
      }
    >
      <TextQuestion others={<StartFromRecord />} />
      <Weights />
    </Page>
  );
}
