import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportBatch } from '#contract/importSchemas.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './import.module.css';

const pageSize = 10;

/** What was imported before, latest first. */
export function PastImports() {
  const { t } = useTranslation('importScreens');
  const batches = useInfiniteQuery({
    queryKey: [...orpc.import.batches.key(), 'list'],
    queryFn: ({ pageParam }) => host.import.batches({ limit: pageSize, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.items.length < pageSize ? undefined : pages.length * pageSize),
    staleTime: 0,
  });
  const items = batches.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes.card} aria-label={t('past.title')}>
      <h2 className={classes.cardTitle}>{t('past.title')}</h2>
      {batches.error ? <ErrorNotice error={batches.error} onRetry={() => void batches.refetch()} /> : null}
      {batches.isPending ? <Loading rows={3} /> : null}
      {batches.data && items.length === 0 ? <p className={classes.quiet}>{t('past.none')}</p> : null}
      <ul className={classes.batches}>
        {items.map((batch) => (
          <BatchLine key={batch.id} batch={batch} />
        ))}
      </ul>
      {batches.hasNextPage ? (
        <Button
          variant="default"
          size="sm"
          loading={batches.isFetchingNextPage}
          onClick={() => void batches.fetchNextPage()}
        >
          {t('past.more')}
        </Button>
      ) : null}
    </section>
  );
}

function BatchLine({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const { file, made, changed } = batch;
  const name = file ? file.name || t('past.unnamed') : t('past.otherDevice');
  return (
    <li className={classes.batch}>
      <Link to="/import/batch/$id" params={{ id: batch.id }} className={classes.batchName}>
        {name}
      </Link>
      <span className={classes.quiet}>
        {file ? format.kindName(file.kind, true) : null}
        {file ? ' · ' : null}
        {t('past.made', { count: made, formatted: format.number(made) })}
        {' · '}
        {t('past.changed', { count: changed, formatted: format.number(changed) })}
      </span>
      <StateChip state={batch.state} />
      <time dateTime={batch.at} className={classes.batchTime}>
        {format.instant(batch.at)}
      </time>
    </li>
  );
}

export function StateChip({ state }: { readonly state: ImportBatch['state'] }) {
  const { t } = useTranslation('importScreens');
  return (
    <Chip tone={state === 'standing' ? 'success' : 'plain'} hollow={state === 'takenBack'}>
      {t(`past.state.${state}`)}
    </Chip>
  );
}
