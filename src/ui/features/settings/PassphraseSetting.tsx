import { Alert, Button, PasswordInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortestPassphrase } from '#core/passphrase/shortestPassphrase.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { host } from '../../host/client.ts';
import { orpc } from '../../host/queries.ts';
import { Setting } from './Setting.tsx';
import classes from './settings.module.css';
import { useTask } from './useTask.ts';

type Aim = 'set' | 'change' | 'remove';

/** Puts the registry's key under a passphrase, changes it, or takes it off. */
export function PassphraseSetting({ isProtected }: { readonly isProtected: boolean }) {
  const { t } = useTranslation('settings');
  const [aim, setAim] = useState<Aim>();
  const [done, setDone] = useState<Aim>();
  const begin = (next: Aim) => {
    setDone(undefined);
    setAim(next);
  };
  return (
    <>
      <Setting label={t('data.passphrase.title')} help={t('data.passphrase.help')}>
        {isProtected ? (
          <>
            <Button variant="default" onClick={() => begin('change')}>
              {t('data.passphrase.change')}
            </Button>
            <Button variant="default" onClick={() => begin('remove')}>
              {t('data.passphrase.remove')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => begin('set')}>
            {t('data.passphrase.set')}
          </Button>
        )}
      </Setting>
      {aim === undefined ? null : (
        <PassphraseForm
          key={aim}
          aim={aim}
          onCancel={() => setAim(undefined)}
          onDone={() => {
            setAim(undefined);
            setDone(aim);
          }}
        />
      )}
      {done === undefined ? null : (
        <Alert
          role="status"
          variant="light"
          color="green"
          className={classes.outcome}
          icon={<IconCheck aria-hidden="true" />}
        >
          {done === 'remove' ? t('data.passphrase.removed') : t('data.passphrase.done')}
        </Alert>
      )}
    </>
  );
}

interface FormProps {
  readonly aim: Aim;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

function PassphraseForm({ aim, onCancel, onDone }: FormProps) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== wanted;
  const { state, start } = useTask(async () => {
    await host.system.protect({
      passphrase: aim === 'remove' ? null : wanted,
      ...(aim === 'set' ? {} : { current }),
    });
    await queries.invalidateQueries({ queryKey: orpc.system.information.key() });
    onDone();
  });
  const isReady =
    (aim === 'set' || current !== '') &&
    (aim === 'remove' || ([...wanted].length >= shortestPassphrase && again === wanted));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) void start();
  };
  return (
    <form className={classes.passphrase} onSubmit={submit}>
      {aim === 'set' ? null : (
        <PasswordInput
          label={t('data.passphrase.current')}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          autoComplete="current-password"
          maxLength={1_000}
          autoFocus
        />
      )}
      {aim === 'remove' ? null : (
        <>
          <PasswordInput
            label={t('data.passphrase.new')}
            description={t('data.passphrase.newHelp', { shortest: shortestPassphrase })}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            autoComplete="new-password"
            maxLength={1_000}
            autoFocus={aim === 'set'}
          />
          <PasswordInput
            label={t('data.passphrase.again')}
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            error={differs ? t('data.passphrase.differs') : undefined}
            autoComplete="new-password"
            maxLength={1_000}
          />
          <p className={classes.paragraph}>{t('data.passphrase.warning')}</p>
        </>
      )}
      {state.phase === 'failed' ? <ErrorNotice error={state.error} /> : null}
      <div className={classes.buttons}>
        <Button type="submit" disabled={!isReady} loading={state.phase === 'running'}>
          {aim === 'remove' ? t('data.passphrase.removeNow') : t('data.passphrase.save')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('data.passphrase.cancel')}
        </Button>
      </div>
    </form>
  );
}
