import type { KindName } from '#core/kinds/fieldTypes.ts';
import { drafts } from '#ui/host/drafts.ts';
import type { Values } from './buildPatch.ts';

/** What was typed and not yet saved. */
export interface Draft {
  readonly values: Values;
  /** What the form opened with, so that a taken-up draft still sends only what was changed. */
  readonly base: Values;
  readonly savedAt: string;
}

export function draftKey(kind: KindName, id: string | undefined): string {
  return `record/${kind}/${id ?? 'new'}`;
}

/**
 * Drafts stand in the encrypted registry of this device, so they come back after leaving the form, closing the window or a
 * crash; they are never synced or exported.
 */
export async function readDraft(kind: KindName, id: string | undefined): Promise<Draft | undefined> {
  const kept = await drafts.read(draftKey(kind, id));
  if (!kept) return undefined;
  const { values, base } = kept.content;
  return isObject(values) && isObject(base) ? { values, base, savedAt: kept.savedAt } : undefined;
}

export function keepDraft(kind: KindName, id: string | undefined, draft: Omit<Draft, 'savedAt'>): void {
  drafts.keep(draftKey(kind, id), { ...draft });
}

export function dropDraft(kind: KindName, id: string | undefined): void {
  drafts.drop(draftKey(kind, id));
}

function isObject(value: unknown): value is Values {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
