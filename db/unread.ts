import { MusubiError } from '#core/errors/musubiError.ts';
import type { Statements } from './statements.ts';

/** Whether another device has changed the record in a format that only a newer version of the app reads. */
export function isUnread(statements: Statements, recordId: string): boolean {
  return statements.get('SELECT 1 FROM sync_unread WHERE record_id = ? LIMIT 1', recordId) !== undefined;
}

/**
 * Such a record is not changed here: whoever does not know what stands in it would replace it unseen.
 * @throws MusubiError SYNC_UPDATE_NEEDED
 */
export function requireRead(statements: Statements, recordIds: Iterable<string>) {
  if (!statements.get('SELECT 1 FROM sync_unread LIMIT 1')) return;
  for (const id of recordIds)
    if (isUnread(statements, id)) throw new MusubiError('SYNC_UPDATE_NEEDED', { id });
}
