import { useEffect, useSyncExternalStore } from 'react';

export interface Crumb {
  readonly label: string;
  /** What the window is called at this place, where the label says less than a window's name should. */
  readonly windowTitle?: string;
  /** Language of the label where it differs from the screen's. */
  readonly lang?: string;
  /** An address inside the app, such as `/list/city`; the last crumb, where one is, has none. */
  readonly to?: string;
}

let trail: readonly Crumb[] = [];
const listeners = new Set<() => void>();

function show(crumbs: readonly Crumb[]): void {
  trail = crumbs;
  for (const listener of listeners) listener();
}

/** A page says where it is; the frame's breadcrumb and the window's title follow. */
export function useShowTrail(crumbs: readonly Crumb[]): void {
  const text = JSON.stringify(crumbs);
  useEffect(() => show(JSON.parse(text) as readonly Crumb[]), [text]);
}

/** Where the reader is, from the widest to the page itself. */
export function useTrail(): readonly Crumb[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => trail,
  );
}
