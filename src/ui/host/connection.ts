import { useSyncExternalStore } from 'react';

let lostWith: unknown;
const listeners = new Set<() => void>();

function set(error: unknown): void {
  if (lostWith === error) return;
  lostWith = error;
  for (const listener of listeners) listener();
}

/** The line to the host, as `useChanges` finds it. */
export const connection = {
  lost: (error: unknown): void => set(error),
  found: (): void => set(undefined),
};

/** Why the host does not answer; undefined while it does. */
export function useLostConnection(): unknown {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lostWith,
  );
}
