import { useSyncExternalStore } from 'react';
import type { SyncLiveState } from '#contract/syncSchemas.ts';
import { host } from './client.ts';
import { orpc, queryClient } from './queries.ts';

const shortestPause = 500;
const longestPause = 10_000;

let current: SyncLiveState | undefined;
let following: AbortController | undefined;
const listeners = new Set<() => void>();

/** How sync stands, as the host says; undefined until it has said so for the first time. */
export function useSyncState(): SyncLiveState | undefined {
  return useSyncExternalStore(subscribe, () => current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    document.addEventListener('visibilitychange', followWhileSeen);
    window.addEventListener('online', onNetwork);
    followWhileSeen();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', followWhileSeen);
    window.removeEventListener('online', onNetwork);
    stopFollowing();
  };
}

/** A browser has few lines to one host: a window that nobody sees leaves its line to others. */
function followWhileSeen(): void {
  if (document.visibilityState === 'hidden') stopFollowing();
  else if (!following) void follow();
}

function stopFollowing(): void {
  following?.abort();
  following = undefined;
}

async function follow(): Promise<void> {
  const stop = new AbortController();
  following = stop;
  let pause = shortestPause;
  while (!stop.signal.aborted) {
    try {
      for await (const state of await host.sync.state(undefined, { signal: stop.signal })) {
        show(state);
        pause = shortestPause;
      }
    } catch {
      // The line is lost; `useChanges` says so where it lasts.
    }
    if (stop.signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, longestPause);
  }
}

function show(state: SyncLiveState): void {
  const before = current;
  current = state;
  for (const listener of listeners) listener();
  const ended = before?.activity != null && state.activity === null;
  if (ended || before?.conflicts !== state.conflicts || before?.kind !== state.kind) {
    void queryClient.invalidateQueries({ queryKey: orpc.sync.history.key() });
    void queryClient.invalidateQueries({ queryKey: orpc.sync.conflicts.key() });
    void queryClient.invalidateQueries({ queryKey: orpc.sync.settings.key() });
  }
}

/** The host notices new addresses of the machine; the browser also notices that the old one works again. */
function onNetwork(): void {
  void host.sync.start({ trigger: 'network' }).catch(() => undefined);
}
