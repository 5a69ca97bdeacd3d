import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './import.module.css';

export const importSteps = ['file', 'columns', 'check', 'done'] as const;
export type ImportStep = (typeof importSteps)[number];

/** Where an import is between file and done. */
export function Steps({ current }: { readonly current: ImportStep }) {
  const { t } = useTranslation('importScreens');
  const place = importSteps.indexOf(current);
  return (
    <ol className={classes.steps} aria-label={t('steps.label')}>
      {importSteps.map((step, index) => (
        <li
          key={step}
          className={classes.step}
          data-state={index < place || current === 'done' ? 'done' : index === place ? 'current' : undefined}
          aria-current={index === place ? 'step' : undefined}
        >
          <span className={classes.stepMark} aria-hidden="true">
            {index < place || current === 'done' ? <IconCheck size={14} stroke={2.5} /> : index + 1}
          </span>
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
