import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconGitMerge, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { daySpan } from '#core/calendar/days.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { dayOf } from '#ui/i18n/formatting/dates.ts';
import { type Attention, attentionOf } from './attention.ts';
import { OfferedValue } from './OfferedValue.tsx';
import classes from './record.module.css';
import { nameOf } from './recordName.ts';
import { useLinkedRecords } from './useLinkedRecords.ts';
import { useMouStandings } from './useMouStandings.ts';

/** By which field follow-ups and memorandums belong to a record of the kind. */
const followUpField: Partial<Record<KindName, string>> = {
  city: 'city',
  study: 'study',
  project: 'project',
  organisation: 'responsible',
};
const mouField: Partial<Record<KindName, string>> = {
  city: 'cities',
  country: 'countries',
  organisation: 'parties',
};

/** What about this record wants a person, the most urgent first. */
export function AttentionPanel({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const { record } = detail;
  const own = useMemo(() => [record.id], [record.id]);
  const none = useMemo<string[]>(() => [], []);
  const ofFollowUps = followUpField[record.kind];
  const ofMous = mouField[record.kind];
  const followUps = useLinkedRecords('followUp', ofFollowUps ?? 'city', ofFollowUps ? own : none);
  const mous = useLinkedRecords('mou', ofMous ?? 'cities', ofMous ? own : none);
  const standings = useMouStandings(record.kind === 'mou' || ofMous !== undefined);
  const open = followUps.items.filter(({ status }) => status !== 'done' && status !== 'dropped');
  const items = attentionOf({
    record,
    offers: detail.offers,
    openFollowUps: open,
    mous: mous.items,
    standings,
    followUps: followUps.isPending ? 1 : followUps.items.length,
    today: dayOf(new Date()),
  });
  return (
    <section
      className={classes.attention}
      data-empty={items.length === 0 || undefined}
      aria-label={t('attention.title')}
    >
      <h2 className={classes.panelTitle}>{t('attention.title')}</h2>
      {items.length === 0 ? <p className={classes.quiet}>{t('attention.none')}</p> : null}
      {items.length === 0 ? null : (
        <ul className={classes.attentionItems}>
          {items.map((item) => (
            <li key={keyOf(item)}>
              <Item item={item} detail={detail} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function keyOf(item: Attention): string {
  if (item.type === 'offer') return item.offer.operationId;
  return item.type === 'followUp' || item.type === 'mou' ? `${item.type} ${item.record.id}` : item.type;
}

function Item({ item, detail }: { readonly item: Attention; readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const when = (date: string) => ({
    date: format.shortDate(date),
    // Of a month or a year the last day counts, as it does for what is due.
    relative: format.relativeDays(daySpan(date)?.last ?? date) ?? '',
  });
  switch (item.type) {
    case 'offer':
      return (
        <Notice icon={<IconGitMerge size={18} aria-hidden="true" />} tone="accent">
          <OfferedValue detail={detail} offer={item.offer} />
        </Notice>
      );
    case 'overdue':
      return <Notice tone="danger">{t('attention.overdue', when(item.date))}</Notice>;
    case 'due':
      return <Notice tone="warning">{t('attention.due', when(item.date))}</Notice>;
    case 'expired':
      return <Notice tone="danger">{t('attention.expired', when(item.date))}</Notice>;
    case 'expiring':
      return <Notice tone="warning">{t('attention.expiring', when(item.date))}</Notice>;
    case 'wasHeld':
      return <Notice tone="warning">{t('attention.wasHeld', when(item.date))}</Notice>;
    case 'oldNeed':
      return <Notice tone="plain">{t('attention.oldNeed', when(item.date))}</Notice>;
    case 'review':
      return <Notice tone="plain">{t('attention.review', when(item.date))}</Notice>;
    case 'followUp':
      return (
        <Notice tone={item.late ? 'danger' : 'warning'}>
          <RecordLink id={item.record.id} kind="followUp" label={nameOf(item.record)} />
          <span className={classes.attentionDetail}>
            {t(item.late ? 'attention.overdue' : 'attention.due', when(String(item.record.due)))}
          </span>
        </Notice>
      );
    case 'mou':
      return (
        <Notice tone={item.expired ? 'danger' : 'warning'}>
          <RecordLink id={item.record.id} kind="mou" label={nameOf(item.record)} />
          <span className={classes.attentionDetail}>
            {t(
              item.expired ? 'attention.expired' : 'attention.expiring',
              when(String(item.record.validUntil)),
            )}
          </span>
        </Notice>
      );
    case 'noFollowUp':
      return (
        <Notice tone="plain" icon={<IconClock size={18} aria-hidden="true" />}>
          {t('attention.noFollowUp')}
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            renderRoot={(props) => (
              <Link
                to="/new/$kind"
                params={{ kind: 'followUp' }}
                search={followUpPrefill(detail) as never}
                {...props}
              />
            )}
          >
            {t('actions.addFollowUp')}
          </Button>
        </Notice>
      );
  }
}

/** A follow-up of a study begins with the study and, where there is only one, its city. */
export function followUpPrefill({ record }: RecordDetail): Record<string, string> {
  const cities = Array.isArray(record.cities) ? record.cities.map(String) : [];
  const [city] = cities;
  return {
    [record.kind]: record.id,
    ...(cities.length === 1 && city !== undefined ? { city } : {}),
    status: 'planned',
  };
}

interface NoticeProps {
  readonly tone: 'plain' | 'accent' | 'warning' | 'danger';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

function Notice({ tone, icon, children }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone}>
      <span className={classes.noticeIcon}>
        {icon ??
          (tone === 'danger' ? (
            <IconAlertTriangle size={18} aria-hidden="true" />
          ) : (
            <IconClock size={18} aria-hidden="true" />
          ))}
      </span>
      <div className={classes.noticeText}>{children}</div>
    </div>
  );
}
