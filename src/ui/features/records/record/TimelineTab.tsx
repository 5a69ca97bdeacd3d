import { Chip, Group } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { RecordMarks } from '#ui/components/RecordMarks.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { PlainText } from '../values/PlainText.tsx';
import { Status, When } from './RelationList.tsx';
import classes from './record.module.css';
import { type TimelineEntry, timelineOf } from './timeline.ts';
import { useLinkedRecords } from './useLinkedRecords.ts';

/** By which field follow-ups and projects belong to a record of the kind. */
const followUpField: Partial<Record<KindName, string>> = {
  city: 'city',
  study: 'study',
  project: 'project',
  organisation: 'responsible',
};
const projectField: Partial<Record<KindName, string>> = {
  city: 'cities',
  study: 'studies',
  need: 'needs',
  programme: 'programme',
};

/** What happened, by Japanese fiscal year, with the years of which nothing is recorded. */
export function TimelineTab({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const { id, kind } = detail.record;
  const [chosen, setChosen] = useState<readonly KindName[]>([]);
  const own = useMemo(() => [id], [id]);
  const none = useMemo<string[]>(() => [], []);
  const ofFollowUps = followUpField[kind];
  const ofProjects = projectField[kind];
  const followUps = useLinkedRecords('followUp', ofFollowUps ?? 'city', ofFollowUps ? own : none).items;
  const projects = useLinkedRecords('project', ofProjects ?? 'cities', ofProjects ? own : none).items;
  const { years, kinds, undated } = useMemo(
    () =>
      timelineOf(
        detail,
        { followUps: followUps as RegistryRecord[], projects: projects as RegistryRecord[] },
        new Set(chosen),
      ),
    [detail, followUps, projects, chosen],
  );
  if (kinds.size === 0) {
    return <EmptyState title={t('timeline.empty')}>{t('timeline.emptyHelp')}</EmptyState>;
  }
  return (
    <div className={classes.timeline}>
      {kinds.size > 1 ? (
        <Group gap="xs" role="group" aria-label={t('timeline.filter')}>
          {[...kinds].map(([name, count]) => (
            <Chip
              key={name}
              size="sm"
              checked={chosen.includes(name)}
              onChange={(checked) =>
                setChosen(checked ? [...chosen, name] : chosen.filter((other) => other !== name))
              }
            >
              {format.kindName(name, true)} {format.number(count)}
            </Chip>
          ))}
        </Group>
      ) : null}
      {years.map(({ fiscalYear, entries }, index) => {
        const before = years[index - 1]?.fiscalYear;
        return (
          <section key={fiscalYear} className={classes.year} aria-label={format.fiscalYear(fiscalYear)}>
            {before !== undefined && before - fiscalYear > 1 ? (
              <p className={classes.yearGap}>
                {before - fiscalYear === 2
                  ? t('timeline.gapOne', { year: format.shortFiscalYear(fiscalYear + 1) })
                  : t('timeline.gap', {
                      from: format.shortFiscalYear(fiscalYear + 1),
                      to: format.shortFiscalYear(before - 1),
                    })}
              </p>
            ) : null}
            <h2 className={classes.yearName}>{format.fiscalYear(fiscalYear)}</h2>
            <ol className={classes.yearEntries}>
              {entries.map((entry) => (
                <li key={keyOf(entry)} className={classes.relation}>
                  <When date={entry.date} />
                  <Entry entry={entry} detail={detail} />
                </li>
              ))}
            </ol>
          </section>
        );
      })}
      {undated > 0 ? (
        <p className={classes.quiet}>
          {t('timeline.undated', { count: undated, formatted: format.number(undated) })}
        </p>
      ) : null}
    </div>
  );
}

function Entry({ entry, detail }: { readonly entry: TimelineEntry; readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
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
    case 'step':
      return (
        <>
          <span className={classes.timelineName}>
            <span className={classes.timelineKind}>
              <KindIcon kind="project" size={16} />
              {format.kindName('project')}
            </span>
            <RecordLink id={entry.id} kind="project" label={entry.label} />
            {entry.reason ? <PlainText className={classes.relationWay}>{entry.reason}</PlainText> : null}
          </span>
          <span>{format.choice('project', 'stage', entry.stage)}</span>
        </>
      );
    case 'linked':
      return (
        <>
          <span className={classes.timelineName}>
            <span className={classes.timelineKind}>
              <KindIcon kind={entry.link.kind} size={16} />
              {format.kindName(entry.link.kind)}
              {entry.due ? ` · ${t('timeline.due')}` : null}
            </span>
            <span>
              <RecordLink id={entry.link.id} kind={entry.link.kind} label={entry.label} />
              <RecordMarks id={entry.link.id} />
            </span>
          </span>
          <Status kind={entry.link.kind} status={entry.link.status} />
        </>
      );
  }
}

function keyOf(entry: TimelineEntry): string {
  const when = entry.date ?? entry.fiscalYear;
  switch (entry.type) {
    case 'linked':
      return `${entry.link.id} ${when}`;
    case 'step':
      return `${entry.id} ${entry.stage} ${when}`;
    case 'own':
      return `${entry.field} ${when}`;
    case 'stage':
      return `${entry.stage} ${when}`;
  }
}
