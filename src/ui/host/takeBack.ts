import { notifyProgress } from '../components/notify.tsx';
import { host } from './client.ts';
import { runJob } from './jobs.ts';

/** Undoing that is done by then shows no progress. */
const quick = 400;

export interface TakenBack {
  readonly changeId: string;
  readonly kept: readonly { readonly recordId: string; readonly field: string }[];
}

/**
 * Takes a change of any size back. One that takes longer says how far it is and can be stopped, with everything as it
 * was before.
 * @param saying what is going on, in the reader's words
 * @returns undefined when it was stopped
 * @throws the host's refusal
 */
export async function takeBackChange(changeId: string, saying: string): Promise<TakenBack | undefined> {
  const stop = new AbortController();
  const { signal } = stop;
  const started = Date.now();
  const notice = notifyProgress(saying, () => stop.abort());
  try {
    return await runJob(host.registry.takeBack({ changeId }, { signal }), {
      signal,
      onProgress: ({ fraction }) => {
        if (Date.now() - started > quick) notice.show(fraction);
      },
    });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    notice.hide();
  }
}
