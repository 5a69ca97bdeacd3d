import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { host } from './client.ts';
import { orpc } from './queries.ts';

/** Several writes in a row refresh the screen once. In milliseconds. */
const settleTime = 40;
const longestPause = 10_000;

/** Keeps every view fresh: whatever changes in this window, another one or the command line is read again. */
export function useChanges(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const part of [orpc.registry, orpc.home, orpc.search, orpc.map, orpc.system, orpc.brief]) {
          queries.invalidateQueries({ queryKey: part.key() });
        }
      }, settleTime);
    };

    const listen = async () => {
      let pause = 250;
      while (!stop.signal.aborted) {
        try {
          for await (const _change of await host.registry.changes(undefined, { signal: stop.signal })) {
            pause = 250;
            refresh();
          }
        } catch {
          // The stream ended (the host restarted, the machine slept). Ask again, ever more slowly.
        }
        if (stop.signal.aborted) return;
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(pause * 2, longestPause);
        refresh();
      }
    };
    void listen();

    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [queries]);
}
