import { expect, it } from 'vitest';
import { type JobEvent, runJob } from './jobs.ts';

async function* events(...list: readonly JobEvent<string>[]): AsyncGenerator<JobEvent<string>> {
  yield* list;
}

it('hands on progress and ends with the result', async () => {
  const seen: number[] = [];
  const result = await runJob(
    events(
      { type: 'progress', step: 'read', fraction: 0.2 },
      { type: 'progress', step: 'write', fraction: 0.9 },
      { type: 'done', result: 'file' },
    ),
    { onProgress: ({ fraction }) => seen.push(fraction) },
  );
  expect(result).toBe('file');
  expect(seen).toEqual([0.2, 0.9]);
});

it('stops with the reason when it was cancelled', async () => {
  const stop = new AbortController();
  const job = runJob(
    events({ type: 'progress', step: 'read', fraction: 0 }, { type: 'done', result: 'file' }),
    { signal: stop.signal, onProgress: () => stop.abort(new Error('cancelled')) },
  );
  await expect(job).rejects.toThrow('cancelled');
});

it('does not take a stream that breaks off for a result', async () => {
  await expect(runJob(events({ type: 'progress', step: 'read', fraction: 0 }))).rejects.toThrow();
});
