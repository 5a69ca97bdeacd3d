import { useSyncExternalStore } from 'react';

let isOpen = false;
let startText = '';
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** The command palette is one; anything may open it. */
export const palette = {
  /** `text` is searched at once. */
  open(text = ''): void {
    startText = text;
    isOpen = true;
    tell();
  },
  close(): void {
    isOpen = false;
    tell();
  },
  toggle(): void {
    if (isOpen) palette.close();
    else palette.open();
  },
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePaletteOpen(): boolean {
  return useSyncExternalStore(subscribe, () => isOpen);
}

export function usePaletteStartText(): string {
  return useSyncExternalStore(subscribe, () => startText);
}
