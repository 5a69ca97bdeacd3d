import { Button, Checkbox } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettleChoice, SyncConflict } from '#contract/syncSchemas.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { notifyDone } from '../../../components/notify.tsx';
import { Page } from '../../../components/Page.tsx';
import { host } from '../../../host/client.ts';
import { orpc, queryClient } from '../../../host/queries.ts';
import { useFormat } from '../../../i18n/format.ts';
import { ConflictCard } from './ConflictCard.tsx';
import { alike } from './conflictModel.ts';
import classes from './conflicts.module.css';

/** Fields on which devices differ, each as a card; one or many alike are settled at once. */
export function ConflictsPage() {
  const { t } = useTranslation(['sync', 'shell']);
  const format = useFormat();
  const { data, error, refetch } = useQuery(orpc.sync.conflicts.queryOptions());
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const [left, setLeft] = useState(0);
  const items = data?.items ?? [];
  const chosen = items.filter(({ id }) => selected.has(id));

  const settle = async (conflicts: readonly SyncConflict[], choice: SettleChoice) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const result = await host.sync.settle({
        items: conflicts.map(({ id }) => ({ id, choice })),
        language: format.language,
      });
      setLeft(result.left.length);
      setSelected(new Set(result.left));
      await queryClient.invalidateQueries({ queryKey: orpc.sync.conflicts.key() });
      const count = result.settled.length;
      if (count > 0) notifyDone(t('sync:conflict.done', { count, formatted: format.number(count) }));
    } catch (cause) {
      setRefusal(cause);
    }
    setBusy(false);
  };

  return (
    <Page
      title={t('sync:conflict.title')}
      trail={[{ label: t('shell:place.sync'), to: '/sync' }]}
      lead={items.length > 0 ? t('sync:conflict.lead') : undefined}
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {refusal ? <ErrorNotice error={refusal} /> : null}
      {left > 0 ? <p role="status">{t('sync:conflict.left', { count: left })}</p> : null}
      {!data && !error ? <Loading /> : null}
      {data && items.length === 0 ? (
        <EmptyState
          icon={<IconCircleCheck size={40} stroke={1.4} aria-hidden="true" />}
          title={t('sync:conflict.none')}
          action={
            <Button component={Link} to="/sync" variant="outline">
              {t('sync:conflict.back')}
            </Button>
          }
        >
          {t('sync:conflict.noneHelp')}
        </EmptyState>
      ) : null}
      {items.length > 1 ? (
        <div className={classes.bulk} role="toolbar" aria-label={t('sync:conflict.bulk')}>
          <Checkbox
            checked={chosen.length === items.length}
            indeterminate={chosen.length > 0 && chosen.length < items.length}
            label={t('sync:conflict.selected', {
              count: chosen.length,
              formatted: format.number(chosen.length),
              all: format.number(items.length),
            })}
            onChange={(event) =>
              setSelected(new Set(event.currentTarget.checked ? items.map(({ id }) => id) : []))
            }
          />
          <Button
            size="compact-sm"
            variant="outline"
            disabled={busy || chosen.length === 0}
            onClick={() => void settle(chosen, { take: 'mine' })}
          >
            {t('sync:conflict.allMine')}
          </Button>
          <Button
            size="compact-sm"
            variant="outline"
            disabled={busy || chosen.length === 0}
            onClick={() => void settle(chosen, { take: 'theirs' })}
          >
            {t('sync:conflict.allTheirs')}
          </Button>
        </div>
      ) : null}
      {items.map((conflict) => {
        const similar = alike(conflict, items);
        return (
          <ConflictCard
            key={conflict.id}
            conflict={conflict}
            labels={data?.labels ?? {}}
            selected={selected.has(conflict.id)}
            busy={busy}
            alike={similar.length}
            onSelect={(on) => {
              const next = new Set(selected);
              if (on) next.add(conflict.id);
              else next.delete(conflict.id);
              setSelected(next);
            }}
            onSelectAlike={() => setSelected(new Set(similar.map(({ id }) => id)))}
            onSettle={(choice) => void settle([conflict], choice)}
          />
        );
      })}
    </Page>
  );
}
