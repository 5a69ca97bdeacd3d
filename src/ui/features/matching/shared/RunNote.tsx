import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './shared.module.css';

const shown = 8;

interface RunNoteProps {
  readonly run: OrganisationMatches['run'];
  /** The record that was asked about: earlier runs are those about it. */
  readonly about?: string | undefined;
}

/** What the answer depended on, and the way to where it is repeated and compared. */
export function RunNote({ run, about }: RunNoteProps) {
  const { t } = useTranslation(['match', 'matchRuns']);
  const format = useFormat();
  return (
    <p className={classes.run}>
      {t('match:run', {
        day: format.shortDate(run.day),
        data: run.dataHash.slice(0, shown),
        settings: run.settingsHash.slice(0, shown),
      })}{' '}
      <Link to="/matching/runs" search={(about === undefined ? {} : { about }) as never}>
        {t(about === undefined ? 'matchRuns:open' : 'matchRuns:openOf')}
      </Link>
    </p>
  );
}
