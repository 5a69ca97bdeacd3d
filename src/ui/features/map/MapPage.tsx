import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page } from '../../components/Page.tsx';
import { MapView } from './MapView.tsx';
import { useMapData } from './model/useMapData.ts';

/** The map of everything with a place, with the list of it beside. */
export function MapPage() {
  const { t } = useTranslation('map');
  const { data, error, retry } = useMapData();
  if (data) return <MapView data={data} />;
  return (
    <Page title={t('title')} fill>
      {error === undefined ? <Loading rows={10} /> : <ErrorNotice error={error} onRetry={retry} />}
    </Page>
  );
}
