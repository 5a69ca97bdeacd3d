import type { Statements } from '#db/statements.ts';

/**
 * While the value of a choice of visibility is withdrawn from this device, its record is taken for private, and what is
 * typed into it then was shown to nobody. When the value comes back that must still be known.
 */
export function noteWithdrawn(statements: Statements, operationId: string) {
  statements.run(
    `INSERT OR IGNORE INTO sync_withdrawn (operation_id, after)
     SELECT ?, coalesce(max(sequence), 0) FROM change`,
    operationId,
  );
}

export function noteReturned(statements: Statements, operationId: string) {
  statements.run(
    `UPDATE sync_withdrawn SET until = (SELECT coalesce(max(sequence), 0) FROM change)
     WHERE operation_id = ? AND until IS NULL`,
    operationId,
  );
}

/** Whether this device did not have the value when it wrote that change. */
export function wasWithdrawn(statements: Statements, operationId: string, change: number): boolean {
  return (
    statements.get(
      `SELECT 1 FROM sync_withdrawn
       WHERE operation_id = ? AND after < ? AND (until IS NULL OR until >= ?) LIMIT 1`,
      operationId,
      change,
      change,
    ) !== undefined
  );
}
