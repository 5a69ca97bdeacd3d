import { useTranslation } from 'react-i18next';
import { Chip } from '#ui/components/Chip.tsx';
import classes from './score.module.css';

const radius = 6;
const round = 2 * Math.PI * radius;

/** How complete and verified a profile is: a second number, quiet, never part of the score. */
export function ProfileMark({ value }: { readonly value: number }) {
  const { t } = useTranslation('match');
  return (
    <Chip
      hint={t('confidence.hint')}
      icon={
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r={radius} className={classes.profileTrack} />
          <circle
            cx="8"
            cy="8"
            r={radius}
            className={classes.profileValue}
            strokeDasharray={`${value * round} ${round}`}
            transform="rotate(-90 8 8)"
          />
        </svg>
      }
    >
      {t('confidence.label', { percent: Math.round(value * 100) })}
    </Chip>
  );
}
