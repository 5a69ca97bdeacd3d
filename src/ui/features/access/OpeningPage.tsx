import { Progress } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useFormat } from '../../i18n/format.ts';
import classes from './access.module.css';

interface OpeningPageProps {
  readonly reason: 'first' | 'upgrade';
  /** 0 … 1 */
  readonly share: number;
  readonly error: unknown;
}

/** What the window waits for while the registry is filled for the first time, or a large one is brought up to date. */
export function OpeningPage({ reason, share, error }: OpeningPageProps) {
  const { t } = useTranslation(['shell', 'common']);
  const format = useFormat();
  const percent = Math.floor(share * 100);
  const title = t(`shell:opening.${reason}.title`);
  return (
    <main id="main" className={classes.page}>
      <div className={classes.card}>
        <p className={classes.app}>{t('common:appName')}</p>
        <h1 className={classes.title}>
          <IconDatabase size={24} stroke={1.6} aria-hidden="true" />
          {title}
        </h1>
        <p className={classes.lead}>{t(`shell:opening.${reason}.lead`)}</p>
        {error === undefined ? (
          <div className={classes.progress}>
            <Progress value={percent} aria-label={title} />
            <span className={classes.percent}>
              {t('shell:opening.percent', { percent: format.number(percent) })}
            </span>
          </div>
        ) : (
          <ErrorNotice error={error} />
        )}
      </div>
    </main>
  );
}
