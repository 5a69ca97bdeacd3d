import { useTranslation } from 'react-i18next';
import { NameLink, useNames } from '../shared/names.tsx';
import classes from './runs.module.css';

/** What a row is about: an organisation and what it offers, a need and its city, or the members of a team. */
export function RowNames({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('matchRuns');
  const names = useNames();
  return (
    <span className={classes.subjects}>
      {ids.map((id) => (names[id] ? <NameLink key={id} id={id} /> : <span key={id}>{t('gone')}</span>))}
    </span>
  );
}
