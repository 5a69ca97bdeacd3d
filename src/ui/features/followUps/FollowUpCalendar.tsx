import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarOutput } from '#contract/pipelineSchemas.ts';
import { addDays, addMonths, weekday } from '#core/calendar/days.ts';
import { dueTime, isOpen } from '#core/followUps/workList.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { formatWeekday, readDate } from '#ui/i18n/formatting/dates.ts';
import type { ViewProps } from '../pipeline/RecordViews.tsx';
import classes from './followUps.module.css';

/** Follow-ups of a day at first: names of two or three lines must leave the month in sight. */
const perPlace = 5;

/** A month of follow-ups, weeks from Monday. */
export function FollowUpCalendar({ where }: ViewProps) {
  const { t } = useTranslation('followUps');
  const format = useFormat();
  const today = useToday();
  const [month, setMonth] = useState(today.slice(0, 7));
  const first = `${month}-01`;
  const start = addDays(first, -weekday(first));
  const end = addDays(addMonths(first, 1), -1);
  const weeks: string[][] = [];
  for (let day = start; day <= end; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_day, index) => addDays(day, index)));
  const name = format.shortDate(month);
  const [whole, setWhole] = useState<readonly string[]>([]);
  const { data, error } = useQuery(
    orpc.pipeline.calendar.queryOptions({
      input: {
        where: [...where],
        first: start,
        last: weeks.at(-1)?.at(-1) ?? end,
        month,
        perPlace,
        whole: [...whole],
      },
      placeholderData: keepPreviousData,
    }),
  );
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Loading rows={8} height={28} />;
  const { undated } = data;
  const byPlace = new Map(data.places.map((place) => [place.place, place]));
  const noDay = byPlace.get(month);
  const show = (next: string) => {
    setMonth(next);
    setWhole([]);
  };
  const step = (by: number) => show(addMonths(first, by).slice(0, 7));
  const isEmpty = !data.places.some(({ place }) => place.startsWith(month));
  const entries = (place: string) => (
    <Entries place={byPlace.get(place)} today={today} onMore={() => setWhole([...whole, place])} />
  );

  return (
    <div className={classes.frame}>
      <div className={classes.tools}>
        <div className={classes.stepper}>
          <ActionIcon variant="default" aria-label={t('calendar.previous')} onClick={() => step(-1)}>
            <IconChevronLeft size={18} aria-hidden="true" />
          </ActionIcon>
          <h2 className={classes.monthName} aria-live="polite">
            {name}
          </h2>
          <ActionIcon variant="default" aria-label={t('calendar.next')} onClick={() => step(1)}>
            <IconChevronRight size={18} aria-hidden="true" />
          </ActionIcon>
          <Button
            variant="default"
            size="compact-sm"
            disabled={month === today.slice(0, 7)}
            onClick={() => show(today.slice(0, 7))}
          >
            {t('calendar.today')}
          </Button>
        </div>
        <span className={classes.quiet}>
          {isEmpty ? t('calendar.empty') : null}{' '}
          {undated > 0 ? t('calendar.undated', { count: undated, formatted: format.number(undated) }) : null}
        </span>
      </div>
      <table className={classes.calendar} aria-label={t('calendar.label', { month: name })}>
        <thead>
          <tr>
            {(weeks[0] ?? []).map((day) => {
              const parts = readDate(day);
              return (
                <th key={day} scope="col">
                  {parts ? formatWeekday(parts, format.language) : ''}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td
                  key={day}
                  data-outside={day.slice(0, 7) !== month || undefined}
                  data-today={day === today || undefined}
                >
                  <time dateTime={day} aria-current={day === today ? 'date' : undefined}>
                    <span aria-hidden="true">{Number(day.slice(8))}</span>
                    <span className="musubi-hidden">{format.shortDate(day)}</span>
                  </time>
                  {entries(day)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {noDay ? (
        <section className={classes.noDay}>
          <h3>{t('calendar.noDay', { month: name })}</h3>
          {entries(month)}
        </section>
      ) : null}
    </div>
  );
}

interface EntriesProps {
  readonly place: CalendarOutput['places'][number] | undefined;
  readonly today: string;
  readonly onMore: () => void;
}

function Entries({ place, today, onMore }: EntriesProps) {
  const { t } = useTranslation('followUps');
  const format = useFormat();
  if (!place) return null;
  const hidden = place.total - place.items.length;
  return (
    <>
      <ul className={classes.entries}>
        {(place.items as readonly RegistryRecord[]).map((item) => {
          const open = isOpen(item);
          const late = open && dueTime(item, today) === 'overdue';
          return (
            <li key={item.id} data-late={late || undefined} data-closed={!open || undefined}>
              {late ? <IconAlertTriangle size={14} aria-hidden="true" /> : null}
              {open ? null : (
                <IconCheck size={14} aria-label={format.choice('followUp', 'status', String(item.status))} />
              )}
              <RecordLink id={item.id} kind="followUp" label={item.title as LanguageMap | undefined} />
            </li>
          );
        })}
      </ul>
      {hidden > 0 ? (
        <Button variant="subtle" size="compact-xs" onClick={onMore}>
          {t('calendar.more', { count: hidden, formatted: format.number(hidden) })}
        </Button>
      ) : null}
    </>
  );
}
