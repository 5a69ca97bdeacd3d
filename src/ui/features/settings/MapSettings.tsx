import { Alert, Button, Switch } from '@mantine/core';
import { IconInfoCircle, IconMap2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#contract/schemas.ts';
import { host } from '../../host/client.ts';
import { orpc, queryClient } from '../../host/queries.ts';
import { reportError } from '../../host/reportError.ts';
import { CommittedInput } from './CommittedInput.tsx';
import { Setting, SettingsSection } from './Setting.tsx';
import classes from './settings.module.css';

/**
 * The online map is off until somebody enters a token of their own and switches it on, having read who learns
 * what. Which servers the page may reach is fixed when it opens, so a change takes effect with the page anew.
 */
export function MapSettings({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('settings');
  const [changed, setChanged] = useState(false);
  const hasToken = settings.mapboxToken !== '';

  const keep = async (values: Partial<Settings>) => {
    try {
      queryClient.setQueryData(orpc.settings.get.queryKey(), await host.settings.set(values));
      if ('onlineMap' in values || settings.onlineMap) setChanged(true);
    } catch (error) {
      reportError(error);
    }
  };

  return (
    <SettingsSection title={t('map.title')} icon={<IconMap2 size={20} stroke={1.6} aria-hidden="true" />}>
      <p className={classes.paragraph}>{t('map.about')}</p>
      <Setting label={t('map.token')} help={t('map.tokenHelp')}>
        <CommittedInput
          label={t('map.token')}
          value={settings.mapboxToken}
          placeholder={t('map.tokenPlaceholder')}
          maxLength={500}
          secret
          onCommit={(mapboxToken) =>
            void keep(mapboxToken === '' ? { mapboxToken, onlineMap: false } : { mapboxToken })
          }
        />
      </Setting>
      <Setting
        label={t('map.switch')}
        help={
          <>
            <p className={classes.paragraph}>{t('map.sends')}</p>
            <ul className={classes.list}>
              <li>{t('map.sendsAddress')}</li>
              <li>{t('map.sendsView')}</li>
              <li>{t('map.sendsUse')}</li>
            </ul>
            <p className={classes.paragraph}>{t('map.neverSends')}</p>
          </>
        }
      >
        <Switch
          aria-label={t('map.switch')}
          label={settings.onlineMap ? t('map.on') : hasToken ? t('map.off') : t('map.needsToken')}
          checked={settings.onlineMap}
          disabled={!hasToken}
          onChange={(event) => void keep({ onlineMap: event.currentTarget.checked })}
        />
      </Setting>
      {changed ? (
        <Alert icon={<IconInfoCircle aria-hidden="true" />} variant="light" role="status">
          <p className={classes.paragraph}>{t('map.reload')}</p>
          <Button size="xs" variant="outline" onClick={() => location.reload()}>
            {t('map.reloadNow')}
          </Button>
        </Alert>
      ) : null}
    </SettingsSection>
  );
}
