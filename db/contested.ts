import { deletedField } from '#core/ledger/operation.ts';
import type { Statements } from './statements.ts';

/** A field on which more than one value stands, or one that says that its record was removed. */
export interface ContestedField {
  readonly recordId: string;
  readonly field: string;
}

const fromHeads = `SELECT head.record_id, head.field FROM head JOIN operation ON operation.id = head.operation_id
  WHERE operation.action = 'set' GROUP BY head.record_id, head.field HAVING count(*) > 1 OR head.field = '${deletedField}'`;

/** Fields kept as contested that are not, and those that are and were not kept: none in a sound registry. Reads all heads. */
export function wrongContested(statements: Statements, limit: number): ContestedField[] {
  return statements.all<ContestedField>(
    `SELECT record_id AS recordId, field FROM (
       SELECT * FROM (${fromHeads} EXCEPT SELECT record_id, field FROM contested)
       UNION SELECT * FROM (SELECT record_id, field FROM contested EXCEPT ${fromHeads})) LIMIT ?`,
    limit,
  );
}
