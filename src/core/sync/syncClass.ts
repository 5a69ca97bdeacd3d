import type { Visibility } from '../kinds/choices.ts';

/** Visibility classes that have a tenant of their own; `private` has none and never leaves the device. */
export const syncClasses = ['public', 'member', 'government'] as const;
export type SyncClass = (typeof syncClasses)[number];

/** Narrowest first: what has been narrowed is safe in the narrower tenant before the wider one is emptied of it. */
export const syncOrder: readonly SyncClass[] = [...syncClasses].reverse();

export function isSyncClass(visibility: Visibility | undefined): visibility is SyncClass {
  return (syncClasses as readonly (string | undefined)[]).includes(visibility);
}
