import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { followUpSpans } from '#core/followUps/followUpPlace.ts';
import { dueDate } from '#core/followUps/workList.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { ViewProps } from '../pipeline/RecordViews.tsx';
import { FiscalYearTimeline, type TimelineRow } from '../pipeline/timeline/FiscalYearTimeline.tsx';
import { useTimeline } from '../pipeline/timeline/useTimeline.ts';

/** Follow-ups over a fiscal year: when each was done, and by when what is open is due. */
export function FollowUpTimeline({ where }: ViewProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const today = useToday();
  const { items, labels, error, frame } = useTimeline('followUp', where, today);
  const rows = useMemo(
    () =>
      ((items ?? []) as readonly RegistryRecord[]).map((item): TimelineRow => {
        const title = item.title as LanguageMap | undefined;
        const name = format.plain(title);
        const city = typeof item.city === 'string' ? labels[item.city]?.label : undefined;
        const marks = [];
        const { done, due } = followUpSpans(item);
        if (done) {
          marks.push({
            ...done,
            tone: 'done' as const,
            text: t('timeline.on', {
              name: format.choice('followUp', 'status', String(item.status)),
              date: format.shortDate(String(item.date)),
            }),
          });
        }
        if (due) {
          marks.push({
            ...due,
            tone: due.last < today ? ('late' as const) : ('planned' as const),
            text: t('timeline.until', { name, date: format.shortDate(dueDate(item) ?? '') }),
          });
        }
        return { id: item.id, kind: 'followUp', label: title, context: city, spans: marks };
      }),
    [items, labels, format, t, today],
  );
  if (error) return <ErrorNotice error={error} />;
  if (!items) return <Loading rows={8} height={28} />;
  return <FiscalYearTimeline rows={rows} {...frame} />;
}
