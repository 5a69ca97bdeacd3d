import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DraftContent, DraftWriter, draftPause } from './draftWriter.ts';

function keeper(delay = 0) {
  const kept = new Map<string, DraftContent>();
  const calls: string[] = [];
  const wait = () => new Promise<void>((done) => setTimeout(done, delay));
  const writer = new DraftWriter({
    get: async ({ key }) => {
      const content = kept.get(key);
      return content ? { content, savedAt: '2026-11-26T00:00:00.000Z' } : null;
    },
    put: async ({ key, content }) => {
      calls.push(`put ${String(content.text)}`);
      await wait();
      kept.set(key, content);
    },
    remove: async ({ key }) => {
      calls.push('remove');
      await wait();
      kept.delete(key);
    },
  });
  return { writer, kept, calls };
}

describe('drafts on their way to the host', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are sent while somebody goes on typing, never more than a moment late', async () => {
    const { writer, kept } = keeper();
    for (let letter = 1; letter <= 10; letter += 1) {
      writer.keep('a/b', { text: letter });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(Number(kept.get('a/b')?.text)).toBeGreaterThanOrEqual(10 - Math.ceil(draftPause / 100));
    await vi.advanceTimersByTimeAsync(draftPause);
    expect(kept.get('a/b')).toEqual({ text: 10 });
  });

  it('go one after the other, so that an older text never comes last', async () => {
    const { writer, kept, calls } = keeper(1_000);
    writer.keep('a/b', { text: 'old' });
    writer.flush('a/b');
    writer.keep('a/b', { text: 'new' });
    writer.flush('a/b');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls).toEqual(['put old', 'put new']);
    expect(kept.get('a/b')).toEqual({ text: 'new' });
  });

  it('are gone once dropped, also what was still waiting', async () => {
    const { writer, kept } = keeper(100);
    writer.keep('a/b', { text: 'one' });
    writer.flush('a/b');
    writer.keep('a/b', { text: 'two' });
    writer.drop('a/b');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(kept.size).toBe(0);
  });

  it('can be read back before they are sent', async () => {
    const { writer } = keeper();
    writer.keep('a/b', { text: 'typed just now' });
    expect((await writer.read('a/b'))?.content).toEqual({ text: 'typed just now' });
    expect(await writer.read('a/c')).toBeNull();
  });

  it('that the host refuses are reported and stop nothing', async () => {
    const errors: unknown[] = [];
    let puts = 0;
    const writer = new DraftWriter(
      {
        get: async () => null,
        put: async () => {
          puts += 1;
          if (puts === 1) throw new Error('disk full');
        },
        remove: async () => undefined,
      },
      (error) => errors.push(error),
    );
    writer.keep('a/b', { text: 1 });
    writer.flush('a/b');
    writer.keep('a/b', { text: 2 });
    writer.flush('a/b');
    await vi.advanceTimersByTimeAsync(10);
    expect(puts).toBe(2);
    expect(errors).toHaveLength(1);
  });
});
