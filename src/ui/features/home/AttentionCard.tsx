import { Button } from '@mantine/core';
import { IconBellRinging, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card } from './Card.tsx';
import { DueMark } from './DueMark.tsx';
import { FollowUpSummary, QuietStudies } from './FollowUpSummary.tsx';
import { HomeRows } from './HomeRows.tsx';
import classes from './home.module.css';
import type { Overview } from './overview.ts';

interface AttentionCardProps {
  readonly overview: Overview;
  readonly today: string;
}

/** What should not wait: late and coming follow-ups, MoUs that end, facts that are missing. */
export function AttentionCard({ overview, today }: AttentionCardProps) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const { followUpsDue, expiringMous, mousWithoutEnd, offers } = overview;
  const followUps = overview.counts.followUp ?? 0;
  const nothingDue = followUpsDue.length === 0 && expiringMous.length === 0;

  return (
    <Card title={t('attention.title')} icon={<IconBellRinging size={20} stroke={1.6} aria-hidden="true" />}>
      {followUpsDue.length > 0 ? (
        <div className={classes.part}>
          <h3>{t('attention.followUps')}</h3>
          <FollowUpSummary counts={overview.followUpsByTime} />
          <HomeRows
            rows={followUpsDue}
            side={(row) => (
              <>
                {row.date ? <span className={classes.date}>{format.shortDate(row.date)}</span> : null}
                <DueMark date={row.date} today={today} />
              </>
            )}
          />
        </div>
      ) : null}
      {expiringMous.length > 0 ? (
        <div className={classes.part}>
          <h3>{t('attention.expiring')}</h3>
          <HomeRows
            rows={expiringMous}
            side={(row) => (
              <>
                {row.date ? <span className={classes.date}>{format.shortDate(row.date)}</span> : null}
                <DueMark date={row.date} today={today} />
              </>
            )}
          />
        </div>
      ) : null}
      {nothingDue ? (
        <EmptyState
          compact
          title={followUps === 0 ? t('attention.noFollowUps') : t('attention.nothingDue')}
          icon={followUps === 0 ? undefined : <IconCircleCheck size={24} stroke={1.6} aria-hidden="true" />}
          action={
            followUps === 0 ? (
              <Button component={Link} to="/new/followUp" variant="light" size="sm">
                {t('attention.addFollowUp')}
              </Button>
            ) : undefined
          }
        >
          {followUps === 0 ? t('attention.noFollowUpsHelp') : null}
        </EmptyState>
      ) : null}
      {mousWithoutEnd > 0 || offers > 0 || (overview.counts.study ?? 0) > 0 ? (
        <div className={classes.part}>
          <h3>{t('attention.missing')}</h3>
          <ul className={classes.rows}>
            <QuietStudies today={today} />
            {mousWithoutEnd > 0 ? (
              <li className={classes.row}>
                <div className={classes.rowWords}>
                  <Link
                    to="/list/$kind"
                    params={{ kind: 'mou' }}
                    search={{ validUntil: 'isUnknown:', status: 'in-force,signed,agreed' }}
                  >
                    {t('attention.mousWithoutEnd', {
                      count: mousWithoutEnd,
                      formatted: format.number(mousWithoutEnd),
                    })}
                  </Link>
                  <span className={classes.context}>{t('attention.mousWithoutEndHelp')}</span>
                </div>
              </li>
            ) : null}
            {offers > 0 ? (
              <li className={classes.row}>
                <div className={classes.rowWords}>
                  <span>{t('attention.offers', { count: offers, formatted: format.number(offers) })}</span>
                  <span className={classes.context}>{t('attention.offersHelp')}</span>
                </div>
              </li>
            ) : null}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}
