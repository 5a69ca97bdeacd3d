import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer, RecordDetail } from '#contract/schemas.ts';
import { baseField } from '#core/ledger/fieldState.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecordChanges } from '../data/useRecordChanges.ts';
import { ChangedValue } from './ChangeEntry.tsx';
import classes from './record.module.css';

interface OfferedValueProps {
  readonly detail: RecordDetail;
  readonly offer: Offer;
}

/** Two values of one field side by side: the one shown, and the one that a newer bundle or another device has. */
export function OfferedValue({ detail, offer }: OfferedValueProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const changes = useRecordChanges();
  const [busy, setBusy] = useState(false);
  const { kind, id } = detail.record;
  const field = baseField(offer.field);
  const key = offer.field === field ? undefined : offer.field.slice(field.length + 1);
  const whole = detail.record[field];
  const now = key === undefined ? whole : (whole as Readonly<Record<string, unknown>> | undefined)?.[key];
  const name = format.fieldName(kind, field);

  const settle = async (operationId: string) => {
    setBusy(true);
    await changes.settle(id, offer.field, operationId).catch(reportError);
    setBusy(false);
  };
  const value = (content: unknown) => (
    <ChangedValue
      kind={kind}
      field={field}
      keyed={key !== undefined}
      value={content}
      labels={detail.labels}
    />
  );
  return (
    <div className={classes.offer}>
      <span>
        {t(offer.origin === 'bundled' ? 'offer.bundled' : 'offer.device', {
          name,
          when: format.instant(offer.at),
        })}
      </span>
      <dl className={classes.offerValues}>
        <dt>{t('offer.now')}</dt>
        <dd>{value(now)}</dd>
        <dt>{t('offer.offered')}</dt>
        <dd>{value(offer.value)}</dd>
      </dl>
      <div className={classes.inlineButtons}>
        <Button size="compact-sm" loading={busy} onClick={() => void settle(offer.operationId)}>
          {t('offer.accept')}
        </Button>
        <Button
          size="compact-sm"
          variant="outline"
          disabled={busy}
          onClick={() => void settle(offer.shownOperationId)}
        >
          {t('offer.keep')}
        </Button>
      </div>
    </div>
  );
}
