import { useTranslation } from 'react-i18next';
import { features } from '#core/matching/index.ts';
import classes from '../matching.module.css';
import { Swatch } from './ScoreBar.tsx';

/** Which colour and pattern stands for which part; the same for every row. */
export function ScoreLegend() {
  const { t } = useTranslation('match');
  return (
    <div className={classes.legend}>
      <ul className={classes.legendParts} aria-label={t('score.legend')}>
        {features.map((feature, tone) => (
          <li key={feature}>
            <Swatch tone={tone} />
            {t(`feature.${feature}`)}
          </li>
        ))}
      </ul>
      <p className={classes.help}>{t('score.about')}</p>
    </div>
  );
}
