import { Button, Progress } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CompletenessRow, MissingFact } from '#contract/domainSchemas.ts';
import type { RecordDetail } from '#contract/schemas.ts';
import { tokyoDay } from '#core/calendar/tokyoDay.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecordChanges } from '../data/useRecordChanges.ts';
import own from './overview/domain.module.css';
import classes from './record.module.css';

/** What the record lacks for its stage, each with the way to fill it in; and whether its profile has grown old. */
export function CompletenessPanel({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('domain');
  const { id } = detail.record;
  const { data } = useQuery(orpc.domain.completeness.queryOptions({ input: { id } }));
  if (!data) return null;
  return (
    <section className={own.side} aria-label={t('completeness.title')}>
      <h2 className={classes.panelTitle}>{t('completeness.title')}</h2>
      <div className={own.reviewRow}>
        <Progress
          className={own.bar}
          value={data.percent}
          aria-label={t('completeness.label', { percent: data.percent })}
        />
        <span>{t('completeness.percent', { percent: data.percent })}</span>
      </div>
      {data.missing.length === 0 ? (
        <p className={classes.quiet}>{t('completeness.complete')}</p>
      ) : (
        <ul className={own.missing} aria-label={t('completeness.missing')}>
          {data.missing.map((fact) => (
            <li key={`${fact.type} ${fact.id}`}>
              <FillLink detail={detail} fact={fact} />
            </li>
          ))}
        </ul>
      )}
      {data.review ? <ReviewRow id={id} review={data.review} /> : null}
    </section>
  );
}

function FillLink({ detail, fact }: { readonly detail: RecordDetail; readonly fact: MissingFact }) {
  const { t } = useTranslation(['domain', 'choices']);
  const { id, kind } = detail.record;
  // The words of every question are there, as a test holds; the type checker cannot join the two tables.
  const words =
    fact.type === 'answer'
      ? t(`choices:question.${fact.id}` as 'choices:question.operator')
      : t(`domain:question.${kind}.${fact.id}` as 'domain:question.concept.type');
  if (fact.type === 'linked' && fact.kind) {
    return (
      <Link to="/new/$kind" params={{ kind: fact.kind }} search={{ [fact.field]: id } as never}>
        {words}
      </Link>
    );
  }
  return (
    <Link to="/record/$id/edit" params={{ id }} search={{ field: fact.field } as never}>
      {words}
    </Link>
  );
}

interface ReviewRowProps {
  readonly id: string;
  readonly review: NonNullable<CompletenessRow['review']>;
}

function ReviewRow({ id, review }: ReviewRowProps) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const changes = useRecordChanges();
  const { state, until } = review;
  return (
    <div className={own.reviewRow}>
      <Chip
        tone={state === 'stale' ? 'warning' : state === 'current' ? 'success' : 'plain'}
        hollow={state === 'never'}
      >
        {t(`review.${state}`)}
      </Chip>
      <span>
        {state === 'never' || until === undefined
          ? t('review.neverHelp')
          : t(state === 'stale' ? 'review.staleSince' : 'review.until', { date: format.date(until) })}
      </span>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconCheck size={16} aria-hidden="true" />}
        onClick={() => changes.patch(id, { reviewDate: tokyoDay(Date.now()) }).catch(reportError)}
      >
        {t('review.today')}
      </Button>
    </div>
  );
}
