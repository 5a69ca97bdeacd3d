import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { daySpan, daysFrom } from '#core/calendar/days.ts';
import { fiscalMonths, fiscalYearOfDay, fiscalYearSpan } from '#core/calendar/fiscalYear.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { readDate } from '#ui/i18n/formatting/dates.ts';
import shared from '../pipeline.module.css';
import classes from './timeline.module.css';

export interface TimelineSpan {
  /** ISO days; the same for a single day. */
  readonly first: string;
  readonly last: string;
  readonly tone: 'plain' | 'done' | 'planned' | 'late' | 'stopped';
  /** What it is, with its dates, in words. */
  readonly text: string;
  /** Shown inside a bar that has room. */
  readonly short?: string;
}

export interface TimelineRow {
  readonly id: string;
  readonly kind: KindName;
  readonly label: LanguageMap | undefined;
  readonly context?: LanguageMap | undefined;
  readonly spans: readonly TimelineSpan[];
}

interface FiscalYearTimelineProps {
  readonly rows: readonly TimelineRow[];
  readonly today: string;
  /** Japanese fiscal year. */
  readonly year: number;
  /** Records that no year can show. */
  readonly undated: number;
  /** Records of the year beyond the rows. */
  readonly hidden: number;
  readonly onYear: (year: number) => void;
  readonly onMore: () => void;
}

/** Records over the twelve months of a Japanese fiscal year. Every bar says in words what it shows. */
export function FiscalYearTimeline({
  rows,
  today,
  year,
  undated,
  hidden,
  onYear,
  onMore,
}: FiscalYearTimelineProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const thisYear = fiscalYearOfDay(today);
  const { first, last } = fiscalYearSpan(year);
  const length = daysFrom(first, last) + 1;
  const share = (day: string) => `${(daysFrom(first, day) / length) * 100}%`;
  const shown = rows.flatMap((row) => {
    const spans = row.spans.filter((span) => span.first <= last && span.last >= first);
    return spans.length > 0 ? [{ ...row, spans }] : [];
  });

  return (
    <div className={classes.timelineFrame}>
      <div className={shared.toolRow}>
        <ActionIcon variant="default" aria-label={t('timeline.previous')} onClick={() => onYear(year - 1)}>
          <IconChevronLeft size={18} aria-hidden="true" />
        </ActionIcon>
        <h2 className={classes.yearName} aria-live="polite">
          {format.fiscalYear(year)}
        </h2>
        <ActionIcon variant="default" aria-label={t('timeline.next')} onClick={() => onYear(year + 1)}>
          <IconChevronRight size={18} aria-hidden="true" />
        </ActionIcon>
        <Button
          variant="default"
          size="compact-sm"
          disabled={year === thisYear}
          onClick={() => onYear(thisYear)}
        >
          {t('timeline.thisYear')}
        </Button>
        {undated > 0 ? (
          <span className={shared.quiet}>
            {t('timeline.undated', { count: undated, formatted: format.number(undated) })}
          </span>
        ) : null}
      </div>
      {shown.length === 0 ? (
        <EmptyState compact title={t('timeline.empty')}>
          {t('timeline.emptyHelp')}
        </EmptyState>
      ) : (
        <div className={classes.timelineScroller}>
          <table
            className={classes.timeline}
            aria-label={t('timeline.label', { year: format.fiscalYear(year) })}
          >
            <thead>
              <tr>
                <th scope="col">{t('timeline.name')}</th>
                <th scope="col" className={classes.months}>
                  <span className="musubi-hidden">{format.fiscalYear(year)}</span>
                  <span className={classes.monthRow} aria-hidden="true">
                    {fiscalMonths(year).map((month) => (
                      <span key={month}>{monthName(month, format.language)}</span>
                    ))}
                  </span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <RecordLink id={row.id} kind={row.kind} label={row.label} />
                    {row.context ? (
                      <span className={shared.cardLine}>
                        <LanguageText value={row.context} />
                      </span>
                    ) : null}
                  </th>
                  <td>
                    <ul className={classes.spans}>
                      {today >= first && today <= last ? (
                        <li
                          className={shared.todayLine}
                          style={{ insetInlineStart: share(today) }}
                          aria-hidden="true"
                        />
                      ) : null}
                      {row.spans.map((span) => {
                        const from = [first, span.first].sort()[1] ?? first;
                        const to = [last, span.last].sort()[0] ?? last;
                        return (
                          <li
                            key={`${span.text}`}
                            className={classes.span}
                            data-tone={span.tone}
                            data-single={span.first === span.last || undefined}
                            title={span.text}
                            style={{
                              insetInlineStart: share(from),
                              inlineSize: `${((daysFrom(from, to) + 1) / length) * 100}%`,
                            }}
                          >
                            <span className="musubi-hidden">{span.text}</span>
                            {span.short && span.first !== span.last ? (
                              <span aria-hidden="true">{span.short}</span>
                            ) : null}
                          </li>
                        );
                      })}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {hidden > 0 ? (
            <Button variant="subtle" size="compact-sm" onClick={onMore}>
              {t('more', { count: hidden, formatted: format.number(hidden) })}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}

/** `4月`, `Apr`. */
function monthName(month: string, language: string): string {
  const parts = readDate(daySpan(month)?.first ?? '');
  if (!parts) return month;
  return new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(parts.time);
}
