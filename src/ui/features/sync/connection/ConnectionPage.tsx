import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { Page } from '../../../components/Page.tsx';
import { orpc } from '../../../host/queries.ts';
import { ConnectionForm } from './ConnectionForm.tsx';

/** The endpoint, how to sign in there, and when to sync. */
export function ConnectionPage() {
  const { t } = useTranslation(['sync', 'shell']);
  const { data, error, refetch } = useQuery(orpc.sync.settings.get.queryOptions());
  return (
    <Page
      title={t('sync:connection.title')}
      trail={[{ label: t('shell:place.sync'), to: '/sync' }]}
      lead={t('sync:connection.lead')}
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? <ConnectionForm settings={data} /> : error ? null : <Loading />}
    </Page>
  );
}
