import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemovedItem } from '#contract/schemas.ts';
import { parseKind } from '#core/kinds/index.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { notifyDone } from '../../components/notify.tsx';
import { Page } from '../../components/Page.tsx';
import { RecordLink } from '../../components/RecordLink.tsx';
import { toggled } from '../../components/toggled.ts';
import { host } from '../../host/client.ts';
import { orpc } from '../../host/queries.ts';
import { reportError } from '../../host/reportError.ts';
import { useFormat } from '../../i18n/format.ts';
import { undoChange } from '../activity/undo.ts';
import classes from './removed.module.css';

const pageSize = 100;
const nobody: ReadonlySet<string> = new Set();

/** `/removed`: what was removed, of every kind; looked at, and brought back. */
export function RemovedPage() {
  const { t } = useTranslation(['activity', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const search = useSearch({ strict: false }) as { kind?: unknown };
  const kind = parseKind(String(search.kind ?? ''));
  const [selected, setSelected] = useState(nobody);
  const list = useInfiniteQuery(
    orpc.registry.removed.infiniteOptions({
      input: (offset: number) => ({ ...(kind ? { kind } : {}), limit: pageSize, offset }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const read = pages.reduce((sum, page) => sum + page.items.length, 0);
        return last.items.length > 0 && read < last.total ? read : undefined;
      },
    }),
  );
  const first = list.data?.pages[0];
  const items = (list.data?.pages ?? []).flatMap((page) => page.items);
  const shown = items.filter(({ id }) => selected.has(id));
  const isEvery = items.length > 0 && shown.length === items.length;

  const bringBack = async (ids: readonly string[]) => {
    try {
      const { changeId, changed } = await host.registry.restoreMany({ ids: [...ids] });
      setSelected(nobody);
      await queries.invalidateQueries({ queryKey: orpc.registry.key() });
      notifyDone(
        t('activity:removed.done', { count: changed, formatted: format.number(changed) }),
        changeId === null
          ? undefined
          : { label: t('common:action.undo'), run: () => void undoChange(changeId) },
      );
    } catch (error) {
      reportError(error);
    }
  };
  const toggle = (id: string) => setSelected(toggled(selected, id));

  return (
    <Page
      title={t('activity:removed.title')}
      count={first?.total}
      lead={t('activity:removed.lead')}
      trail={[{ label: t('activity:title'), to: '/activity' }]}
    >
      {list.error ? <ErrorNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading rows={8} height={32} /> : null}
      {first && first.kinds.length > 0 ? (
        <div className={classes.bar}>
          <NativeSelect
            size="sm"
            label={t('activity:filter.kind')}
            value={kind ?? ''}
            data={[
              { value: '', label: t('activity:filter.allKinds') },
              ...first.kinds.map((each) => ({
                value: each.kind,
                label: `${format.kindName(each.kind, true)} (${format.number(each.count)})`,
              })),
            ]}
            onChange={(event) => {
              const next = event.currentTarget.value;
              setSelected(nobody);
              void navigate({
                to: '/removed',
                search: (next ? { kind: next } : {}) as never,
                replace: true,
              });
            }}
          />
          <Button
            size="sm"
            disabled={shown.length === 0}
            leftSection={<IconArrowBackUp size={18} aria-hidden="true" />}
            onClick={() => void bringBack(shown.map(({ id }) => id))}
          >
            {shown.length === 0
              ? t('activity:removed.bringBack')
              : t('activity:removed.bringBackSelected', {
                  count: shown.length,
                  formatted: format.number(shown.length),
                })}
          </Button>
        </div>
      ) : null}
      {first && items.length === 0 ? (
        <EmptyState
          icon={<IconTrash size={40} stroke={1.4} aria-hidden="true" />}
          title={t('activity:removed.empty')}
        >
          {t('activity:removed.emptyHelp')}
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">
                <Checkbox
                  size="xs"
                  aria-label={t('activity:removed.selectAll')}
                  checked={isEvery}
                  indeterminate={!isEvery && shown.length > 0}
                  onChange={() => setSelected(isEvery ? nobody : new Set(items.map(({ id }) => id)))}
                />
              </th>
              <th scope="col">{t('activity:record')}</th>
              <th scope="col">{t('activity:removed.when')}</th>
              <th scope="col">{t('activity:removed.who')}</th>
              <th scope="col">{t('activity:removed.why')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Row
                key={item.id}
                item={item}
                selected={selected.has(item.id)}
                onToggle={() => toggle(item.id)}
                onBringBack={() => void bringBack([item.id])}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('activity:removed.more')}
        </Button>
      ) : null}
    </Page>
  );
}

interface RowProps {
  readonly item: RemovedItem;
  readonly selected: boolean;
  readonly onToggle: () => void;
  readonly onBringBack: () => void;
}

function Row({ item, selected, onToggle, onBringBack }: RowProps) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const name = format.plain(item.label) || item.id;
  return (
    <tr>
      <td>
        <Checkbox
          size="xs"
          checked={selected}
          aria-label={t('removed.select', { name })}
          onChange={onToggle}
        />
      </td>
      <th scope="row">
        <RecordLink id={item.id} kind={item.kind} label={item.label} icon />
        <span className={classes.kind}>{format.kindName(item.kind)}</span>
      </th>
      <td>
        <time dateTime={item.removedAt}>{format.instant(item.removedAt)}</time>
      </td>
      <td>{item.actorName ?? t(item.origin === 'sync' ? 'otherDevice' : 'you')}</td>
      <td>
        {item.mergedInto ? (
          <>
            {t('removed.mergedInto')}{' '}
            <RecordLink id={item.mergedInto.id} kind={item.mergedInto.kind} label={item.mergedInto.label} />
          </>
        ) : (
          t(`origin.${originOf(item.origin)}`)
        )}
      </td>
      <td>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('removed.bringBackNamed', { name })}
          leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
          onClick={onBringBack}
        >
          {t('removed.bringBack')}
        </Button>
      </td>
    </tr>
  );
}

const origins = ['hand', 'import', 'merge', 'undo', 'sync', 'bundled'] as const;

function originOf(origin: string | undefined): (typeof origins)[number] {
  return origins.find((each) => each === origin) ?? 'hand';
}
