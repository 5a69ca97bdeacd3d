import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page } from '../../components/Page.tsx';
import { useSettings } from '../../host/useSettings.ts';
import { AboutSettings } from './AboutSettings.tsx';
import { DataSettings } from './DataSettings.tsx';
import { DisplaySettings } from './DisplaySettings.tsx';
import { MapSettings } from './MapSettings.tsx';
import { NameSettings } from './NameSettings.tsx';
import { useSystemInformation } from './systemInformation.ts';

/** Everything is kept as soon as it is changed; there is no button to forget. */
export function SettingsPage() {
  const { t } = useTranslation(['settings', 'shell']);
  const { settings, change } = useSettings();
  const { data: information, error, refetch } = useSystemInformation();
  return (
    <Page title={t('shell:place.settings')} lead={t('settings:lead')}>
      {settings ? (
        <>
          <DisplaySettings settings={settings} change={change} />
          <NameSettings settings={settings} change={change} />
          <MapSettings settings={settings} />
        </>
      ) : null}
      {information ? (
        <>
          <DataSettings information={information} />
          <AboutSettings information={information} />
        </>
      ) : null}
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!error && (!settings || !information) ? <Loading /> : null}
    </Page>
  );
}
