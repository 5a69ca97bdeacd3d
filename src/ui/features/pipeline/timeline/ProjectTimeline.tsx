import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { stageSpans } from '#core/projects/stageSpans.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { ViewProps } from '../RecordViews.tsx';
import { FiscalYearTimeline, type TimelineRow } from './FiscalYearTimeline.tsx';
import { useTimeline } from './useTimeline.ts';

/** Projects over a fiscal year: which stage each was in, from when to when. */
export function ProjectTimeline({ where }: ViewProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const today = useToday();
  const { items, labels, error, frame } = useTimeline('project', where, today);
  const rows = useMemo(
    () =>
      ((items ?? []) as readonly RegistryRecord[]).map((project): TimelineRow => {
        const spans = stageSpans(project.stageHistory, today).map(({ stage, date, until, first, last }) => {
          const name = format.choice('project', 'stage', stage);
          const start = format.shortDate(date);
          const tone = stage === 'stopped' ? 'stopped' : until === undefined ? 'plain' : 'done';
          return {
            first,
            last,
            tone: tone as 'stopped' | 'plain' | 'done',
            short: name,
            text:
              until === undefined
                ? t('timeline.from', { stage: name, start })
                : t('timeline.fromTo', { stage: name, start, end: format.shortDate(until) }),
          };
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
  if (!items) return <Loading rows={8} height={28} />;
  return <FiscalYearTimeline rows={rows} {...frame} />;
}
