import { useCallback, useRef, useState } from 'react';
import { type JobEvent, type JobProgress, runJob } from '#ui/host/jobs.ts';

export interface JobState<Result> {
  /** Undefined while nothing runs. */
  readonly progress: JobProgress | undefined;
  readonly error: unknown;
  /** Starts the job; resolves to undefined when it was cancelled or refused. */
  readonly start: (
    job: (signal: AbortSignal) => Promise<AsyncIterable<JobEvent<Result>>>,
  ) => Promise<Result | undefined>;
  readonly cancel: () => void;
  readonly clearError: () => void;
}

/** One long job of a screen: how far it is, how to stop it, and what was refused. */
export function useJob<Result>(): JobState<Result> {
  const [progress, setProgress] = useState<JobProgress>();
  const [error, setError] = useState<unknown>();
  const running = useRef<AbortController>(undefined);

  const start = useCallback<JobState<Result>['start']>(async (job) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setError(undefined);
    setProgress({ step: '', fraction: 0 });
    try {
      return await runJob(job(stop.signal), { onProgress: setProgress, signal: stop.signal });
    } catch (cause) {
      if (!stop.signal.aborted) setError(cause);
      return undefined;
    } finally {
      if (running.current === stop) setProgress(undefined);
    }
  }, []);

  const cancel = useCallback(() => running.current?.abort(), []);
  const clearError = useCallback(() => setError(undefined), []);
  return { progress, error, start, cancel, clearError };
}

/** What `data.export` comes to. */
export interface ExportResult {
  readonly file: { readonly fileName: string; readonly mediaType: string; readonly data: string };
  readonly rows: number;
}
