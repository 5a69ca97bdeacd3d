import { Button } from '@mantine/core';
import { IconHistory, IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ActivityItem } from '#contract/schemas.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page } from '../../components/Page.tsx';
import { orpc } from '../../host/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { dayOf } from '../../i18n/formatting/dates.ts';
import { ActivityFilters } from './ActivityFilters.tsx';
import classes from './activity.module.css';
import { activityRequest, readActivityFilter } from './activityAddress.ts';
import { ChangeRow } from './ChangeRow.tsx';

const pageSize = 50;

/** `/activity`: everything that was changed, by day, latest first; what it is narrowed to stands in the address. */
export function ActivityPage() {
  const { t } = useTranslation(['activity', 'common']);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const filter = readActivityFilter(search);
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  const feed = useInfiniteQuery(
    orpc.registry.activity.infiniteOptions({
      input: (before: number | undefined) => ({ ...activityRequest(filter), limit: pageSize, before }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const items = (feed.data?.pages ?? []).flatMap((page) => page.items);
  const show = (next: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: '/activity',
      search: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as never,
      replace: true,
    });

  return (
    <Page
      title={t('activity:title')}
      lead={t('activity:lead')}
      actions={
        <Button
          variant="default"
          size="sm"
          leftSection={<IconTrash size={18} aria-hidden="true" />}
          renderRoot={(props) => <Link to="/removed" {...props} />}
        >
          {t('activity:removed.title')}
        </Button>
      }
    >
      <ActivityFilters
        filter={filter}
        onChange={(change) => show({ ...filter, ...change })}
        onClear={() => show({})}
      />
      {feed.error ? <ErrorNotice error={feed.error} onRetry={() => void feed.refetch()} /> : null}
      {feed.isPending ? <Loading rows={10} height={32} /> : null}
      {feed.data && items.length === 0 && isNarrowed ? (
        <EmptyState
          icon={<IconHistory size={40} stroke={1.4} aria-hidden="true" />}
          title={t('activity:filter.none')}
        >
          {t('activity:filter.noneHelp')}
        </EmptyState>
      ) : null}
      {feed.data && items.length === 0 && !isNarrowed ? (
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
