import { Button, Progress } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SyncLiveState } from '#contract/syncSchemas.ts';
import { host } from '../../../host/client.ts';
import { reportError } from '../../../host/reportError.ts';
import { useFormat } from '../../../i18n/format.ts';
import { SignIn } from '../connection/SignIn.tsx';
import shared from '../sync.module.css';
import { StateMark, shownState } from './StateMark.tsx';
import classes from './state.module.css';
import { useStateWords } from './useStateWords.ts';

function run(work: Promise<unknown>): void {
  work.catch(reportError);
}

/** How sync stands, what runs, and the buttons for it. */
export function StateCard({ state }: { readonly state: SyncLiveState }) {
  const { t } = useTranslation('sync');
  const words = useStateWords(state);
  const { activity } = state;
  return (
    <section className={shared.card} data-state={shownState(state)} aria-labelledby="sync-state">
      <div className={shared.stateHead}>
        <StateMark state={shownState(state)} size={28} />
        <div className={classes.stateWords} role="status">
          <h2 id="sync-state" className={classes.stateTitle}>
            {words?.title}
          </h2>
          {words?.details.map((line) => (
            <p key={line} className={shared.stateLine}>
              {line}
            </p>
          ))}
        </div>
      </div>
      {activity ? <Running state={state} /> : null}
      <div className={shared.buttons}>
        {activity ? (
          <>
            <Button
              variant="default"
              leftSection={<IconPlayerPause size={16} aria-hidden="true" />}
              onClick={() => run(host.sync.pause())}
            >
              {t('action.pause')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconX size={16} aria-hidden="true" />}
              onClick={() => run(host.sync.cancel())}
            >
              {t('action.cancel')}
            </Button>
          </>
        ) : state.paused ? (
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
            onClick={() => run(host.sync.resume())}
          >
            {t('action.resume')}
          </Button>
        ) : (
          <>
            {state.kind === 'signIn' ? (
              <SignIn />
            ) : (
              <Button
                leftSection={<IconRefresh size={16} aria-hidden="true" />}
                onClick={() => run(host.sync.start({ trigger: 'asked' }))}
              >
                {t('action.sync')}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconPlayerPause size={16} aria-hidden="true" />}
              onClick={() => run(host.sync.pause())}
            >
              {t('action.pause')}
            </Button>
          </>
        )}
        {state.deletionsToConfirm && !activity && !state.paused ? (
          <Button
            variant="outline"
            color="red"
            onClick={() => run(host.sync.start({ trigger: 'asked', allowDeletions: true }))}
          >
            {t('action.sendRemovals')}
          </Button>
        ) : null}
        {state.files.count > 0 && !activity && !state.paused && state.kind !== 'signIn' ? (
          <Button
            variant="outline"
            onClick={() => run(host.sync.start({ trigger: 'asked', withFiles: true }))}
          >
            {t('action.transferFiles')}
          </Button>
        ) : null}
        {state.conflicts > 0 ? (
          <Button component={Link} to="/sync/conflicts" variant="outline">
            {t('action.settle', { count: state.conflicts })}
          </Button>
        ) : null}
        <Button component={Link} to="/sync/connection" variant="subtle" className={shared.lastButton}>
          {t('action.connection')}
        </Button>
      </div>
    </section>
  );
}

/** How far the exchange is. How much there is to receive nobody knows, so that then only the number moves. */
function Running({ state }: { readonly state: SyncLiveState }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { activity } = state;
  if (!activity) return null;
  const percent = activity.fraction === null ? 100 : Math.round(activity.fraction * 100);
  const words = t(`running.${activity.step}`, {
    received: format.number(activity.received),
    sent: format.number(activity.sent),
    toSend: format.number(activity.toSend),
  });
  return (
    <div className={classes.running}>
      {activity.first ? <p className={shared.stateLine}>{t('running.first')}</p> : null}
      <Progress
        value={percent}
        striped={activity.fraction === null}
        animated={activity.fraction === null}
        aria-label={t('running.label')}
        aria-valuetext={words}
      />
      <p className={classes.runningWords} aria-live="polite">
        {words}
      </p>
    </div>
  );
}
