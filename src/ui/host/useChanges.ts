import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { host } from './client.ts';
import { connection } from './connection.ts';
import { orpc } from './queries.ts';

/** Several writes in a row refresh the screen once. In milliseconds. */
const settleTime = 40;
const shortestPause = 250;
const longestPause = 10_000;
/** A host that restarts is back before anybody need hear of it. */
const failuresToTell = 3;

/** Keeps every view fresh: whatever changes in this window, another one or the command line is read again. */
export function useChanges(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const part of [
          orpc.registry,
          orpc.attachments,
          orpc.missions,
          orpc.home,
          orpc.domain,
          orpc.pipeline,
          orpc.search,
          orpc.map,
          orpc.matching,
          orpc.system,
          orpc.brief,
        ]) {
          queries.invalidateQueries({ queryKey: part.key() });
        }
      }, settleTime);
    };

    const listen = async () => {
      let pause = shortestPause;
      let missed = false;
      let failures = 0;
      while (!stop.signal.aborted) {
        try {
          const changes = await host.registry.changes(undefined, { signal: stop.signal });
          // What happened while nobody listened is not told again.
          if (missed) refresh();
          pause = shortestPause;
          failures = 0;
          connection.found();
          for await (const _change of changes) refresh();
        } catch (error) {
          // The line is lost (the host restarted, the machine slept). Ask again, ever more slowly.
          failures += 1;
          if (failures >= failuresToTell && !stop.signal.aborted) connection.lost(error);
        }
        missed = true;
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(pause * 2, longestPause);
      }
    };
    void listen();

    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [queries]);
}
