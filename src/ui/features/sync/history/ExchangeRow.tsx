import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncExchange } from '#contract/syncSchemas.ts';
import { urbanOsActor } from '#core/sync/readable.ts';
import { Chip } from '../../../components/Chip.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { orpc } from '../../../host/queries.ts';
import { useFormat } from '../../../i18n/format.ts';
import { ChangeRow } from '../../activity/ChangeRow.tsx';
import { useFailureWords } from '../state/useStateWords.ts';
import shared from '../sync.module.css';
import classes from './history.module.css';

const tones = { done: 'success', failed: 'danger', cancelled: 'plain' } as const;

/** One exchange: when, why, how it ended, how much went each way and from whom; what it was, on request. */
export function ExchangeRow({ item }: { readonly item: SyncExchange }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const failureWords = useFailureWords();
  const region = useId();
  const [open, setOpen] = useState(false);
  const hasDetails = item.received + item.sent > 0;
  const when = format.instant(item.endedAt);
  const from = item.from.map(
    ({ actor, name }) => name ?? t(actor === urbanOsActor ? 'history.urbanOs' : 'history.device'),
  );
  return (
    <article className={classes.exchange} aria-label={when}>
      <div className={classes.exchangeLine}>
        {hasDetails ? (
          <UnstyledButton
            className={classes.fold}
            aria-expanded={open}
            aria-controls={open ? region : undefined}
            aria-label={t('history.details', { when })}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={18} aria-hidden="true" data-open={open || undefined} />
          </UnstyledButton>
        ) : (
          <span className={classes.foldPlace} />
        )}
        <time dateTime={item.endedAt} className={classes.when}>
          {when}
        </time>
        <span className={classes.outcome}>
          <Chip tone={tones[item.outcome]}>{t(`history.outcome.${item.outcome}`)}</Chip>
        </span>
        <span className={classes.amount}>
          {t('history.received', { count: item.received, formatted: format.number(item.received) })}
        </span>
        <span className={classes.amount}>
          {t('history.sent', { count: item.sent, formatted: format.number(item.sent) })}
        </span>
        <span className={shared.quiet}>{t(`history.trigger.${item.trigger}`)}</span>
      </div>
      {from.length > 0 ? (
        <p className={classes.exchangeNote}>
          {t('history.from', { names: format.list([...new Set(from)]) })}
        </p>
      ) : null}
      {item.failure ? (
        <p className={classes.exchangeNote}>{failureWords(item.failure, item.endpoint)}</p>
      ) : null}
      {open ? (
        <div id={region}>
          <ExchangeDetails id={item.id} />
        </div>
      ) : null}
    </article>
  );
}

function ExchangeDetails({ id }: { readonly id: number }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { data, error } = useQuery(orpc.sync.exchange.queryOptions({ input: { id } }));
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Loading rows={3} />;
  return (
    <>
      {(['received', 'sent'] as const).map((direction) => {
        const changes = data[direction];
        const more = direction === 'received' ? data.moreReceived : data.moreSent;
        if (changes.length === 0) return null;
        return (
          <div key={direction} className={classes.direction}>
            <h3 className={classes.directionName}>{t(`history.${direction}Title`)}</h3>
            {changes.map((change) => (
              <ChangeRow key={change.changeId} item={change} />
            ))}
            {more > 0 ? (
              <p className={shared.quiet}>
                {t('history.more', { count: more, formatted: format.number(more) })}
              </p>
            ) : null}
          </div>
        );
      })}
    </>
  );
}
