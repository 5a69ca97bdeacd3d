import { Button, SegmentedControl } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countDue, type DueTime, dueTimes, isOpen } from '#core/followUps/workList.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { ViewProps } from '../pipeline/RecordViews.tsx';
import { useAllRecords } from '../pipeline/useAllRecords.ts';
import classes from './followUps.module.css';
import { type Grouping, groupings, groupsOf, type WorkGroup } from './groups.ts';
import { WorkRow } from './WorkRow.tsx';

/** Follow-ups as work: what is late, what comes, who is waited for, and what can be done about each. */
export function WorkList({ where, selected, onSelect }: ViewProps) {
  const { t } = useTranslation('followUps');
  const format = useFormat();
  const today = useToday();
  const { items, labels, isPending, error } = useAllRecords('followUp', where);
  const [by, setBy] = useState<Grouping>('due');
  const [showsClosed, setShowsClosed] = useState(false);
  const records = items as readonly RegistryRecord[];
  const open = useMemo(() => records.filter(isOpen), [records]);
  const closed = useMemo(
    () =>
      records
        .filter((item) => !isOpen(item))
        .sort((a, b) => (String(a.date ?? a.due ?? '') < String(b.date ?? b.due ?? '') ? 1 : -1)),
    [records],
  );
  if (error) return <ErrorNotice error={error} />;
  if (isPending) return <Loading rows={8} height={28} />;
  const counts = countDue(open, today);

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
      {open.length === 0 ? (
        <EmptyState
          compact
          icon={<IconCircleCheck size={28} stroke={1.6} aria-hidden="true" />}
          title={t('empty')}
        >
          {t('emptyHelp')}
        </EmptyState>
      ) : null}
      {groupsOf(open, by, today).map((group) => (
        <section key={group.value ?? ''} className={classes.group} aria-label={nameOf(group)}>
          {by === 'none' ? null : (
            <h2 className={classes.groupName} data-time={by === 'due' ? group.value : undefined}>
              {heading(group)}
              <span className={classes.groupCount}>
                {t('count', { count: group.items.length, formatted: format.number(group.items.length) })}
              </span>
            </h2>
          )}
          <ul className={classes.rows}>{group.items.map((item) => row(item, by))}</ul>
        </section>
      ))}
      {closed.length > 0 ? (
        <section className={classes.group} aria-label={closedText()}>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={showsClosed}
            onClick={() => setShowsClosed(!showsClosed)}
          >
            {t(showsClosed ? 'hideClosed' : 'showClosed')} ({format.number(closed.length)})
          </Button>
          {showsClosed ? <ul className={classes.rows}>{closed.map((item) => row(item))}</ul> : null}
        </section>
      ) : null}
    </div>
  );

  function closedText() {
    return t('closed', { count: closed.length, formatted: format.number(closed.length) });
  }

  function nameOf({ value }: WorkGroup): string {
    if (by === 'none') return t('title');
    if (by === 'due') return t(`time.${value as DueTime}`);
    const label = value === undefined ? undefined : labels[value];
    return label ? format.plain(label.label) : t(`unknown.${by}`);
  }

  function heading(group: WorkGroup) {
    const label = group.value === undefined || by === 'due' ? undefined : labels[group.value];
    return label && group.value ? (
      <RecordLink id={group.value} kind={label.kind} label={label.label} icon />
    ) : (
      nameOf(group)
    );
  }
}
