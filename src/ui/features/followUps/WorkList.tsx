import { Button, SegmentedControl } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkOutput } from '#contract/pipelineSchemas.ts';
import { type Grouping, groupings } from '#core/followUps/groups.ts';
import { type DueTime, dueTimes } from '#core/followUps/workList.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { ViewProps } from '../pipeline/RecordViews.tsx';
import classes from './followUps.module.css';
import { WorkRow } from './WorkRow.tsx';

type Group = WorkOutput['groups'][number];

/** Rows at first, and with each asking for more. */
const rowsAtATime = 200;

/** Follow-ups as work: what is late, what comes, who is waited for, and what can be done about each. */
export function WorkList({ where, selected, onSelect }: ViewProps) {
  const { t } = useTranslation('followUps');
  const format = useFormat();
  const today = useToday();
  const [by, setBy] = useState<Grouping>('due');
  const [showsClosed, setShowsClosed] = useState(false);
  const [limit, setLimit] = useState(rowsAtATime);
  const [closedLimit, setClosedLimit] = useState(rowsAtATime);
  const { data, error } = useQuery(
    orpc.pipeline.work.queryOptions({
      input: { where: [...where], by, today, limit, closed: showsClosed ? closedLimit : 0 },
      placeholderData: keepPreviousData,
    }),
  );
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Loading rows={8} height={28} />;
  const { counts, labels, closed } = data;
  const groups = data.groups.filter(({ items }) => items.length > 0);
  const hidden = data.open - groups.reduce((sum, { items }) => sum + items.length, 0);

  const row = (followUp: RegistryRecord, hidden?: string) => (
    <WorkRow
      key={followUp.id}
      followUp={followUp}
      labels={labels}
      today={today}
      hidden={hidden}
      isSelected={selected.has(followUp.id)}
      onSelect={(chosen) => {
        const next = new Set(selected);
        if (chosen) next.add(followUp.id);
        else next.delete(followUp.id);
        onSelect(next);
      }}
    />
  );

  return (
    <div className={classes.frame}>
      <div className={classes.tools}>
        <ul className={classes.summary} aria-label={t('summary')}>
          {dueTimes
            .filter((time) => counts[time] > 0)
            .map((time) => (
              <li key={time} data-time={time}>
                {t(`time.${time}`)}
                <strong>{format.number(counts[time])}</strong>
              </li>
            ))}
        </ul>
        <SegmentedControl
          size="xs"
          aria-label={t('group')}
          value={by}
          onChange={(value) => setBy(groupings.find((name) => name === value) ?? 'due')}
          data={groupings.map((value) => ({ value, label: t(`groups.${value}`) }))}
        />
      </div>
      {data.open === 0 ? (
        <EmptyState
          compact
          icon={<IconCircleCheck size={28} stroke={1.6} aria-hidden="true" />}
          title={t('empty')}
        >
          {t('emptyHelp')}
        </EmptyState>
      ) : null}
      {groups.map((group) => (
        <section key={group.value ?? ''} className={classes.group} aria-label={nameOf(group)}>
          {by === 'none' ? null : (
            <h2
              className={classes.groupName}
              data-time={by === 'due' ? (group.value ?? undefined) : undefined}
            >
              {heading(group)}
              <span className={classes.groupCount}>
                {t('count', { count: group.total, formatted: format.number(group.total) })}
              </span>
            </h2>
          )}
          <ul className={classes.rows}>
            {(group.items as readonly RegistryRecord[]).map((item) => row(item, by))}
          </ul>
        </section>
      ))}
      {hidden > 0 ? <MoreRows hidden={hidden} onMore={() => setLimit(limit + rowsAtATime)} /> : null}
      {closed.total > 0 ? (
        <section className={classes.group} aria-label={closedText()}>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={showsClosed}
            onClick={() => setShowsClosed(!showsClosed)}
          >
            {t(showsClosed ? 'hideClosed' : 'showClosed')} ({format.number(closed.total)})
          </Button>
          {showsClosed ? (
            <>
              <ul className={classes.rows}>
                {(closed.items as readonly RegistryRecord[]).map((item) => row(item))}
              </ul>
              {closed.total > closed.items.length ? (
                <MoreRows
                  hidden={closed.total - closed.items.length}
                  onMore={() => setClosedLimit(closedLimit + rowsAtATime)}
                />
              ) : null}
            </>
          ) : null}
        </section>
      ) : null}
    </div>
  );

  function closedText() {
    return t('closed', { count: closed.total, formatted: format.number(closed.total) });
  }

  function nameOf({ value }: Group): string {
    if (by === 'none') return t('title');
    if (by === 'due') return t(`time.${value as DueTime}`);
    const label = value === null ? undefined : labels[value];
    return label ? format.plain(label.label) : t(`unknown.${by}`);
  }

  function heading(group: Group) {
    const label = group.value === null || by === 'due' ? undefined : labels[group.value];
    return label && group.value ? (
      <RecordLink id={group.value} kind={label.kind} label={label.label} icon />
    ) : (
      nameOf(group)
    );
  }
}

function MoreRows({ hidden, onMore }: { readonly hidden: number; readonly onMore: () => void }) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  return (
    <Button variant="subtle" size="compact-sm" onClick={onMore}>
      {t('more', { count: hidden, formatted: format.number(hidden) })}
    </Button>
  );
}
