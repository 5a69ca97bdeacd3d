import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths, weekday } from '#core/calendar/days.ts';
import { dueDate, isOpen } from '#core/followUps/workList.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { formatWeekday, readDate } from '#ui/i18n/formatting/dates.ts';
import type { ViewProps } from '../pipeline/RecordViews.tsx';
import { useAllRecords } from '../pipeline/useAllRecords.ts';
import classes from './followUps.module.css';

/** The day or month on which a follow-up stands: what is open when it is due, what is closed when it was done. */
function placeOf(item: RegistryRecord): string | undefined {
  return isOpen(item) ? dueDate(item) : dueDate({ due: item.date, date: item.due });
}

/** A month of follow-ups, weeks from Monday. */
export function FollowUpCalendar({ where }: ViewProps) {
  const { t } = useTranslation('followUps');
  const format = useFormat();
  const today = useToday();
  const [month, setMonth] = useState(today.slice(0, 7));
  const { items, isPending, error } = useAllRecords('followUp', where);
  if (error) return <ErrorNotice error={error} />;
  if (isPending) return <Loading rows={8} height={28} />;
  const records = items as readonly RegistryRecord[];
  const byPlace = Map.groupBy(records, placeOf);
  const undated = byPlace.get(undefined)?.length ?? 0;
  const noDay = byPlace.get(month) ?? [];
  const first = `${month}-01`;
  const start = addDays(first, -weekday(first));
  const end = addDays(addMonths(first, 1), -1);
  const weeks: string[][] = [];
  for (let day = start; day <= end; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_day, index) => addDays(day, index)));
  const name = format.shortDate(month);
  const step = (by: number) => setMonth(addMonths(first, by).slice(0, 7));
  const isEmpty = ![...byPlace.keys()].some((place) => place?.startsWith(month));

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
            onClick={() => setMonth(today.slice(0, 7))}
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
                  <Entries items={byPlace.get(day) ?? []} today={today} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {noDay.length > 0 ? (
        <section className={classes.noDay}>
          <h3>{t('calendar.noDay', { month: name })}</h3>
          <Entries items={noDay} today={today} />
        </section>
      ) : null}
    </div>
  );
}

function Entries({ items, today }: { readonly items: readonly RegistryRecord[]; readonly today: string }) {
  const format = useFormat();
  if (items.length === 0) return null;
  return (
    <ul className={classes.entries}>
      {items.map((item) => {
        const open = isOpen(item);
        const late = open && (dueDate(item) ?? today) < today;
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
  );
}
