import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StartOverPlanView } from '#contract/syncSchemas.ts';
import { notifyDone } from '#ui/components/notify.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { host } from '../../../host/client.ts';
import shared from '../sync.module.css';
import { StartOverChoice } from './StartOverChoice.tsx';
import { StartOverDifference } from './StartOverDifference.tsx';

type Step =
  | { readonly name: 'closed'; readonly error?: unknown }
  | { readonly name: 'comparing' }
  | { readonly name: 'compared'; readonly plan: StartOverPlanView };

/** Beginning anew with what the endpoint holds: a verified backup and the difference first, then a question. */
export function StartOver() {
  const { t } = useTranslation('sync');
  const [step, setStep] = useState<Step>({ name: 'closed' });
  const comparing = useRef<AbortController>(undefined);
  const compare = async () => {
    const stop = new AbortController();
    comparing.current = stop;
    setStep({ name: 'comparing' });
    try {
      const plan = await host.sync.startOver.prepare(undefined, { signal: stop.signal });
      setStep({ name: 'compared', plan });
    } catch (error) {
      setStep(stop.signal.aborted ? { name: 'closed' } : { name: 'closed', error });
    }
  };
  const confirm = async (ticket: string, unsent: 'send' | 'discard') => {
    try {
      await host.sync.startOver.confirm({ ticket, unsent });
      setStep({ name: 'closed' });
      notifyDone(t('startOver.started'));
    } catch (error) {
      setStep({ name: 'closed', error });
    }
  };
  return (
    <section className={shared.raised} aria-labelledby="sync-start-over">
      <h2 id="sync-start-over" className={shared.sectionName}>
        {t('startOver.title')}
      </h2>
      {step.name === 'closed' ? (
        <>
          <p className={shared.stateLine}>{t('startOver.lead')}</p>
          {step.error === undefined ? null : <ErrorNotice error={step.error} />}
          <div className={shared.buttons}>
            <Button variant="default" mt="md" onClick={() => void compare()}>
              {t('startOver.compare')}
            </Button>
          </div>
        </>
      ) : step.name === 'comparing' ? (
        <>
          <p className={shared.stateLine} role="status">
            {t('startOver.comparing')}
          </p>
          <Loading />
          <Button variant="default" onClick={() => comparing.current?.abort()}>
            {t('startOver.stop')}
          </Button>
        </>
      ) : (
        <>
          <StartOverDifference plan={step.plan} />
          <StartOverChoice
            plan={step.plan}
            onConfirm={(unsent) => confirm(step.plan.ticket, unsent)}
            onDismiss={() => setStep({ name: 'closed' })}
          />
        </>
      )}
    </section>
  );
}
