import { expect, it } from 'vitest';
import { noteOwnChanges, ownChanges } from './ownChanges.ts';

function clientAnswering(...changeIds: readonly (string | null)[]) {
  const left = [...changeIds];
  return noteOwnChanges({
    registry: {
      patch: async () => ({ id: 'jakarta', changeId: left.shift() ?? null }),
      get: async () => ({ id: 'jakarta', changeId: 'not-a-write' }),
    },
    settings: { get: async () => ({ theme: 'dark' }) },
  });
}

it('remembers writes in the order in which they were acknowledged, and nothing else', async () => {
  const client = clientAnswering('one', null, 'two');
  await client.registry.patch();
  await client.registry.patch();
  await client.registry.get();
  await client.registry.patch();
  expect(await client.settings.get()).toEqual({ theme: 'dark' });
  expect(ownChanges.last()).toBe('two');
  ownChanges.forget('two');
  expect(ownChanges.last()).toBe('one');
  ownChanges.forget('one');
  expect(ownChanges.last()).toBeUndefined();
});

it('goes back and forth: what was undone can be redone, and undone again', async () => {
  await clientAnswering('one').registry.patch();
  ownChanges.tookBack('one', 'undo-one');
  expect([ownChanges.last(), ownChanges.lastUndone()]).toEqual([undefined, 'undo-one']);
  ownChanges.broughtBack('undo-one', 'redo-one');
  expect([ownChanges.last(), ownChanges.lastUndone()]).toEqual(['redo-one', undefined]);
  ownChanges.forget('redo-one');
});

it('has nothing to redo after a new change', async () => {
  const client = clientAnswering('one', 'two');
  await client.registry.patch();
  ownChanges.tookBack('one', 'undo-one');
  await client.registry.patch();
  expect(ownChanges.lastUndone()).toBeUndefined();
  ownChanges.forget('two');
});

it('notes nothing when a write is refused', async () => {
  const refusing = noteOwnChanges({
    registry: {
      patch: async () => {
        throw new Error('refused');
      },
    },
  });
  await expect(refusing.registry.patch()).rejects.toThrow('refused');
  expect(ownChanges.last()).toBeUndefined();
});
