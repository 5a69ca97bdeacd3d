import { useTranslation } from 'react-i18next';
import shared from '../matching.module.css';
import { Reading } from './Reading.tsx';

/** What points mean and do not mean; wherever points are shown. */
export function ScoreReading() {
  const { t } = useTranslation('match');
  return (
    <>
      <p className={shared.help}>{t('score.about')}</p>
      <Reading
        title={t('score.reading')}
        texts={[t('score.readingFull'), t('score.readingNoLine'), t('score.readingUnknown')]}
      />
    </>
  );
}
