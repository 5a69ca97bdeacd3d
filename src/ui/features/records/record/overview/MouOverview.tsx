import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MouRow } from '#contract/domainSchemas.ts';
import type { RecordDetail } from '#contract/schemas.ts';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { AttachmentSection } from '../../../attachments/AttachmentSection.tsx';
import { Panel } from '../Panel.tsx';
import { StandingChip } from '../StandingChip.tsx';
import classes from './domain.module.css';
import { FieldPanel } from './FieldPanels.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';

/** A memorandum: whether it binds, what it renews and what renewed it, between whom and about what. */
export function MouOverview({ detail }: { readonly detail: RecordDetail }) {
  return (
    <>
      <RenewalLine id={detail.record.id} />
      <FieldPanel detail={detail} section="text" />
      <FieldPanel detail={detail} section="relations" except={['renewalOf']} />
      <FieldPanel detail={detail} section="themes" />
      <RelatedPanel detail={detail} kind="event" whenSome />
      <Documents id={detail.record.id} />
    </>
  );
}

/** The memorandum itself stands where it is talked about, not behind a tab. */
function Documents({ id }: { readonly id: string }) {
  const { t } = useTranslation('domain');
  return (
    <Panel title={t('mou.document')}>
      <AttachmentSection id={id} kind="mou" hasPlace={false} />
    </Panel>
  );
}

function RenewalLine({ id }: { readonly id: string }) {
  const { t } = useTranslation('domain');
  const { data } = useQuery(orpc.domain.mouLine.queryOptions({ input: { id } }));
  const items = data?.items ?? [];
  const own = items.find((item) => item.id === id);
  return (
    <Panel
      title={t('mou.line')}
      count={items.length}
      action={
        <Button
          variant={own?.standing === 'expiring' || own?.standing === 'expired' ? 'filled' : 'subtle'}
          size="compact-sm"
          leftSection={<IconRefresh size={16} aria-hidden="true" />}
          renderRoot={(props) => (
            <Link to="/new/$kind" params={{ kind: 'mou' }} search={{ renewalOf: id } as never} {...props} />
          )}
        >
          {t('mou.renew')}
        </Button>
      }
    >
      <ol className={classes.line}>
        {items.map((item) => (
          <li key={item.id} className={classes.step} data-current={item.id === id || undefined}>
            <span>
              <StandingChip standing={item.standing} />
            </span>
            <span>
              {item.id === id ? (
                <strong aria-current="true">{t('mou.thisOne')}</strong>
              ) : (
                <RecordLink id={item.id} kind="mou" label={item.label} />
              )}{' '}
              <Term item={item} />
            </span>
          </li>
        ))}
      </ol>
      {own ? <p className={`${classes.note} ${classes.quiet}`}>{t(`standingHelp.${own.standing}`)}</p> : null}
    </Panel>
  );
}

function Term({ item }: { readonly item: MouRow }) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const start = item.validFrom ?? item.date;
  const end = item.validUntil;
  const text = end
    ? start
      ? t('mou.between', { start: format.date(start), end: format.date(end) })
      : t('mou.until', { end: format.date(end) })
    : start
      ? t('mou.termOpen', { start: format.date(start) })
      : t('mou.termNone');
  return <span className={classes.term}>{text}</span>;
}
