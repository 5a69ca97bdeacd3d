import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { PlainText } from '../values/PlainText.tsx';
import { Status, When } from './RelationList.tsx';
import classes from './record.module.css';
import { type TimelineEntry, timelineOf } from './timeline.ts';

/** What happened, year by year. */
export function TimelineTab({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const years = timelineOf(detail);
  if (years.length === 0) {
    return <EmptyState title={t('timeline.empty')}>{t('timeline.emptyHelp')}</EmptyState>;
  }
  return (
    <div className={classes.timeline}>
      {years.map(({ year, entries }) => (
        <section key={year} className={classes.year} aria-label={format.date(String(year))}>
          <h2 className={classes.yearName}>{format.date(String(year))}</h2>
          <ol className={classes.yearEntries}>
            {entries.map((entry) => (
              <li key={keyOf(entry)} className={classes.relation}>
                <When date={isYear(entry.date) ? undefined : entry.date} fiscalYear={entry.fiscalYear} />
                <Entry entry={entry} detail={detail} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Entry({ entry, detail }: { readonly entry: TimelineEntry; readonly detail: RecordDetail }) {
  const format = useFormat();
  const { kind } = detail.record;
  switch (entry.type) {
    case 'own':
      return (
        <span className={classes.timelineName}>
          {entry.field.includes('.') ? `${format.fieldName(kind, entry.field.split('.')[0] ?? '')}: ` : ''}
          {format.fieldName(kind, entry.field)}
        </span>
      );
    case 'stage':
      return (
        <span className={classes.timelineName}>
          {format.fieldName(kind, 'stage')}: {format.choice(kind, 'stage', entry.stage)}
          {entry.reason ? <PlainText className={classes.relationWay}>{entry.reason}</PlainText> : null}
        </span>
      );
    case 'linked':
      return (
        <>
          <span className={classes.timelineName}>
            <span className={classes.timelineKind}>
              <KindIcon kind={entry.link.kind} size={16} />
              {format.kindName(entry.link.kind)}
            </span>
            <RecordLink id={entry.link.id} kind={entry.link.kind} label={entry.label} />
          </span>
          <Status kind={entry.link.kind} status={entry.link.status} />
        </>
      );
  }
}

/** The year stands as the heading already. */
function isYear(date: string | undefined): boolean {
  return date?.length === 4;
}

function keyOf(entry: TimelineEntry): string {
  const when = entry.date ?? entry.fiscalYear;
  if (entry.type === 'linked') return `${entry.link.id} ${when}`;
  return entry.type === 'own' ? `${entry.field} ${when}` : `${entry.stage} ${when}`;
}
