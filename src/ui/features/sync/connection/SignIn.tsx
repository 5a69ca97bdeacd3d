import { Button } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { ExternalLink } from '../../../components/ExternalLink.tsx';
import { host } from '../../../host/client.ts';
import { orpc, queryClient } from '../../../host/queries.ts';
import { shellBridge } from '../../../host/shellBridge.ts';
import { useFormat } from '../../../i18n/format.ts';
import shared from '../sync.module.css';
import classes from './connection.module.css';

/** Sign-in with the provider in the system's browser: opens it, waits for its return, and can be given up. */
export function SignIn() {
  const { t } = useTranslation('sync');
  const { language } = useFormat();
  const [address, setAddress] = useState<string>();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const start = async () => {
    stop.current?.abort();
    const control = new AbortController();
    stop.current = control;
    setError(undefined);
    setRunning(true);
    try {
      const events = await host.sync.signIn({ language }, { signal: control.signal });
      for await (const event of events) {
        if (event.type === 'done') break;
        setAddress(event.url);
        const bridge = shellBridge();
        if (bridge) await bridge.openExternal(event.url);
        else window.open(event.url, '_blank', 'noopener,noreferrer');
      }
      await queryClient.invalidateQueries({ queryKey: orpc.sync.settings.key() });
    } catch (cause) {
      if (!control.signal.aborted) setError(cause);
    }
    if (stop.current === control) {
      setRunning(false);
      setAddress(undefined);
    }
  };

  return (
    <div className={classes.signIn}>
      {running ? (
        <>
          <p role="status" className={shared.stateLine}>
            {t('signIn.waiting')}
          </p>
          {address ? (
            <p className={shared.stateLine}>
              <ExternalLink href={address}>{t('signIn.open')}</ExternalLink>
            </p>
          ) : null}
          <Button
            variant="default"
            onClick={() => {
              stop.current?.abort();
              stop.current = undefined;
              setRunning(false);
              setAddress(undefined);
            }}
          >
            {t('signIn.cancel')}
          </Button>
        </>
      ) : (
        <Button leftSection={<IconLogin2 size={16} aria-hidden="true" />} onClick={() => void start()}>
          {t('signIn.start')}
        </Button>
      )}
      {error ? <ErrorNotice error={error} /> : null}
    </div>
  );
}
