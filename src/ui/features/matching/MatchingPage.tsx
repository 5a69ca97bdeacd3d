import { useTranslation } from 'react-i18next';
import { Page } from '#ui/components/Page.tsx';
import { StartFromRecord } from './StartFromRecord.tsx';
import { Weights } from './settings/Weights.tsx';
import { TextQuestion } from './text/TextQuestion.tsx';

/** `/matching`: ask with a text, or start from a record. */
export function MatchingPage() {
  const { t } = useTranslation('match');
  return (
    <Page wide title={t('title')} lead={t('lead')}>
      <TextQuestion others={<StartFromRecord />} />
      <Weights />
    </Page>
  );
}
