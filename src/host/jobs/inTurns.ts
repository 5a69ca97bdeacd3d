import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others get their turn. */
const slice = 40;

/**
 * Reads in steps, and answers other calls between them. For what takes no lock and shows no progress.
 * @throws the reason of `signal` once it is aborted: nobody waits for the result any more
 */
export async function inTurns<Result>(
  steps: Generator<void, Result, void>,
  signal?: AbortSignal,
): Promise<Result> {
  for (let started = Date.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (Date.now() - started < slice) continue;
    await setImmediate();
    signal?.throwIfAborted();
    started = Date.now();
  }
}
