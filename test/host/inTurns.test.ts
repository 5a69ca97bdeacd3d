import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inTurns } from '#host/jobs/inTurns.ts';

/** Each step takes longer than others wait, by the clock that counts. */
function* slowSteps(done: number[]): Generator<void, string, void> {
  for (const step of [1, 2, 3]) {
    const until = Date.now() + 50;
    while (Date.now() < until);
    done.push(step);
    yield;
  }
  return 'all of it';
}

it('others have their turn between the steps of what takes long', async () => {
  const done: number[] = [];
  const reading = inTurns(slowSteps(done));
  const seen: number[] = [];
  void (async () => {
    for (;;) {
      await setTimeout(0);
      seen.push(done.length);
      if (done.length === 3) return;
    }
  })();
  expect(await reading).toBe('all of it');
  expect(seen.filter((steps) => steps < 3)).not.toEqual([]);
});

it('stops when nobody waits for the result any more', async () => {
  const done: number[] = [];
  const leaving = new AbortController();
  const reading = inTurns(slowSteps(done), leaving.signal);
  leaving.abort(new Error('left'));
  await expect(reading).rejects.toThrow('left');
  expect(done).toEqual([1]);
});
