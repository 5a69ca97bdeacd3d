import { Button, SegmentedControl } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityItem } from '#contract/schemas.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page } from '../../components/Page.tsx';
import { orpc } from '../../host/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { dayOf } from '../../i18n/formatting/dates.ts';
import classes from './activity.module.css';
import { ChangeRow } from './ChangeRow.tsx';

const pageSize = 50;
type Shown = 'byHand' | 'all';

/** Everything that was changed, by day, latest first. */
export function ActivityPage() {
  const { t } = useTranslation(['activity', 'common']);
  const [shown, setShown] = useState<Shown>('byHand');
  const feed = useInfiniteQuery(
    orpc.registry.activity.infiniteOptions({
      input: (before: number | undefined) => ({ limit: pageSize, before }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => page.next,
    }),
  );
  const items = (feed.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((item) => shown === 'all' || item.origin !== 'bundled');

  return (
    <Page
      title={t('activity:title')}
      lead={t('activity:lead')}
      actions={
        <SegmentedControl
          aria-label={t('activity:filter.label')}
          value={shown}
          onChange={(value) => setShown(value === 'all' ? 'all' : 'byHand')}
          data={[
            { value: 'byHand', label: t('activity:filter.byHand') },
            { value: 'all', label: t('activity:filter.all') },
          ]}
        />
      }
    >
      {feed.error ? <ErrorNotice error={feed.error} onRetry={() => void feed.refetch()} /> : null}
      {feed.isPending ? <Loading rows={10} height={32} /> : null}
      {feed.data && items.length === 0 ? (
        <EmptyState
          icon={<IconHistory size={40} stroke={1.4} aria-hidden="true" />}
          title={t('activity:empty.title')}
          action={
            <Button component={Link} to="/list/city" variant="outline">
              {t('activity:empty.action')}
            </Button>
          }
        >
          {t('activity:empty.help')}
        </EmptyState>
      ) : null}
      {byDay(items).map((day) => (
        <section key={day.date} className={classes.day}>
          <DayHeading date={day.date} />
          {day.items.map((item) => (
            <ChangeRow key={item.changeId} item={item} />
          ))}
        </section>
      ))}
      {feed.hasNextPage ? (
        <Button variant="default" loading={feed.isFetchingNextPage} onClick={() => void feed.fetchNextPage()}>
          {t('activity:action.more')}
        </Button>
      ) : null}
    </Page>
  );
}

function DayHeading({ date }: { readonly date: string }) {
  const format = useFormat();
  return (
    <h2 className={classes.dayName}>
      {format.date(date)}
      <span>{format.relativeDays(date)}</span>
    </h2>
  );
}

function byDay(items: readonly ActivityItem[]): { date: string; items: ActivityItem[] }[] {
  const days: { date: string; items: ActivityItem[] }[] = [];
  for (const item of items) {
    const date = dayOf(new Date(item.at));
    const last = days.at(-1);
    if (last?.date === date) last.items.push(item);
    else days.push({ date, items: [item] });
  }
  return days;
}
