import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page } from '../../components/Page.tsx';
import { useSyncState } from '../../host/syncState.ts';
import { ExchangeList } from './history/ExchangeList.tsx';
import { StartOver } from './startOver/StartOver.tsx';
import { StateCard } from './state/StateCard.tsx';
import classes from './sync.module.css';

/** Sync: how it stands, what waits for a person, and what was sent and received. */
export function SyncPage() {
  const { t } = useTranslation(['sync', 'shell']);
  const state = useSyncState();
  return (
    <Page title={t('shell:place.sync')} lead={state?.kind === 'unset' ? undefined : t('sync:lead')}>
      {state === undefined ? (
        <Loading />
      ) : state.kind === 'unset' ? (
        <EmptyState
          icon={<IconRefresh size={40} stroke={1.4} aria-hidden="true" />}
          title={t('sync:empty.title')}
          action={
            <Button component={Link} to="/sync/connection">
              {t('sync:empty.action')}
            </Button>
          }
        >
          <p>{t('sync:empty.what')}</p>
          <ul className={classes.emptyPoints}>
            <li>{t('sync:empty.offline')}</li>
            <li>{t('sync:empty.conflicts')}</li>
            <li>{t('sync:empty.private')}</li>
          </ul>
        </EmptyState>
      ) : (
        <>
          <StateCard state={state} />
          <ExchangeList />
          {state.kind === 'signIn' ? null : <StartOver />}
        </>
      )}
    </Page>
  );
}
