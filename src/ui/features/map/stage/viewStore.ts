import { useSyncExternalStore } from 'react';
import type { MapView } from '#core/geo/projection.ts';

/** The map's window as it moves. Only what must follow every frame listens; the page itself does not draw anew. */
export interface ViewStore {
  readonly get: () => MapView | null;
  readonly set: (view: MapView) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createViewStore(): ViewStore {
  let view: MapView | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => view,
    set(next) {
      view = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useView(store: ViewStore): MapView | null {
  return useSyncExternalStore(store.subscribe, store.get);
}
