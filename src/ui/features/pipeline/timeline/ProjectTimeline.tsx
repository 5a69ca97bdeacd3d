import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { daySpan } from '#core/calendar/days.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { stageEntries } from '#core/projects/stageHistory.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { ViewProps } from '../RecordViews.tsx';
import { useAllRecords } from '../useAllRecords.ts';
import { FiscalYearTimeline, type TimelineRow } from './FiscalYearTimeline.tsx';

/** Projects over a fiscal year: which stage each was in, from when to when. */
export function ProjectTimeline({ where }: ViewProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const today = useToday();
  const { items, labels, isPending, error } = useAllRecords('project', where);
  const rows = useMemo(
    () =>
      (items as readonly RegistryRecord[]).map((project): TimelineRow => {
        const dated = stageEntries(project.stageHistory).flatMap(({ stage, date }) => {
          const first = daySpan(date)?.first;
          return stage && date && first ? [{ stage, date, first }] : [];
        });
        const spans = dated.flatMap(({ stage, date, first }, index) => {
          const next = dated[index + 1];
          const last = next?.first ?? [first, today].sort()[1] ?? today;
          // A stage that was dated after the next one has no length to draw.
          if (last < first) return [];
          const name = format.choice('project', 'stage', stage);
          const start = format.shortDate(date);
          return [
            {
              first,
              last,
              tone:
                stage === 'stopped' ? ('stopped' as const) : next ? ('done' as const) : ('plain' as const),
              short: name,
              text: next
                ? t('timeline.fromTo', { stage: name, start, end: format.shortDate(next.date) })
                : t('timeline.from', { stage: name, start }),
            },
          ];
        });
        const [city] = (project.cities ?? []) as string[];
        return {
          id: project.id,
          kind: 'project',
          label: project.title as LanguageMap | undefined,
          context: city === undefined ? undefined : labels[city]?.label,
          spans,
        };
      }),
    [items, labels, format, t, today],
  );
  if (error) return <ErrorNotice error={error} />;
  if (isPending) return <Loading rows={8} height={28} />;
  return <FiscalYearTimeline rows={rows} today={today} />;
}
