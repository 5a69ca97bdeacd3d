import { MusubiError } from '#core/errors/musubiError.ts';

export type JobProgress = (step: string, fraction: number) => void;

export type JobEvent<Result> =
  | { readonly type: 'progress'; readonly step: string; readonly fraction: number }
  | { readonly type: 'done'; readonly result: Result };

/**
 * Runs long work and tells how far it is. Closing the stream, or aborting, cancels the work where it next
 * looks at its signal.
 */
export async function* runAsJob<Result>(
  work: (progress: JobProgress) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<JobEvent<Result>, void, void> {
  const waiting: JobEvent<Result>[] = [];
  let wake: () => void = () => {};
  const finished = { done: false, failure: undefined as unknown };
  const push = (event: JobEvent<Result>) => {
    waiting.push(event);
    wake();
  };
  work((step, fraction) => push({ type: 'progress', step, fraction })).then(
    (result) => {
      push({ type: 'done', result });
      finished.done = true;
      wake();
    },
    (failure: unknown) => {
      finished.done = true;
      finished.failure = failure;
      wake();
    },
  );
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    while (!signal?.aborted) {
      const event = waiting.shift();
      if (event) yield event;
      else if (finished.failure !== undefined) throw finished.failure;
      else if (finished.done) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    throw new MusubiError('CANCELLED');
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
