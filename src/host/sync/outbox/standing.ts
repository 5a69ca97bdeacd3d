import type { Statements } from '#db/statements.ts';
import type { Space } from '../space.ts';

/* In what form a tenant has an operation, as far as this device knows. */

export function holds(statements: Statements, space: Space, operationId: string): boolean {
  return (
    statements.get(
      'SELECT 1 FROM sync_operation WHERE operation_id = ? AND space = ? LIMIT 1',
      operationId,
      space.id,
    ) !== undefined
  );
}

export function standsWithValue(statements: Statements, space: Space, operationId: string): boolean {
  if (isRedacted(statements, space, operationId)) return false;
  return (
    statements.get(
      'SELECT 1 FROM sync_operation WHERE operation_id = ? AND space = ? AND redacted = 0 LIMIT 1',
      operationId,
      space.id,
    ) !== undefined
  );
}

export function isRedacted(statements: Statements, space: Space, operationId: string): boolean {
  return (
    statements.get(
      'SELECT 1 FROM sync_redaction WHERE space = ? AND operation_id = ?',
      space.id,
      operationId,
    ) !== undefined
  );
}

export function isErased(statements: Statements, space: Space, operationId: string): boolean {
  return (
    statements.get(
      'SELECT 1 FROM sync_redaction WHERE space = ? AND operation_id = ? AND erased = 1',
      space.id,
      operationId,
    ) !== undefined
  );
}
