import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { orpc } from '../../../host/queries.ts';
import shared from '../sync.module.css';
import { ExchangeRow } from './ExchangeRow.tsx';
import classes from './history.module.css';

/** What was exchanged, latest first. */
export function ExchangeList() {
  const { t } = useTranslation(['sync', 'common']);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    orpc.sync.history.infiniteOptions({
      input: (before: number | undefined) => ({ limit: 20, ...(before === undefined ? {} : { before }) }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => page.next,
    }),
  );
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes.section} aria-labelledby="sync-history">
      <h2 id="sync-history" className={shared.sectionName}>
        {t('sync:history.title')}
      </h2>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data && items.length === 0 ? (
        <EmptyState compact title={t('sync:history.empty')}>
          {t('sync:history.emptyHelp')}
        </EmptyState>
      ) : null}
      <ul className={classes.exchanges}>
        {items.map((item) => (
          <li key={item.id}>
            <ExchangeRow item={item} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common:action.showMore')}
        </Button>
      ) : null}
    </section>
  );
}
