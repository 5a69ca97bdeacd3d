import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobProgress } from '#ui/host/jobs.ts';
import classes from './data.module.css';

interface JobProgressBarProps {
  readonly label: string;
  readonly progress: JobProgress;
  readonly onCancel: () => void;
}

/** How far a long job is, with the way to stop it. */
export function JobProgressBar({ label, progress, onCancel }: JobProgressBarProps) {
  const { t } = useTranslation('records');
  const percent = Math.round(progress.fraction * 100);
  return (
    <div className={classes.job}>
      <span role="status" className={classes.jobLabel}>
        {t('job.running', { label, percent })}
      </span>
      <Progress value={percent} aria-label={label} className={classes.jobBar} />
      <Button size="xs" variant="default" onClick={onCancel}>
        {t('job.cancel')}
      </Button>
    </div>
  );
}
