import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { Values } from './buildPatch.ts';

/** What was typed and not yet saved. */
export interface Draft {
  readonly values: Values;
  /** What the form opened with, so that a taken-up draft still sends only what was changed. */
  readonly base: Values;
  readonly savedAt: string;
}

/** Personal data is not written outside the encrypted registry, not even for the life of the window. */
const onlyInMemory: ReadonlySet<KindName> = new Set(['contact']);
const inMemory = new Map<string, Draft>();

export function draftKey(kind: KindName, id: string | undefined): string {
  return `musubi.draft.${kind}.${id ?? 'new'}`;
}

/**
 * Drafts last as long as the window: they come back after leaving the form or reloading, and are gone when the window
 * closes, because outside the registry nothing is encrypted.
 */
export function readDraft(kind: KindName, id: string | undefined): Draft | undefined {
  const key = draftKey(kind, id);
  const held = inMemory.get(key);
  if (held || onlyInMemory.has(kind)) return held;
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return isDraft(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(kind: KindName, id: string | undefined, draft: Draft): void {
  const key = draftKey(kind, id);
  inMemory.set(key, draft);
  if (onlyInMemory.has(kind) || draft.values.visibility === 'private') return;
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Storage may be full; the draft is still held in memory.
  }
}

export function dropDraft(kind: KindName, id: string | undefined): void {
  const key = draftKey(kind, id);
  inMemory.delete(key);
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept there then.
  }
}

function isDraft(value: unknown): value is Draft {
  if (value === null || typeof value !== 'object') return false;
  const { values, base, savedAt } = value as Partial<Record<keyof Draft, unknown>>;
  return isObject(values) && isObject(base) && typeof savedAt === 'string';
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
