import { Button, PasswordInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { host } from '../../host/client.ts';
import classes from './access.module.css';

/** Asks for the passphrase. What is typed goes to the host and is kept nowhere. */
export function UnlockPage() {
  const { t } = useTranslation(['shell', 'common']);
  const [passphrase, setPassphrase] = useState('');
  const [isOpening, setOpening] = useState(false);
  const [error, setError] = useState<unknown>();

  const open = async (event: FormEvent) => {
    event.preventDefault();
    setOpening(true);
    setError(undefined);
    try {
      await host.access.unlock({ passphrase });
      // A fresh start: the line to the host is laid anew to the open registry.
      window.location.reload();
    } catch (refusal) {
      setError(refusal);
      setOpening(false);
    }
  };

  return (
    <main id="main" className={classes.page}>
      <form className={classes.card} onSubmit={(event) => void open(event)}>
        <p className={classes.app}>{t('common:appName')}</p>
        <h1 className={classes.title}>
          <IconLock size={24} stroke={1.6} aria-hidden="true" />
          {t('shell:unlock.title')}
        </h1>
        <p className={classes.lead}>{t('shell:unlock.lead')}</p>
        <PasswordInput
          label={t('shell:unlock.passphrase')}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          autoComplete="current-password"
          maxLength={1_000}
          autoFocus
        />
        {error === undefined ? null : <ErrorNotice error={error} />}
        <Button type="submit" loading={isOpening} disabled={passphrase === ''}>
          {t('shell:unlock.open')}
        </Button>
      </form>
    </main>
  );
}
