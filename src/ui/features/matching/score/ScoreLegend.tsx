import { useTranslation } from 'react-i18next';
import { features } from '#core/matching/index.ts';
import shared from '../matching.module.css';
import { Reading } from './Reading.tsx';
import { Swatch } from './ScoreBar.tsx';
import tones from './tones.module.css';

/** Which colour and pattern stands for which part, the same for every row; and what points mean and do not mean. */
export function ScoreLegend() {
  const { t } = useTranslation('match');
  return (
    <div className={tones.legend}>
      <ul className={tones.legendParts} aria-label={t('score.legend')}>
        {features.map((feature, tone) => (
          <li key={feature}>
            <Swatch tone={tone} />
            {t(`feature.${feature}`)}
          </li>
        ))}
      </ul>
      <p className={shared.help}>{t('score.about')}</p>
      <Reading
        title={t('score.reading')}
        texts={[t('score.readingFull'), t('score.readingNoLine'), t('score.readingUnknown')]}
      />
    </div>
  );
}
