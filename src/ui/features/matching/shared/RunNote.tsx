import { useTranslation } from 'react-i18next';
import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from '../matching.module.css';

const shown = 8;

/** What the answer depended on, so that it can be repeated and compared. */
export function RunNote({ run }: { readonly run: OrganisationMatches['run'] }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  return (
    <p className={classes.run}>
      {t('run', {
        day: format.shortDate(run.day),
        data: run.dataHash.slice(0, shown),
        settings: run.settingsHash.slice(0, shown),
      })}
    </p>
  );
}
