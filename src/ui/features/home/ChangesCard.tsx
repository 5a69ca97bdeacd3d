import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { orpc } from '../../host/queries.ts';
import { ChangeRow } from '../activity/ChangeRow.tsx';
import { Card } from './Card.tsx';
import classes from './home.module.css';

const mostShown = 6;

/** The latest changes that people made, each with its way back. */
export function ChangesCard() {
  const { t } = useTranslation('home');
  const { data } = useQuery(orpc.registry.activity.queryOptions({ input: { limit: 30 } }));
  const items = (data?.items ?? []).filter((item) => item.origin !== 'bundled').slice(0, mostShown);
  return (
    <Card
      title={t('changes.title')}
      icon={<IconHistory size={20} stroke={1.6} aria-hidden="true" />}
      more={
        items.length > 0 ? (
          <Link to="/activity" className={classes.more}>
            {t('changes.all')}
          </Link>
        ) : null
      }
    >
      {data && items.length === 0 ? (
        <EmptyState compact title={t('changes.none')}>
          {t('changes.noneHelp')}
        </EmptyState>
      ) : null}
      {items.map((item) => (
        <ChangeRow key={item.changeId} item={item} brief />
      ))}
    </Card>
  );
}
