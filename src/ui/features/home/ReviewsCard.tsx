import { IconClipboardCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { RecordLink } from '../../components/RecordLink.tsx';
import { orpc } from '../../host/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from './Card.tsx';
import classes from './home.module.css';

/** Profiles of organisations and solutions that nobody has looked at for more than a year. */
export function ReviewsCard() {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const { data } = useQuery(orpc.domain.dueReviews.queryOptions({ input: {} }));
  if (!data) return null;
  return (
    <Card title={t('review.home')} icon={<IconClipboardCheck size={20} stroke={1.6} aria-hidden="true" />}>
      {data.items.length === 0 ? <EmptyState compact title={t('review.homeNone')} /> : null}
      <ul className={classes.rows}>
        {data.items.map((row) => (
          <li key={row.id} className={classes.row}>
            <div className={classes.rowWords}>
              <RecordLink id={row.id} kind={row.kind} label={row.label} icon />
              <span className={classes.context}>
                {t('review.reviewedOn', { date: format.shortDate(row.reviewDate) })}
              </span>
            </div>
          </li>
        ))}
        {data.never > 0 ? (
          <li className={classes.row}>
            <div className={classes.rowWords}>
              <Link
                to="/list/$kind"
                params={{ kind: 'organisation' }}
                search={{ reviewDate: 'isUnknown:' } as never}
              >
                {t('review.neverCount', { count: data.never, formatted: format.number(data.never) })}
              </Link>
            </div>
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
