import { useTranslation } from 'react-i18next';
import { features } from '#core/matching/index.ts';
import shared from '../matching.module.css';
import { Swatch } from './ScoreBar.tsx';

/** Which colour and pattern stands for which part; the same for every row. */
export function ScoreLegend() {
  const { t } = useTranslation('match');
  return (
    <div className={shared.legend}>
      <ul className={shared.legendParts} aria-label={t('score.legend')}>
        {features.map((feature, tone) => (
          <li key={feature}>
            <Swatch tone={tone} />
            {t(`feature.${feature}`)}
          </li>
        ))}
      </ul>
      <p className={shared.help}>{t('score.about')}</p>
    </div>
  );
}
