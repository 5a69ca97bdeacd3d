import type { ActivityItem } from '#contract/schemas.ts';
import { deletedField, kindField } from '#core/ledger/operation.ts';

export type ChangeKind =
  | 'created'
  | 'changed'
  | 'removed'
  | 'restored'
  | 'undone'
  | 'imported'
  | 'merged'
  | 'synced'
  | 'bundled';

const kindsOfOrigin: Readonly<Record<string, ChangeKind>> = {
  undo: 'undone',
  import: 'imported',
  merge: 'merged',
  sync: 'synced',
  bundled: 'bundled',
};

/** What a change was, in one word. */
export function changeKind(item: ActivityItem): ChangeKind {
  const byOrigin = kindsOfOrigin[item.origin];
  if (byOrigin) return byOrigin;
  if (item.entries.some((entry) => entry.field === kindField)) return 'created';
  const deletion = item.entries.find((entry) => entry.field === deletedField);
  if (deletion) return deletion.after == null ? 'restored' : 'removed';
  return 'changed';
}

/** Fields about the record itself, which say what the change was rather than what was written. */
export function isSystemField(field: string): boolean {
  return field === kindField || field === deletedField;
}

/** What came with the app is not undone as a whole: single values are corrected like any other. */
export function canUndo(item: ActivityItem): boolean {
  return item.origin !== 'bundled' && item.undoneBy === undefined && item.entries.length > 0;
}
