import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConnectionTest, ConnectionTestStep } from '#contract/syncSchemas.ts';
import { useFailureWords } from '../state/useStateWords.ts';
import shared from '../sync.module.css';
import classes from './connection.module.css';

const icons = {
  passed: IconCircleCheck,
  warning: IconAlertTriangle,
  failed: IconCircleX,
  skipped: IconCircleDashed,
} as const;

/** What the connection test looked at, in its order, and at which step it failed. */
export function TestResult({ test, endpoint }: { readonly test: ConnectionTest; readonly endpoint: string }) {
  const { t } = useTranslation('sync');
  return (
    <div className={classes.test} role="status">
      <p className={classes.testTitle}>{t(test.ok ? 'test.good' : 'test.bad')}</p>
      <ol className={classes.testSteps}>
        {test.steps.map((step) => (
          <TestStep key={`${step.step} ${step.tenant ?? ''}`} step={step} endpoint={endpoint} />
        ))}
      </ol>
    </div>
  );
}

function TestStep({ step, endpoint }: { readonly step: ConnectionTestStep; readonly endpoint: string }) {
  const { t } = useTranslation('sync');
  const failureWords = useFailureWords();
  const Icon = icons[step.outcome];
  const name = step.tenant
    ? t('test.tenant', { tenant: t(`tenant.${step.tenant}`), name: step.found ?? '' })
    : t(`test.step.${step.step}`);
  return (
    <li className={classes.testStep} data-outcome={step.outcome}>
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <div>
        <span className={classes.testName}>{name}</span>{' '}
        <span className={shared.quiet}>{t(`test.outcome.${step.outcome}`)}</span>
        <Explanation step={step} words={step.failure ? failureWords(step.failure, endpoint) : undefined} />
      </div>
    </li>
  );
}

function Explanation({
  step,
  words,
}: {
  readonly step: ConnectionTestStep;
  readonly words: string | undefined;
}) {
  const { t } = useTranslation('sync');
  const { found = '' } = step;
  const lines: string[] = [];
  if (step.step === 'name' && step.outcome === 'failed') {
    lines.push(t('test.nameUnknown', { reason: step.failure?.reason ?? '' }));
  } else if (step.step === 'dialect' && step.outcome === 'failed' && found) {
    lines.push(
      t('test.otherDialect', { dialect: t(`dialect.${found === 'ngsi-v2' ? 'ngsi-v2' : 'ngsi-ld'}`) }),
    );
  } else if (step.step === 'signIn' && step.failure) {
    lines.push(t('test.signInFailed', { reason: step.failure.reason }));
  } else if (step.step === 'tenant' && step.failure?.kind === 'forbidden') {
    lines.push(t('test.tenantForbidden'));
  } else if (words) lines.push(words);
  if (step.step === 'pageLimit' && step.outcome === 'warning')
    lines.push(t('test.smallerPage', { size: found }));
  if (step.step === 'clock' && step.outcome === 'warning') {
    lines.push(t('clock', { minutes: Math.abs(Number(found)) }));
  }
  return lines.map((line) => (
    <p key={line} className={classes.testLine}>
      {line}
    </p>
  ));
}
