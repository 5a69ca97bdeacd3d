import { useTranslation } from 'react-i18next';
import shared from '../matching.module.css';
import { pointsOf } from '../model/points.ts';

/** A score as whole points, with what they are points of. */
export function Points({ score }: { readonly score: number }) {
  const { t } = useTranslation('match');
  return (
    <span>
      <strong>{pointsOf(score)}</strong>
      <span className={shared.quiet}>{t('score.ofHundred')}</span>
    </span>
  );
}
