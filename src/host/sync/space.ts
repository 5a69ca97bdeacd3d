import type { SyncClass } from '#core/sync/syncClass.ts';
import { randomHex } from '#db/randomHex.ts';
import type { Statements } from '#db/statements.ts';
import type { Store } from '#db/store.ts';
import { lastEndpoint } from './endpoints.ts';
import { forgetFiles } from './files/fileRows.ts';

/** One tenant of an endpoint as this device stands to it. */
export interface Space {
  readonly id: number;
  readonly class: SyncClass;
  /** Random, another one in every tenant and epoch: tells a copy of this profile, or a later life, from this one. */
  readonly install: string;
  readonly epoch: number;
  readonly slot: number | null;
  readonly guardedNumber: number;
  readonly guardedHash: string;
  readonly scanned: number;
  /** The last change of the log that the readable entities say. */
  readonly projected: number;
  readonly sweptAt: string | null;
}

const columns = `id, class, install, epoch, slot, guarded_number AS guardedNumber, guarded_hash AS guardedHash, scanned,
  projected, swept_at AS sweptAt`;

export function openSpace(statements: Statements, endpoint: number, tenant: SyncClass): Space {
  statements.run(
    'INSERT OR IGNORE INTO sync_space (endpoint, class, install) VALUES (?, ?, ?)',
    endpoint,
    tenant,
    randomHex(16),
  );
  const space = statements.get<Space>(
    `SELECT ${columns} FROM sync_space WHERE endpoint = ? AND class = ?`,
    endpoint,
    tenant,
  );
  if (!space) throw new Error('the sync space was not made');
  return space;
}

export function readSpace(statements: Statements, id: number): Space {
  const space = statements.get<Space>(`SELECT ${columns} FROM sync_space WHERE id = ?`, id);
  if (!space) throw new Error(`there is no sync space ${id}`);
  return space;
}

/** Whether every tenant's readable entities were all looked at within that time. */
export function wasSweptSince(store: Store, milliseconds: number): boolean {
  const endpoint = lastEndpoint(store)?.id ?? 0;
  const oldest = store.statements.get<{ at: string | null }>(
    "SELECT min(coalesce(swept_at, '')) AS at FROM sync_space WHERE endpoint = ?",
    endpoint,
  )?.at;
  return Boolean(oldest) && Date.parse(oldest ?? '') > Date.now() - milliseconds;
}

export interface Position {
  readonly slot: number;
  readonly number: number;
  readonly hash: string;
}

export function readPositions(statements: Statements, space: number): Position[] {
  return statements.all<Position>(
    'SELECT slot, number, hash FROM sync_position WHERE space = ? ORDER BY slot',
    space,
  );
}

export function readPosition(statements: Statements, space: number, slot: number): Position | undefined {
  return statements.get<Position>(
    'SELECT slot, number, hash FROM sync_position WHERE space = ? AND slot = ?',
    space,
    slot,
  );
}

export function writePosition(statements: Statements, space: number, { slot, number, hash }: Position) {
  statements.run(
    `INSERT INTO sync_position (space, slot, number, hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (space, slot) DO UPDATE SET number = excluded.number, hash = excluded.hash`,
    space,
    slot,
    number,
    hash,
  );
  statements.run('DELETE FROM sync_unread WHERE space = ? AND slot = ? AND number <= ?', space, slot, number);
}

export interface Outgoing {
  readonly number: number;
  readonly change: number | null;
  readonly hash: string;
}

/** Numbers that wait to be acknowledged, in order; all of them, or the first ones. */
export function readOutgoing(statements: Statements, space: number, most = -1): Outgoing[] {
  return statements.all<Outgoing>(
    'SELECT number, change, hash FROM sync_outgoing WHERE space = ? ORDER BY number LIMIT ?',
    space,
    most,
  );
}

export function acknowledge(statements: Statements, space: Space, slot: number, sent: Outgoing) {
  writePosition(statements, space.id, { slot, number: sent.number, hash: sent.hash });
  statements.run('DELETE FROM sync_outgoing WHERE space = ? AND number = ?', space.id, sent.number);
}

/** Everything from `sequence` on is looked at again, in every tenant of every endpoint. */
export function rescanFrom(statements: Statements, sequence: number) {
  statements.run('UPDATE sync_space SET scanned = ? WHERE scanned >= ?', sequence - 1, sequence);
}

/**
 * What a slot said is taken as not said: the broker was rolled back, or another device has the slot now.
 * The operations stay in the log; those that no other change of the tenant holds are published again.
 */
export function forgetSlot(statements: Statements, space: number, slot: number) {
  statements.run('DELETE FROM sync_position WHERE space = ? AND slot = ?', space, slot);
  statements.run('DELETE FROM sync_operation WHERE space = ? AND slot = ?', space, slot);
  statements.run('DELETE FROM sync_unread WHERE space = ? AND slot = ?', space, slot);
  statements.run(
    'UPDATE sync_redaction SET slot = NULL, number = NULL WHERE space = ? AND slot = ?',
    space,
    slot,
  );
  // Changes of slots that lost nothing may show values again that had been taken out of them: they are looked at anew.
  statements.run(
    `UPDATE sync_operation SET redacted = 0 WHERE space = ? AND redacted = 1
       AND operation_id IN (SELECT operation_id FROM sync_redaction WHERE space = ?)`,
    space,
    space,
  );
  forgetFiles(statements, space);
  // What others read may be gone as well, or be what it was long ago.
  statements.run('DELETE FROM sync_projection WHERE space = ? AND kept_out = 0', space);
  statements.run('UPDATE sync_space SET scanned = 0, projected = 0, swept_at = NULL WHERE id = ?', space);
}

/**
 * A new epoch and, at the next push, a new slot. What was numbered and not acknowledged is numbered
 * again; the old slot becomes one like any other and is read on from where it was acknowledged.
 */
export function leaveSlot(statements: Statements, space: Space) {
  if (space.slot !== null) {
    const acknowledged = readPosition(statements, space.id, space.slot)?.number ?? 0;
    statements.run(
      'DELETE FROM sync_operation WHERE space = ? AND slot = ? AND number > ?',
      space.id,
      space.slot,
      acknowledged,
    );
    statements.run(
      'UPDATE sync_redaction SET slot = NULL, number = NULL WHERE space = ? AND slot = ? AND number > ?',
      space.id,
      space.slot,
      acknowledged,
    );
  }
  statements.run('DELETE FROM sync_outgoing WHERE space = ?', space.id);
  statements.run(
    `UPDATE sync_space SET slot = NULL, install = ?, epoch = epoch + 1, scanned = 0,
       guarded_number = 0, guarded_hash = '' WHERE id = ?`,
    randomHex(16),
    space.id,
  );
}
