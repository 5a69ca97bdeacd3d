import { useTranslation } from 'react-i18next';
import { coveredFrom } from '../model/elements.ts';
import classes from './ranking.module.css';

const size = 18;
const outer = 7;

/** How well an element is covered: a disc that fills up; hollow and broken when it is not. */
export function CoverageMark({ value }: { readonly value: number }) {
  const { t } = useTranslation('match');
  const covered = value >= coveredFrom;
  const percent = Math.round(value * 100);
  return (
    <span className={classes.coverage} data-covered={covered || undefined}>
      <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
        <circle cx="9" cy="9" r={outer} className={classes.coverageRing} />
        {covered ? (
          <circle cx="9" cy="9" r={2 + (outer - 2) * Math.sqrt(value)} className={classes.coverageDisc} />
        ) : null}
      </svg>
      {covered ? (
        <span>{t('elements.value', { percent })}</span>
      ) : (
        <span className="musubi-hidden">{t('elements.noValue')}</span>
      )}
    </span>
  );
}
