import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Setting } from './Setting.tsx';
import classes from './settings.module.css';
import { useTask } from './useTask.ts';

export interface Outcome {
  readonly good: boolean;
  readonly words: ReactNode;
}

interface DataTaskProps<Result> {
  readonly label: string;
  readonly help: string;
  readonly button: string;
  readonly work: () => Promise<Result>;
  readonly outcome: (result: Result) => Outcome;
}

/** Something that can be done to the data, with its outcome right beneath. */
export function DataTask<Result>({ label, help, button, work, outcome }: DataTaskProps<Result>) {
  const { state, start } = useTask(work);
  const shown = state.phase === 'done' ? outcome(state.result) : undefined;
  return (
    <>
      <Setting label={label} help={help}>
        <Button variant="default" loading={state.phase === 'running'} onClick={() => void start()}>
          {button}
        </Button>
      </Setting>
      {shown ? (
        <Alert
          role="status"
          variant="light"
          color={shown.good ? 'green' : 'red'}
          className={classes.outcome}
          icon={shown.good ? <IconCheck aria-hidden="true" /> : <IconAlertTriangle aria-hidden="true" />}
        >
          {shown.words}
        </Alert>
      ) : null}
      {state.phase === 'failed' ? <ErrorNotice error={state.error} onRetry={() => void start()} /> : null}
    </>
  );
}
