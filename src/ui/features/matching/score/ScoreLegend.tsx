import { useTranslation } from 'react-i18next';
import { features } from '#core/matching/index.ts';
import { Swatch } from './ScoreBar.tsx';
import { ScoreReading } from './ScoreReading.tsx';
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
      <ScoreReading />
    </div>
  );
}
