/** What a long job of the host says while it runs. */
export type JobEvent<Result> =
  | { readonly type: 'progress'; readonly step: string; readonly fraction: number }
  | { readonly type: 'done'; readonly result: Result };

export interface JobProgress {
  readonly step: string;
  /** From 0 to 1. */
  readonly fraction: number;
}

export interface JobOptions {
  readonly onProgress?: (progress: JobProgress) => void;
  /** Hand the same signal to the procedure too: `host.brief.render(input, { signal })`. */
  readonly signal?: AbortSignal;
}

/**
 * Follows a long job to its result: `await runJob(host.brief.render(input, { signal }), { onProgress, signal })`.
 * @throws the host's refusal, or the signal's reason when the job was cancelled
 */
export async function runJob<Result>(
  job: AsyncIterable<JobEvent<Result>> | Promise<AsyncIterable<JobEvent<Result>>>,
  options: JobOptions = {},
): Promise<Result> {
  for await (const event of await job) {
    options.signal?.throwIfAborted();
    if (event.type === 'done') return event.result;
    options.onProgress?.({ step: event.step, fraction: event.fraction });
  }
  options.signal?.throwIfAborted();
  throw new Error('The job ended without a result');
}
