import { useTranslation } from 'react-i18next';
import type { MatchPart } from '#contract/matchingSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { orderedParts } from '../model/points.ts';
import { useCodeText } from '../shared/codeText.ts';
import { Reasons } from './Reasons.tsx';
import { Swatch } from './ScoreBar.tsx';
import classes from './score.module.css';

interface WhyProps {
  readonly score: number;
  readonly parts: readonly MatchPart[];
  readonly assumed: readonly string[];
}

/** The bar in words: the same parts in the same order, each with its points, reasons and evidence. */
export function Why({ score, parts, assumed }: WhyProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const assumedText = useCodeText('assumed');
  return (
    <div className={classes.why}>
      <h3 className={shared.smallTitle}>{t('why.title')}</h3>
      <ol className={classes.whyParts}>
        {orderedParts(parts, score).map((part) => (
          <li key={part.feature} className={classes.whyPart}>
            <p className={classes.whyHead}>
              <Swatch tone={part.tone} />
              <strong>{t(`feature.${part.feature}`)}</strong>
              <span className={classes.whyPoints}>
                {part.weight > 0
                  ? t('score.partOf', { count: part.points, most: Math.round(part.weight * 100) })
                  : t('score.partOnly', { count: part.points })}
              </span>
            </p>
            <Reasons part={part} />
          </li>
        ))}
      </ol>
      {assumed.length > 0 ? (
        <p className={classes.assumed}>
          <span className={classes.assumedTitle}>{t('why.assumed')}</span>
          {format.list(assumed.map(assumedText))}
        </p>
      ) : null}
    </div>
  );
}
