import { Button, NativeSelect } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duplicate } from '#contract/schemas.ts';
import { importableKinds } from '#core/import/importableKinds.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { notifyDone } from '#ui/components/notify.tsx';
import { Page } from '#ui/components/Page.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { host } from '#ui/host/client.ts';
import { runJob } from '#ui/host/jobs.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './merge.module.css';
import { useReasons } from './useReasons.ts';

const pageSize = 50;

/** `/duplicates?kind=…`: pairs of records that may be one, the likeliest first. */
export function DuplicatesPage() {
  const { t } = useTranslation(['merge', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { kind?: unknown };
  const kind = importableKinds.find((name) => name === search.kind) ?? 'organisation';
  const [shown, setShown] = useState(pageSize);
  const found = useQuery({
    queryKey: [...orpc.duplicates.list.key(), kind],
    queryFn: ({ signal }) => runJob(host.duplicates.list({ kind }, { signal }), { signal }),
    staleTime: 0,
  });
  const items = found.data?.items ?? [];
  const kinds = importableKinds
    .map((name) => ({ value: name as string, label: format.kindName(name, true) }))
    .toSorted((a, b) => format.compare(a.label, b.label));

  const tellApart = async (pair: Duplicate, apart: boolean) => {
    const [{ id: a }, { id: b }] = pair.records;
    try {
      await host.duplicates.tellApart({ kind, ids: [a, b], apart });
      await found.refetch();
      if (apart) {
        notifyDone(t('merge:toldApart'), {
          label: t('common:action.undo'),
          run: () => void tellApart(pair, false),
        });
      }
    } catch (error) {
      reportError(error);
    }
  };

  return (
    <Page title={t('merge:duplicates.title')} lead={t('merge:duplicates.lead')}>
      <NativeSelect
        label={t('merge:duplicates.kind')}
        className={classes.kind}
        value={kind}
        data={kinds}
        onChange={(event) => {
          setShown(pageSize);
          const search = { kind: event.currentTarget.value } as never;
          void navigate({ to: '/duplicates', search, replace: true });
        }}
      />
      {found.error ? <ErrorNotice error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading rows={8} /> : null}
      {found.data && items.length === 0 ? (
        <EmptyState
          icon={<IconArrowMerge size={40} stroke={1.4} aria-hidden="true" />}
          title={t('merge:duplicates.none')}
        >
          {t('merge:duplicates.noneHelp')}
        </EmptyState>
      ) : null}
      <ul className={classes.pairs}>
        {items.slice(0, shown).map((pair) => (
          <Pair
            key={pair.records.map(({ id }) => id).join(' ')}
            pair={pair}
            kind={kind}
            onApart={() => void tellApart(pair, true)}
          />
        ))}
      </ul>
      {items.length > shown ? (
        <Button variant="default" onClick={() => setShown(shown + pageSize)}>
          {t('merge:duplicates.more')}
        </Button>
      ) : null}
    </Page>
  );
}

interface PairProps {
  readonly pair: Duplicate;
  readonly kind: KindName;
  readonly onApart: () => void;
}

function Pair({ pair, kind, onApart }: PairProps) {
  const { t } = useTranslation('merge');
  const format = useFormat();
  const reasons = useReasons();
  const [first, second] = pair.records;
  const names = { a: format.plain(first.label) || first.id, b: format.plain(second.label) || second.id };
  return (
    <li className={classes.pair}>
      <div className={classes.names}>
        <RecordLink id={first.id} kind={kind} label={first.label} icon />
        <RecordLink id={second.id} kind={kind} label={second.label} icon />
        <span className={classes.quiet}>{reasons(pair)}</span>
      </div>
      <Button
        size="sm"
        variant="default"
        aria-label={t('duplicates.compareNamed', names)}
        renderRoot={(props) => (
          <Link to="/merge" search={{ keep: first.id, other: second.id } as never} {...props} />
        )}
      >
        {t('duplicates.compare')}
      </Button>
      <Button size="sm" variant="subtle" aria-label={t('duplicates.apartNamed', names)} onClick={onApart}>
        {t('duplicates.apart')}
      </Button>
    </li>
  );
}
