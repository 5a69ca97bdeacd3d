import { Button, TextInput } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityItem, Moment, RecordDetail } from '#contract/schemas.ts';
import { isRecordId } from '#core/records/validateRecord.ts';
import { urbanOsActor } from '#core/sync/readable.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { lookUp } from '#ui/i18n/lookUp.ts';
import { useLabels } from '../data/useFacets.ts';
import { useRecordChanges } from '../data/useRecordChanges.ts';
import type { Labels } from '../values/ReferenceValue.tsx';
import { ChangeEntry } from './ChangeEntry.tsx';
import { PastState } from './PastState.tsx';
import classes from './record.module.css';

const pageSize = 50;
/** A whole new record or bundle is one line; the rest can be opened. */
const mostOpen = 8;

/** Who changed what, when, from what to what; each change can be taken back. */
export function HistoryTab({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation(['records', 'common']);
  const format = useFormat();
  const recordId = detail.record.id;
  const [past, setPast] = useState<{ moment: Moment; when: string }>();
  const [day, setDay] = useState('');
  const query = useInfiniteQuery(
    orpc.registry.activity.infiniteOptions({
      input: (before: number | undefined) => ({ recordId, limit: pageSize, before }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (last) => last.next,
    }),
  );
  const pages = query.data?.pages;
  const items = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const named = useLabels(useMemo(() => items.flatMap(referencedIn), [items]));
  const labels = useMemo(() => ({ ...named, ...detail.labels }), [named, detail.labels]);
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Loading rows={6} />;
  if (items.length === 0) return <EmptyState title={t('history.empty')} />;
  return (
    <>
      <form
        className={classes.pastForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (day === '') return;
          // As it was when that day ended, by the reader's own clock.
          const at = new Date(`${day}T23:59:59.999`).toISOString();
          setPast({ moment: { at }, when: format.date(day) });
        }}
      >
        <TextInput
          size="sm"
          type="date"
          label={t('past.day')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button size="sm" variant="default" type="submit" disabled={day === ''}>
          {t('past.show')}
        </Button>
      </form>
      {past ? (
        <PastState detail={detail} moment={past.moment} when={past.when} onClose={() => setPast(undefined)} />
      ) : null}
      <ol className={classes.history}>
        {items.map((item) => (
          <Change
            key={item.changeId}
            item={item}
            detail={detail}
            labels={labels}
            onPast={() => setPast({ moment: { changeId: item.changeId }, when: format.instant(item.at) })}
          />
        ))}
      </ol>
      {query.hasNextPage ? (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('common:action.showMore')}
        </Button>
      ) : null}
    </>
  );
}

/** Ids in a change's old and new values; some of them may be named nowhere else any more. */
function referencedIn(item: ActivityItem): string[] {
  return item.entries.flatMap(({ field, before, after }) => {
    const [, key] = field.split('/');
    return [before, after, key].flatMap(idsIn);
  });
}

function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isRecordId(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(idsIn);
  return [];
}

interface ChangeProps {
  readonly item: ActivityItem;
  readonly detail: RecordDetail;
  readonly labels: Labels;
  /** The record as it was right after this change is wanted. */
  readonly onPast: () => void;
}

function Change({ item, detail, labels, onPast }: ChangeProps) {
  const { t, i18n } = useTranslation(['records', 'common', 'activity']);
  const format = useFormat();
  const changes = useRecordChanges();
  const own = item.entries.filter((entry) => entry.recordId === detail.record.id);
  const shown = own.slice(0, mostOpen);
  const rest = own.length - shown.length + item.more;
  const actor =
    item.actorName ||
    (item.actor === urbanOsActor && t('activity:urbanOs')) ||
    lookUp(i18n, [`records:history.actor.${item.origin}`]) ||
    t('activity:you');
  const canUndo = item.origin !== 'bundled' && item.undoneBy === undefined;
  return (
    <li className={classes.change} data-undone={item.undoneBy !== undefined || undefined}>
      <header className={classes.changeHead}>
        <time dateTime={item.at}>{format.instant(item.at)}</time>
        <span className={classes.changeActor}>{actor}</span>
        <Chip>{lookUp(i18n, [`records:history.origin.${item.origin}`]) ?? item.origin}</Chip>
        {item.undoneBy ? <Chip hollow>{t('history.undone')}</Chip> : null}
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.changeUndo}
          aria-label={t('past.showAt', { when: format.instant(item.at) })}
          onClick={onPast}
        >
          {t('past.show')}
        </Button>
        {canUndo ? (
          <Button
            variant="subtle"
            size="compact-sm"
            className={classes.changeUndo}
            leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
            aria-label={t('history.undoAt', { when: format.instant(item.at) })}
            onClick={() => void changes.undo(item.changeId)}
          >
            {t('common:action.undo')}
          </Button>
        ) : null}
      </header>
      <ul className={classes.changeEntries}>
        {shown.map((entry) => (
          <li key={`${entry.field} ${entry.action} ${JSON.stringify(entry.after ?? entry.before)}`}>
            <ChangeEntry kind={detail.record.kind} entry={entry} labels={labels} />
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className={classes.quiet}>{t('history.more', { count: rest })}</p> : null}
    </li>
  );
}
