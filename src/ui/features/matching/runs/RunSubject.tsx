import { useTranslation } from 'react-i18next';
import type { MatchRun } from '#contract/matchingRunSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { NameLink, useNames } from '../shared/names.tsx';
import classes from './runs.module.css';

const shownText = 120;

/** Ids of the records that a run was about. */
export function subjectIds({ input }: Pick<MatchRun, 'input'>): string[] {
  if (typeof input.id === 'string') return [input.id];
  return Array.isArray(input.needIds) ? input.needIds.map(String) : [];
}

/** What a run was about, as bare words. */
export function useSubjectText(): (run: MatchRun) => string {
  const { t } = useTranslation('matchRuns');
  const names = useNames();
  const format = useFormat();
  return (run) =>
    typeof run.input.text === 'string'
      ? shorten(run.input.text)
      : format.list(subjectIds(run).map((id) => format.plain(names[id]?.label) || t('gone')));
}

/** What a run was about: links to its records, or the beginning of its text. */
export function RunSubject({ run }: { readonly run: MatchRun }) {
  const { t } = useTranslation('matchRuns');
  const names = useNames();
  if (typeof run.input.text === 'string') return <q className={classes.text}>{shorten(run.input.text)}</q>;
  return (
    <span className={classes.subjects}>
      {subjectIds(run).map((id) =>
        names[id] ? <NameLink key={id} id={id} icon /> : <span key={id}>{t('gone')}</span>,
      )}
    </span>
  );
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length > shownText ? `${letters.slice(0, shownText).join('')}…` : text;
}
