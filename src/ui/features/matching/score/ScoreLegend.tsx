import { useTranslation } from 'react-i18next';
import { features } from '#core/matching/index.ts';
import shared from '../matching.module.css';
import { Swatch } from './ScoreBar.tsx';
import classes from './score.module.css';
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
      <details className={classes.reading}>
        <summary>{t('score.reading')}</summary>
        <ul>
          {(['readingFull', 'readingNoLine', 'readingUnknown'] as const).map((text) => (
            <li key={text}>{t(`score.${text}`)}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}
